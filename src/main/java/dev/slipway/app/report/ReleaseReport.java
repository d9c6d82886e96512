package dev.slipway.app.report;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.plan.Verdict;
import dev.slipway.store.AuditRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything the page shows about one run of a plan, and nothing else. {@link Instant#EPOCH} stands for "not yet", a list
 * without an element for "there is none". Secrets are in it by reference only; ordinary variables by name only.
 *
 * @param headline how it ended, in one sentence, and {@code why} in another; empty where the first says it
 * @param proven one sentence about what was shown and what was not
 * @param timeline in order of beginning
 * @param artifacts what was brought, each with what is known about it
 * @param audit records of the run and of the evidence it rests on
 * @param wayBack how to undo it, or why there is nothing to undo
 * @param written when this report was made
 */
public record ReleaseReport(
        Result result,
        String headline,
        String why,
        String proven,
        Subject subject,
        List<Span> timeline,
        List<Service> services,
        List<Verdict> gates,
        List<Artifact> artifacts,
        List<WayBack> wayBack,
        List<AuditRecord> audit,
        Instant written) {
    public ReleaseReport {
        timeline = List.copyOf(timeline);
        services = List.copyOf(services);
        gates = List.copyOf(gates);
        artifacts = List.copyOf(artifacts);
        wayBack = List.copyOf(wayBack);
        audit = List.copyOf(audit);
    }

    /** How a run stands. */
    public enum Result {
        LIVE("Live", "good", "✓"),
        TAKEN_AWAY("Taken away", "good", "✓"),
        WENT_BACK("Back on an earlier release", "good", "✓"),
        ROLLED_BACK("Rolled back", "bad", "↩"),
        REFUSED("Refused", "bad", "✗"),
        WAITING("Waits", "wait", "…"),
        NEEDS_PERSON("Needs a person", "bad", "!"),
        FAILED("Failed", "bad", "✗"),
        UNFINISHED("Under way", "wait", "…");

        private final String words;
        private final String tone;
        private final String sign;

        Result(String words, String tone, String sign) {
            this.words = words;
            this.tone = tone;
            this.sign = sign;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** A class of the style sheet: {@code good}, {@code bad} or {@code wait}. */
        public String tone() {
            return tone;
        }

        /** One character that says it without colour. */
        public String sign() {
            return sign;
        }
    }

    /**
     * What the run is about and who asked for it.
     *
     * @param version of what was to be deployed
     * @param parent hash of the plan before; empty for the first
     */
    public record Subject(
            String app,
            String environment,
            String version,
            String purpose,
            String run,
            Digest plan,
            String parent,
            String risk,
            Caller caller,
            Instant began,
            Instant ended) {
        /** How long it took, from the claim of the plan; zero while it is under way. */
        public Duration took() {
            return ended.equals(Instant.EPOCH) ? Duration.ZERO : Duration.between(began, ended);
        }
    }

    /**
     * One stretch of the timeline.
     *
     * @param group what it belongs to: {@code ship}, or a service
     */
    public record Span(Kind kind, String group, String name, String text, Instant from, Instant to) {
        /** What it is, for its colour. */
        public enum Kind {
            STEP,
            FORWARD,
            JUDGE,
            BACK,
            END
        }

        /** How long it took. */
        public Duration took() {
            return Duration.between(from, to);
        }
    }

    /**
     * One service's rollout.
     *
     * @param deployment its id
     * @param url empty for a service without a route
     * @param strategy for people
     * @param outcome what became of it, one phrase, and {@code reason} why; empty when promoted
     * @param release what was to run; for a removal, what was taken away
     * @param old what ran before, or no element
     * @param takenAway whether the release was to go and nothing to take its place
     * @param evidence the judge's last numbers
     * @param badAnswers visitors' requests that the new version answered badly
     * @param failedByUs visitors' requests that failed because no instance answered
     * @param restarts how often it began again from 0 %
     * @param changes against {@code old}
     */
    public record Service(
            String name,
            String scope,
            String deployment,
            String url,
            String strategy,
            String outcome,
            String reason,
            ReleaseSpec release,
            List<ReleaseSpec> old,
            boolean takenAway,
            Evidence evidence,
            long badAnswers,
            long failedByUs,
            int restarts,
            Trace trace,
            List<Change> changes) {
        public Service {
            old = List.copyOf(old);
            changes = List.copyOf(changes);
        }

        /** Whether there was nothing to compare with. */
        public boolean first() {
            return old.isEmpty();
        }
    }

    /**
     * One difference between the release before and this one.
     *
     * @param from empty for what is new, {@code to} empty for what is gone
     */
    public record Change(String what, String from, String to) {}

    /**
     * An image and what is known about it.
     *
     * @param services that run it
     * @param tests the result that counts, or no element
     * @param scans newest first, one a tool
     * @param sboms the newest of each format, seen and imported apart
     * @param provenance how it was built, as lines; empty when nobody knows
     * @param proofs the signed statements about it; what was said several times only once, as it was said last
     */
    public record Artifact(
            Digest digest,
            List<String> services,
            List<Tests> tests,
            List<Scan> scans,
            List<Sbom> sboms,
            List<Fact> provenance,
            List<Proof> proofs) {
        public Artifact {
            services = List.copyOf(services);
            tests = List.copyOf(tests);
            scans = List.copyOf(scans);
            sboms = List.copyOf(sboms);
            provenance = List.copyOf(provenance);
            proofs = List.copyOf(proofs);
        }
    }

    /** A named value. */
    public record Fact(String name, String value) {}

    /** A test result. */
    public record Tests(int passed, int failed, int skipped, List<String> suites, String origin, Instant at) {
        public Tests {
            suites = List.copyOf(suites);
        }
    }

    /** A scan: findings by severity, in the order they are shown; what was looked at and what was not. */
    public record Scan(String tool, List<Fact> parts, List<Fact> findings, String origin, Instant at) {
        public Scan {
            parts = List.copyOf(parts);
            findings = List.copyOf(findings);
        }
    }

    /**
     * A bill of materials.
     *
     * @param count components it has; {@code components} may hold fewer
     * @param note why components are not shown; empty when all are
     */
    public record Sbom(String format, Digest digest, int count, List<Component> components, String note) {
        public Sbom {
            components = List.copyOf(components);
        }
    }

    /** One component. */
    public record Component(String name, String version, String purl, String licenses) {}

    /**
     * A signed statement.
     *
     * @param signer for people: never just "signed"
     * @param objection why it does not count; empty when its signature verifies
     */
    public record Proof(
            Digest envelope,
            String kind,
            String summary,
            String signer,
            boolean imported,
            String objection,
            Instant at) {}

    /** What to type, and what it does; without a command when there is nothing to do. */
    public record WayBack(String service, String text, String command) {}
}
