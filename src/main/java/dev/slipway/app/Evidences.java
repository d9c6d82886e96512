package dev.slipway.app;

import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.evidence.Dsse;
import dev.slipway.evidence.EvidenceImport;
import dev.slipway.evidence.EvidenceStore;
import dev.slipway.evidence.ForeignEnvelope;
import dev.slipway.evidence.Notary;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Predicate;
import dev.slipway.evidence.Readiness;
import dev.slipway.evidence.TrustedKeys;
import dev.slipway.image.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Evidence shown, verified, imported; and the gates asked outside of a plan. */
public final class Evidences {
    /** Bytes of one imported file. */
    private static final long MAX_FILE = 32 << 20;

    /** Deployments of a scope that an abbreviated digest is looked for in. */
    private static final int LOOK_BACK = 200;

    private final Rooms rooms;

    Evidences(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * One statement.
     *
     * @param signer whose key, never just "signed"; says so when the signature does not verify
     * @param source seen or imported
     */
    public record Shown(String kind, String signer, String source, String summary, String envelope) {}

    /** What verifying gave. */
    public record Verified(boolean ok, List<String> text) {
        public Verified {
            text = List.copyOf(text);
        }
    }

    List<Shown> show(String digest) {
        Digest subject = digest(digest);
        TrustedKeys keys = rooms.keys();
        return rooms.evidence().about(subject).stream()
                .map(envelope -> shown(envelope, keys))
                .toList();
    }

    private static Shown shown(byte[] envelope, TrustedKeys keys) {
        return switch (Dsse.check(envelope, keys)) {
            case Dsse.Checked.Good good -> {
                Predicate predicate = good.statement().predicate();
                yield new Shown(
                        predicate.getClass().getSimpleName(),
                        good.signer().text(),
                        predicate.how() == Origin.How.IMPORTED ? "imported" : "seen",
                        Notary.summary(predicate),
                        Digest.of(envelope).value());
            }
            case Dsse.Checked.Bad bad ->
                new Shown(
                        "?",
                        "NOT VERIFIED: " + bad.why(),
                        "",
                        "counts for nothing",
                        Digest.of(envelope).value());
        };
    }

    Verified verify(String digest) {
        Digest subject = digest(digest);
        List<String> lines = new ArrayList<>();
        boolean ok = true;
        List<Shown> statements = show(digest);
        for (Shown s : statements) {
            boolean good = !s.signer().startsWith("NOT VERIFIED");
            ok &= good;
            lines.add((good ? "  ✓ " : "  ✗ ") + s.kind() + ": " + s.signer() + " · " + s.summary());
        }
        if (statements.isEmpty()) {
            return new Verified(false, List.of("  no statement about " + subject));
        }
        boolean here = new ImageStore(rooms.home()).verify(subject);
        lines.add(here ? "  ✓ image: every blob has its digest" : "  ✗ image: not here, or a blob was changed");
        return new Verified(ok && here, lines);
    }

    int bring(Digest digest, List<Path> junit, List<Path> sarif, List<Path> sbom, List<Path> provenance, String from) {
        List<EvidenceImport.Brought> brought = new ArrayList<>();
        junit.forEach(f -> brought.add(file(EvidenceImport.Kind.JUNIT, f)));
        sarif.forEach(f -> brought.add(file(EvidenceImport.Kind.SARIF, f)));
        sbom.forEach(f -> brought.add(file(EvidenceImport.Kind.SBOM, f)));
        if (brought.isEmpty() && provenance.isEmpty()) {
            throw Problem.input(
                            "nothing to import",
                            "no file was given",
                            "--junit FILE, --sarif FILE, --sbom FILE or --provenance FILE")
                    .asException();
        }
        List<ForeignEnvelope> envelopes = provenance.stream()
                .flatMap(f -> ForeignEnvelope.provenance(bytes(f), f.toString(), digest, rooms.keys()).stream())
                .toList();
        String who = rooms.caller().principal();
        String source = from.isEmpty() ? "files on " + who : from;
        List<Predicate> predicates = brought.isEmpty()
                ? List.of()
                : EvidenceImport.read(brought, who, source, rooms.clock().instant());
        Notary notary = rooms.notary();
        predicates.forEach(p -> notary.record(digest, p));
        envelopes.forEach(e -> keep(digest, e));
        if (!envelopes.isEmpty()) {
            List<String> names = provenance.stream()
                    .map(f -> String.valueOf(f.getFileName()))
                    .toList();
            notary.record(
                    digest,
                    new Predicate.Import(who, source, names, rooms.clock().instant()));
        }
        return predicates.size() + envelopes.size();
    }

    private void keep(Digest digest, ForeignEnvelope e) {
        rooms.evidence()
                .put(
                        digest,
                        e.bytes(),
                        new EvidenceStore.Entry(
                                e.statement().predicateType(),
                                e.signer().id(),
                                Origin.How.IMPORTED,
                                Notary.summary(e.statement().predicate())));
    }

    private static EvidenceImport.Brought file(EvidenceImport.Kind kind, Path file) {
        return new EvidenceImport.Brought(kind, String.valueOf(file.getFileName()), bytes(file));
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw Problem.input(file + " is too large", "more than " + MAX_FILE + " bytes", "split it")
                        .asException();
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Problem.input("cannot read " + file, String.valueOf(e.getMessage()), "check the path")
                    .asException();
        }
    }

    List<Slipway.Readiness> ready(EnvName environment, String service) {
        Scopes scopes = new Scopes(rooms);
        List<Scope> wanted = service.isEmpty() ? scopes.all(environment) : List.of(scopes.find(environment, service));
        List<Slipway.Readiness> answers = new ArrayList<>();
        for (Scope scope : wanted) {
            rooms.deployments().current(scope.key()).ifPresent(r -> answers.add(ready(scope, r)));
        }
        return answers;
    }

    private Slipway.Readiness ready(Scope scope, ReleaseSpec release) {
        Readiness readiness = Readiness.of(
                scope, release.digest(), Policies.of(rooms, scope), rooms.evidence(), rooms.keys(), rooms.clock());
        return new Slipway.Readiness(
                scope.app() + "/" + scope.service(), release.version(), readiness.ready(), readiness.verdicts());
    }

    /** A digest, the beginning of one as the summaries print it, or a service whose digest is meant. */
    private Digest digest(String word) {
        String hex = word.replaceFirst("^sha256:", "").replaceFirst("(?:…|\\.\\.\\.)$", "");
        boolean begun = hex.length() < 64 && hex.matches("[0-9a-f]{4,}");
        if (begun && (word.startsWith("sha256:") || hex.length() >= 7)) {
            return abbreviated(hex);
        }
        return word.startsWith("sha256:")
                ? new Digest(word)
                : rooms.deployments()
                        .current(new Scopes(rooms).find(EnvName.LOCAL, word).key())
                        .orElseThrow()
                        .digest();
    }

    private Digest abbreviated(String hex) {
        List<Digest> known = new Scopes(rooms)
                .all(EnvName.LOCAL).stream()
                        .flatMap(s -> rooms.deployments().history(s.key(), LOOK_BACK).stream())
                        .map(d -> d.release().digest())
                        .filter(d -> d.hex().startsWith(hex))
                        .distinct()
                        .toList();
        if (known.size() == 1) {
            return known.getFirst();
        }
        throw Problem.input(
                        (known.isEmpty() ? "no" : "more than one") + " release has a digest that begins with " + hex,
                        known.isEmpty() ? "nothing of it was deployed here" : known.size() + " do",
                        "slipway status --json has whole digests")
                .asException();
    }
}
