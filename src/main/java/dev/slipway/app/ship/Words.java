package dev.slipway.app.ship;

import dev.slipway.assess.AssessReport;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.rollout.Summary;
import dev.slipway.image.PackedImage;
import dev.slipway.pipeline.build.BuildResult;
import dev.slipway.pipeline.build.Verdict;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The sentences of a ship's summary. */
final class Words {
    private Words() {}

    static String assessed(Assessed a) {
        return AssessReport.summary(a.model());
    }

    static String checked(Checked c) {
        return c.files() + " files, " + c.counts();
    }

    static String tested(Building.Built built) {
        int passed = 0;
        List<String> others = new ArrayList<>();
        for (BuildResult.ComponentResult component : built.result().components()) {
            switch (component.verdict()) {
                case Verdict.Tested t -> passed += t.tests().passed();
                case Verdict.TestedByExit t -> others.add(component.name() + " passed by its exit status");
                case Verdict.NoTests n -> others.add(component.name() + ": " + n.why());
                case Verdict.TestsFailed f -> others.add(component.name() + ": failed");
                case Verdict.BuildFailed f -> others.add(component.name() + ": not built");
            }
        }
        if (passed > 0) {
            others.addFirst(passed + " passed");
        }
        return String.join(" · ", others);
    }

    static String packed(Packing.Result packed, Proving.Proof proof) {
        List<String> digests = packed.services().stream()
                .map(p -> p.image().digest().abbreviated())
                .distinct()
                .toList();
        long layers = packed.services().stream()
                .map(Packed::image)
                .distinct()
                .mapToLong(PackedImage::freshLayers)
                .sum();
        return String.join(" ", digests) + " " + layers + (layers == 1 ? " layer new" : " layers new") + ", SBOM "
                + proof.components() + " components, provenance (local key)";
    }

    static String given(Packing.Result packed) {
        return packed.services().getFirst().image().digest().abbreviated() + " given by digest";
    }

    /** {@code tests ✓  scan ✓ (dependencies not scanned)  …}. */
    static String gates(List<dev.slipway.plan.Verdict> verdicts) {
        List<String> words = new ArrayList<>();
        for (dev.slipway.plan.Verdict v : verdicts) {
            String sign = switch (v.answer()) {
                case PASS -> " ✓";
                case WAIVED -> " waived";
                case WAIT -> " waits";
                case FAIL -> " ✗";
            };
            words.add(v.gate().word() + sign + aside(v));
        }
        return String.join("  ", words);
    }

    private static String aside(dev.slipway.plan.Verdict v) {
        if (v.answer() != Answer.PASS) {
            return "";
        }
        if (v.gate() == GateId.SCAN && v.decided().contains("not scanned")) {
            return " (dependencies not scanned)";
        }
        return v.gate() == GateId.ROLLBACK && v.decided().contains("first release") ? " first release" : "";
    }

    /** What was shown about a release that went live. */
    static String proof(Deployments.Deployment d) {
        Summary summary = Json.read(d.evidence(), Summary.class, d.id());
        Evidence e = summary.evidence();
        return switch (e.basis()) {
            case EXITS -> "running, no exits in " + seconds(summary);
            case NONE, DECREE -> e.note();
            case FAST_PATH, SEQUENTIAL, END_TEST, RELATIVE, ABSOLUTE ->
                "verified: " + e.total().newEvents() + " errors in " + e.total().newRequests() + " requests";
        };
    }

    private static String seconds(Summary s) {
        return Duration.between(s.started(), s.ended()).toSeconds() + " s";
    }

    static String url(String service, int port) {
        return "http://" + service + ".localhost:" + port;
    }
}
