package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.Judge;
import dev.slipway.deploy.judge.Metric;
import dev.slipway.deploy.judge.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A rollout in words and numbers. */
final class RolloutWords {
    /** Cells of the bar that shows how much of the dwell is over. */
    private static final int BAR = 5;

    private RolloutWords() {}

    static String describe(Rollout r, RolloutState state) {
        return switch (state) {
            case RolloutState.ClearingOld s -> "stopping " + r.old() + " before " + r.release() + " starts";
            case RolloutState.Starting(Progress p) -> "starting " + instances(r.fresh(p.step())) + " of " + r.release();
            case RolloutState.ProvingFirst(Progress p) ->
                "0 % " + bar(r, p) + "  " + newArm(r, p) + " before any visitor" + paused(p);
            case RolloutState.Routing(Progress p) -> weight(r, p) + " " + bar(0) + "  routing";
            case RolloutState.Judging(Progress p) -> judging(r, p);
            case RolloutState.Trimming(Progress p) ->
                "stopping " + r.old() + " down to " + instances(r.step(p.step()).kept());
            case RolloutState.Promoting s -> "promoting " + r.release();
            case RolloutState.ReturningToStable s ->
                "the lease had lapsed: everything to " + r.old() + ", then from 0 % again";
            case RolloutState.ClearingNew(Progress p, Ending e) -> leaving(r, p, e, "stopping " + r.release());
            case RolloutState.Restoring(Progress p, Ending e) -> leaving(r, p, e, "starting " + r.old() + " again");
            case RolloutState.Aborting(Progress p, Ending e) -> leaving(r, p, e, to(r));
            case RolloutState.Evacuating(Progress p, Ending e) -> "moving all traffic to " + r.release();
            case RolloutState.Draining(Progress p, Ending e) -> "draining " + gone(r, e);
            case RolloutState.Stopping(Progress p, Ending e) -> "stopping " + gone(r, e);
            case RolloutState.Promoted(Summary s) -> promoted(r, s);
            case RolloutState.RolledBack(Summary s, String reason, boolean blamed) -> rolledBack(r, s);
            case RolloutState.NeedsPerson(Summary s, String what) ->
                "NEEDS A PERSON · " + what + (s.serving().isEmpty() ? "" : " · serving " + s.serving());
        };
    }

    private static String judging(Rollout r, Progress p) {
        if (!r.web()) {
            return "watching " + instances(r.fresh(p.step())) + " of " + r.release() + " " + bar(r, p) + paused(p);
        }
        return weight(r, p) + " " + bar(r, p) + "  " + numbers(Looking.now(r, p, Evidence.Basis.NONE)) + paused(p);
    }

    private static String paused(Progress p) {
        return p.paused() ? "  (paused)" : p.asking() ? "  (not enough evidence: advance or abort?)" : "";
    }

    private static String leaving(Rollout r, Progress p, Ending ending, String doing) {
        boolean counted = ending.evidence().total().newRequests() > 0;
        return counted
                ? weight(r, p) + " " + bar(r, p) + "  " + numbers(ending.evidence())
                : ending.reason() + " → " + doing;
    }

    private static String to(Rollout r) {
        return r.first() ? "taking the route away" : "everything to " + r.old();
    }

    private static String gone(Rollout r, Ending ending) {
        return ending.outcome() == Ending.Outcome.PROMOTED ? r.old() : r.release();
    }

    /** {@code old 0/118  new 26/121 errors  E = 4,210 ≥ 200}. */
    private static String numbers(Evidence evidence) {
        Tally total = evidence.total();
        return String.format(
                Locale.ROOT,
                "old %,d/%,d  new %,d/%,d errors  E = %s %s %,.0f",
                total.oldEvents(),
                total.oldRequests(),
                total.newEvents(),
                total.newRequests(),
                value(evidence.e()),
                evidence.e() >= evidence.alarm() ? "≥" : "<",
                evidence.alarm());
    }

    private static String newArm(Rollout r, Progress p) {
        Tally total = Looking.failures(r, p);
        return String.format(Locale.ROOT, "%,d/%,d errors", total.newEvents(), total.newRequests());
    }

    private static String value(double e) {
        if (e >= 1e6) {
            return String.format(Locale.ROOT, "10^%d", (int) Math.floor(Math.log10(e)));
        }
        return String.format(Locale.ROOT, e >= 100 ? "%,.0f" : "%.2f", e);
    }

    private static String weight(Rollout r, Progress p) {
        int points = r.step(p.step()).weight();
        return (points % 100 == 0 ? Integer.toString(points / 100) : String.format(Locale.ROOT, "%.1f", points / 100.0))
                + " %";
    }

    private static String bar(Rollout r, Progress p) {
        long dwell = Math.max(1, r.step(p.step()).dwell().toMillis());
        return bar((int) Math.min(BAR, p.judge().stepMillis() * BAR / dwell));
    }

    private static String bar(int full) {
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private static String instances(int count) {
        return count + (count == 1 ? " instance" : " instances");
    }

    private static String promoted(Rollout r, Summary s) {
        if (r.purpose() == Rollout.Purpose.REMOVE) {
            return "took " + r.release() + " away after " + seconds(s.started(), s.ended());
        }
        if (r.purpose() == Rollout.Purpose.BACK) {
            return "back on " + r.release() + " after " + seconds(s.started(), s.ended());
        }
        return "promoted " + r.release() + " after " + seconds(s.started(), s.ended()) + " · " + shown(s.evidence());
    }

    private static String shown(Evidence e) {
        return switch (e.basis()) {
            case ABSOLUTE ->
                String.format(
                        Locale.ROOT,
                        "verified: %,d errors in %,d requests: error rate below %s",
                        e.step().newEvents(),
                        e.step().newRequests(),
                        Judge.percent(e.bound()));
            case RELATIVE ->
                String.format(
                        Locale.ROOT,
                        "as good as %,d/%,d errors before: %,d/%,d now",
                        e.total().oldEvents(),
                        e.total().oldRequests(),
                        e.total().newEvents(),
                        e.total().newRequests());
            case EXITS, DECREE -> e.note();
            case FAST_PATH, SEQUENTIAL, END_TEST, NONE -> "not judged";
        };
    }

    private static String rolledBack(Rollout r, Summary s) {
        String where = r.first() ? "REMOVED" : "ROLLED BACK to " + s.old();
        boolean visited = !s.routed().equals(Instant.EPOCH);
        String after = seconds(visited ? s.routed() : s.started(), visited ? s.back() : s.ended());
        String felt = visited
                ? String.format(
                        Locale.ROOT,
                        " · %,d %s answered badly by the new version · %,d failed by us",
                        badAnswers(s),
                        badAnswers(s) == 1 ? "request" : "requests",
                        s.failedByProxy())
                : r.web() ? " · no visitor reached the new version" : "";
        return where + " after " + after + felt;
    }

    /** Of visitors, and of the verification requests that were sent so that visitors need not find out. */
    private static long badAnswers(Summary s) {
        return s.badAnswers()
                + s.evidence().metrics().stream()
                        .filter(m -> m.name().equals(Metric.VERIFICATION))
                        .mapToLong(m -> m.tally().newEvents())
                        .sum();
    }

    private static String seconds(Instant from, Instant to) {
        return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
    }
}
