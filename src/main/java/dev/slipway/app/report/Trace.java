package dev.slipway.app.report;

import dev.slipway.deploy.Observer;
import dev.slipway.deploy.rollout.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen while one rollout went on, as running totals that begin at zero. The proxy's counters begin anew when it is
 * started again; a smaller reading is therefore a new beginning and not a loss.
 *
 * @param beganMillis the first look
 * @param looks in order
 */
public record Trace(long beganMillis, List<Look> looks) {
    /** Nothing was recorded. */
    public static final Trace NONE = new Trace(0, List.of());

    /**
     * One look.
     *
     * @param millis since the first
     * @param state of the rollout, and {@code text} its line for people
     * @param weight of the new version, basis points
     * @param e the judge's value against the new version; {@code bound} of its error rate, 1 without requests
     */
    public record Look(
            long millis, String state, String text, int weight, Count fresh, Count old, double e, double bound) {}

    /** Requests of visitors and for verification, and how many were answered badly. */
    public record Count(long requests, long bad) {
        private static final Count ZERO = new Count(0, 0);
    }

    public Trace {
        looks = List.copyOf(looks);
    }

    /** From the points of a rollout of {@code fresh} over {@code old} (empty for none). */
    static Trace of(List<Observer.Point> points, String fresh, String old) {
        if (points.isEmpty()) {
            return NONE;
        }
        long began = points.getFirst().atMillis();
        var freshTotal = new Total(fresh);
        var oldTotal = new Total(old);
        List<Look> looks = new ArrayList<>();
        for (Observer.Point p : points) {
            looks.add(new Look(
                    Math.max(0, p.atMillis() - began),
                    p.state(),
                    p.summary(),
                    p.weight(),
                    freshTotal.after(p.arms()),
                    oldTotal.after(p.arms()),
                    p.judged().e(),
                    p.judged().bound()));
        }
        return new Trace(began, looks);
    }

    /** How long it went on. */
    public long millis() {
        return looks.isEmpty() ? 0 : looks.getLast().millis();
    }

    /** Sums up what one arm's counters grew by. */
    private static final class Total {
        private final String release;
        private Count last = Count.ZERO;
        private Count sum = Count.ZERO;
        private boolean begun;

        Total(String release) {
            this.release = release;
        }

        Count after(List<Observation.Arm> arms) {
            arms.stream().filter(a -> a.release().equals(release)).findFirst().ifPresent(a -> {
                Count now = new Count(a.visitors() + a.verified(), a.errors() + a.wrong());
                if (begun) {
                    sum = new Count(
                            sum.requests() + grown(last.requests(), now.requests()),
                            sum.bad() + grown(last.bad(), now.bad()));
                }
                begun = true;
                last = now;
            });
            return sum;
        }

        private static long grown(long from, long to) {
            return to < from ? to : to - from;
        }
    }
}
