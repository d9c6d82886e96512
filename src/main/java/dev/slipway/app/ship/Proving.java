package dev.slipway.app.ship;

import dev.slipway.app.Rooms;
import dev.slipway.base.Digest;
import dev.slipway.base.Finding;
import dev.slipway.base.Scope;
import dev.slipway.base.Severity;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.evidence.Notary;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Predicate;
import dev.slipway.exec.git.GitRepository;
import dev.slipway.image.Provenance;
import dev.slipway.image.Sbom;
import dev.slipway.pipeline.build.Verdict;
import dev.slipway.pipeline.junit.TestSummary;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was seen becomes signed statements about the digests: tests, scan, bill of materials, provenance, the way back. Only
 * this process writes evidence, from what it saw; no step of a build can.
 */
final class Proving {
    private final Rooms rooms;

    Proving(Rooms rooms) {
        this.rooms = rooms;
    }

    /**
     * What the summary says about it.
     *
     * @param components in all bills of materials
     */
    record Proof(int components, String signer) {}

    /** Records what is known about each built digest, once a digest. */
    Proof prove(Assessed assessed, Checked checked, Building.Built built, List<Packed> services)
            throws InterruptedException {
        Notary notary = rooms.notary();
        Instant now = rooms.clock().instant();
        String who = rooms.caller().principal();
        Set<Digest> done = new HashSet<>();
        int components = 0;
        for (Packed packed : services) {
            Digest digest = packed.image().digest();
            if (!done.add(digest)) {
                continue;
            }
            notary.record(digest, tests(built.verdict(packed.service().component()), who, now));
            notary.record(digest, scan(checked, who, now));
            components += sbom(assessed, packed, notary, who, now);
            notary.record(digest, new Predicate.Built(provenance(assessed, packed)));
        }
        return new Proof(components, rooms.key().known().text());
    }

    /** The way back is a statement too: what would serve if this were taken away again. */
    void wayBack(ReleaseSpec release, Optional<ReleaseSpec> current, Scope scope) {
        Instant now = rooms.clock().instant();
        Predicate.RollbackPath path = current.map(
                        c -> new Predicate.RollbackPath(Predicate.Back.PREVIOUS, scope.key(), c.id(), false, now))
                .orElse(new Predicate.RollbackPath(Predicate.Back.REMOVE_ROUTE, scope.key(), "", false, now));
        rooms.notary().record(release.digest(), path);
    }

    private static Predicate.TestResult tests(Verdict verdict, String who, Instant now) {
        Origin seen = Origin.observed(who, "slipway ship", now);
        return switch (verdict) {
            case Verdict.Tested(TestSummary t) ->
                new Predicate.TestResult(
                        t.passed(), t.failed() + t.errors(), t.skipped(), List.of(t.suites() + " suites"), seen);
            // The command's exit is one result: nobody can say how many tests it stands for.
            case Verdict.TestedByExit exit ->
                new Predicate.TestResult(1, 0, 0, List.of("the test command's exit status"), seen);
            case Verdict.NoTests none -> new Predicate.TestResult(0, 0, 0, List.of(none.why()), seen);
            case Verdict.TestsFailed f ->
                new Predicate.TestResult(
                        f.tests().passed(),
                        Math.max(1, f.tests().failed() + f.tests().errors()),
                        0,
                        List.of(),
                        seen);
            case Verdict.BuildFailed f -> new Predicate.TestResult(0, 1, 0, List.of("the build failed"), seen);
        };
    }

    private static Predicate.ScanResult scan(Checked checked, String who, Instant now) {
        Map<String, Integer> counts = new HashMap<>();
        for (Severity severity : Severity.values()) {
            int count = (int) checked.findings().stream()
                    .map(Finding::severity)
                    .filter(severity::equals)
                    .count();
            counts.put(severity.word(), count);
        }
        return new Predicate.ScanResult(
                List.of(
                        Predicate.Part.scanned("configuration"),
                        Predicate.Part.scanned("secrets"),
                        Predicate.Part.notScanned("dependencies")),
                counts,
                "slipway check",
                Origin.observed(who, "slipway ship", now));
    }

    private int sbom(Assessed assessed, Packed packed, Notary notary, String who, Instant now) {
        Sbom sbom = Sbom.of(
                assessed.view(),
                packed.component().path(),
                packed.image(),
                packed.service().name().value(),
                assessed.version().value());
        Digest blob = rooms.blobs().put(sbom.json());
        notary.record(
                packed.image().digest(),
                new Predicate.SbomRef(Sbom.FORMAT, blob, sbom.components(), Origin.observed(who, "slipway ship", now)));
        return sbom.components();
    }

    private static Provenance provenance(Assessed assessed, Packed packed) {
        Provenance.BuildType type =
                packed.image().ours() ? Provenance.BuildType.PACKED : Provenance.BuildType.DOCKERFILE;
        Provenance.Parameters parameters = new Provenance.Parameters(
                assessed.git().map(GitRepository::origin).orElse(""),
                assessed.git().map(GitRepository::commit).orElse(""),
                assessed.version().value(),
                assessed.version().dirty());
        String base = packed.image().base();
        return Provenance.local(
                type, parameters, base, base.isEmpty() ? Optional.empty() : Optional.of(new Digest(base)));
    }
}
