package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.base.Severity;
import java.util.ArrayList;
import java.util.List;

/** Signs predicates and hands the envelopes to the store: the one way in which evidence comes to be. */
public final class Notary {
    private final SigningKey key;
    private final EvidenceStore store;

    public Notary(SigningKey key, EvidenceStore store) {
        this.key = key;
        this.store = store;
    }

    /** Records what is said about a digest; gives the envelope's own digest. */
    public Digest record(Digest subject, Predicate predicate) {
        Statement statement = Statement.about(subject, predicate);
        byte[] envelope = Dsse.sign(statement, key);
        store.put(
                subject,
                envelope,
                new EvidenceStore.Entry(
                        statement.predicateType(), key.known().id(), predicate.how(), summary(predicate)));
        return Digest.of(envelope);
    }

    /** One line about a predicate, for people. */
    public static String summary(Predicate predicate) {
        return switch (predicate) {
            case Predicate.TestResult t ->
                "tests: " + t.passed() + " passed, " + t.failed() + " failed, " + t.skipped() + " skipped"
                        + (t.origin().imported()
                                ? ", imported from " + t.origin().from()
                                : "");
            case Predicate.ScanResult s ->
                "scan by " + s.tool() + ": " + counts(s)
                        + (s.origin().imported()
                                ? ", imported from " + s.origin().from()
                                : "");
            case Predicate.SbomRef s -> "SBOM: " + s.format() + ", " + s.components() + " components";
            case Predicate.Built b ->
                "provenance: built by " + b.provenance().runDetails().builder().id() + " from "
                        + b.provenance().buildDefinition().externalParameters().version();
            case Predicate.RollbackPath r ->
                switch (r.back()) {
                    case REMOVE_ROUTE -> "rollback: remove the route (first release)";
                    case PREVIOUS -> "rollback: back to " + r.release() + (r.rehearsed() ? ", rehearsed" : "");
                };
            case Predicate.Import i ->
                "import by " + i.who() + " from " + i.from() + ": " + String.join(", ", i.files());
            case Predicate.Approval a ->
                switch (a.answer()) {
                            case APPROVED -> "approved by ";
                            case REJECTED -> "rejected by ";
                        }
                        + a.who()
                        + (a.reason().isEmpty() ? "" : ": " + a.reason());
            case Predicate.Other o -> o.type();
        };
    }

    /** {@code 0 critical, 2 note}: critical always, the others when there are any. */
    private static String counts(Predicate.ScanResult scan) {
        List<String> words = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            int count = scan.count(severity);
            if (count > 0 || severity == Severity.CRITICAL) {
                words.add(count + " " + severity.word());
            }
        }
        return String.join(", ", words);
    }
}
