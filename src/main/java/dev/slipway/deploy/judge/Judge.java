package dev.slipway.deploy.judge;

import dev.slipway.deploy.judge.Evidence.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sequential judge, a pure function of state and bin. The order within a bin: facts that need no statistics, the
 * sequential alarm, then, after the minimum bake, the end test and the evidence to promote.
 */
public final class Judge {
    /** One-sided confidence of the absolute bound. */
    private static final double CONFIDENCE = 0.95;

    /** Requests from which "less than half of the answers good" rolls back without statistics. */
    private static final long FAST_REQUESTS = 20;

    /** Distinct shares kept exactly for the end test; beyond, they are rounded up (conservative) to a grid. */
    private static final int MAX_SHARES = 64;

    /** Grid of the logit of a share: 2 % in the odds. */
    private static final double SHARE_GRID = 0.02;

    /** Nobody waits for more requests than this; ends the search. */
    private static final long MOST_NEEDED = 1L << 40;

    private Judge() {}

    /** State and verdict after a bin. */
    public record Judgement(JudgeState state, JudgeVerdict verdict) {}

    /** Takes one bin. */
    public static Judgement judge(JudgeSettings settings, Stage stage, JudgeState state, Bin bin) {
        if (!bin.fatal().isEmpty()) {
            JudgeState next = bin.gap().isEmpty() ? fold(settings, state, bin) : state;
            return new Judgement(
                    next, new JudgeVerdict.Rollback(bin.fatal(), evidence(settings, next, Basis.FAST_PATH, 1)));
        }
        if (!bin.gap().isEmpty()) {
            JudgeState held = new JudgeState(
                    state.metrics(),
                    state.bins(),
                    state.stepMillis(),
                    state.heldMillis() + bin.lengthMillis(),
                    state.endTested());
            return new Judgement(held, new JudgeVerdict.Hold(bin.gap()));
        }
        JudgeState next = fold(settings, state, bin);
        Optional<JudgeVerdict> alarm = alarm(settings, next);
        if (alarm.isPresent()) {
            return new Judgement(next, alarm.get());
        }
        if (next.stepMillis() < stage.dwellMillis()) {
            return new Judgement(next, new JudgeVerdict.Continue());
        }
        return conclude(settings, stage, next);
    }

    private static JudgeState fold(JudgeSettings settings, JudgeState state, Bin bin) {
        List<JudgeState.OfMetric> metrics = new ArrayList<>();
        for (JudgeState.OfMetric metric : state.metrics()) {
            Tally tally = bin.tally(metric.name()).orElse(Tally.NONE);
            double margin = setting(settings, metric.name()).margin();
            metrics.add(new JudgeState.OfMetric(
                    metric.name(),
                    EProcess.worse(metric.logE(), tally, margin),
                    EProcess.asGood(metric.logG(), tally, settings.promoteMargin()),
                    metric.total().plus(tally),
                    metric.step().plus(tally),
                    shares(metric.shares(), tally, margin)));
        }
        return new JudgeState(metrics, state.bins() + 1, state.stepMillis() + bin.lengthMillis(), 0, state.endTested());
    }

    /** What already suffices to roll back. */
    private static Optional<JudgeVerdict> alarm(JudgeSettings settings, JudgeState state) {
        for (JudgeState.OfMetric metric : state.metrics()) {
            if (setting(settings, metric.name()).failure()
                    && (mostlyFailing(metric.total()) || mostlyFailing(metric.step()))) {
                return Optional.of(new JudgeVerdict.Rollback(
                        "fewer than half of the answers are good (" + metric.name() + ")",
                        evidence(settings, state, Basis.FAST_PATH, 1)));
            }
        }
        if (weighted(settings, state) >= settings.alarm()) {
            return Optional.of(new JudgeVerdict.Rollback(
                    "worse than the old version", evidence(settings, state, Basis.SEQUENTIAL, 1)));
        }
        // Without an old version there is nothing to compare with: its own rate must not be above the tolerated one.
        Tally own = failures(settings, state, false);
        if (own.oldRequests() == 0
                && own.newRequests() >= FAST_REQUESTS
                && Binomial.lowerBound(own.newEvents(), own.newRequests(), 1 - settings.alphaSequential())
                        > settings.maxError()) {
            return Optional.of(new JudgeVerdict.Rollback(
                    "error rate above the tolerated " + percent(settings.maxError()),
                    evidence(settings, state, Basis.ABSOLUTE, 1)));
        }
        return Optional.empty();
    }

    /** An outage of both arms is not the new version's fault: then the comparison decides. */
    private static boolean mostlyFailing(Tally tally) {
        boolean newFails = tally.newRequests() >= FAST_REQUESTS && 2 * tally.newEvents() > tally.newRequests();
        boolean oldFails = tally.oldRequests() >= FAST_REQUESTS && 2 * tally.oldEvents() > tally.oldRequests();
        return newFails && !oldFails;
    }

    private static Judgement conclude(JudgeSettings settings, Stage stage, JudgeState state) {
        Optional<Basis> good = shownGood(settings, state);
        boolean bakeOver = state.stepMillis() >= stage.bakeMillis();
        if (good.isEmpty() && !bakeOver) {
            return new Judgement(state, new JudgeVerdict.Continue());
        }
        JudgeState tested = state;
        double p = 1;
        if (stage.last() && !state.endTested()) {
            p = endTest(settings, state);
            tested = new JudgeState(state.metrics(), state.bins(), state.stepMillis(), state.heldMillis(), true);
            if (p <= settings.alphaEnd()) {
                return new Judgement(
                        tested,
                        new JudgeVerdict.Rollback(
                                "worse than the old version", evidence(settings, tested, Basis.END_TEST, p)));
            }
        }
        if (good.isPresent()) {
            return new Judgement(tested, new JudgeVerdict.Promote(evidence(settings, tested, good.get(), p)));
        }
        long needed = needed(settings, tested);
        Tally step = failures(settings, tested, true);
        return new Judgement(
                tested,
                new JudgeVerdict.InsufficientEvidence(
                        needed,
                        String.format(
                                Locale.ROOT,
                                "%,d errors in %,d requests show only an error rate below %s; tolerated are %s",
                                step.newEvents(),
                                step.newRequests(),
                                percent(bound(step)),
                                percent(settings.maxError()))));
    }

    /** Absolute evidence of this step, or evidence relative to the old version over the whole rollout. */
    private static Optional<Basis> shownGood(JudgeSettings settings, JudgeState state) {
        Tally step = failures(settings, state, true);
        if (step.newRequests() < settings.minRequests()) {
            return Optional.empty();
        }
        if (bound(step) <= settings.maxError()) {
            return Optional.of(Basis.ABSOLUTE);
        }
        boolean relative = false;
        for (JudgeState.OfMetric metric : state.metrics()) {
            if (!setting(settings, metric.name()).failure() || metric.total().newRequests() == 0) {
                continue;
            }
            boolean asGood = EProcess.value(metric.logG()) >= settings.promoteAt();
            if (!asGood && bound(metric.step()) > settings.maxError()) {
                return Optional.empty();
            }
            relative |= asGood;
        }
        return relative ? Optional.of(Basis.RELATIVE) : Optional.empty();
    }

    /** The smallest p-value of all metrics, each divided by its weight, so that it compares with a2. */
    private static double endTest(JudgeSettings settings, JudgeState state) {
        double smallest = 1;
        for (JudgeState.OfMetric metric : state.metrics()) {
            if (metric.shares().isEmpty()) {
                continue;
            }
            // Only comparable bins went into the shares, and their new events with them.
            double p = Binomial.atLeast(comparedEvents(metric), metric.shares());
            smallest = Math.min(smallest, p / setting(settings, metric.name()).weight());
        }
        return smallest;
    }

    private static long comparedEvents(JudgeState.OfMetric metric) {
        return metric.shares().stream().mapToLong(JudgeState.Share::newEvents).sum();
    }

    private static List<JudgeState.Share> shares(List<JudgeState.Share> shares, Tally bin, double margin) {
        long events = bin.newEvents() + bin.oldEvents();
        if (!bin.comparable() || events == 0) {
            return shares;
        }
        TreeMap<Double, JudgeState.Share> merged = new TreeMap<>();
        shares.forEach(s -> merged.put(s.share(), s));
        double share = EProcess.share(bin, 1 + margin);
        merged.merge(share, new JudgeState.Share(share, events, bin.newEvents()), JudgeState.Share::plus);
        if (merged.size() <= MAX_SHARES) {
            return List.copyOf(merged.values());
        }
        TreeMap<Double, JudgeState.Share> rounded = new TreeMap<>();
        for (JudgeState.Share exact : merged.values()) {
            double logit = Math.log(exact.share() / (1 - exact.share()));
            double up = 1 / (1 + Math.exp(-Math.ceil(logit / SHARE_GRID - 1e-9) * SHARE_GRID));
            rounded.merge(up, new JudgeState.Share(up, exact.events(), exact.newEvents()), JudgeState.Share::plus);
        }
        return List.copyOf(rounded.values());
    }

    /** Requests still needed when none of them fails. */
    static long needed(JudgeSettings settings, JudgeState state) {
        Tally step = failures(settings, state, true);
        long low = Math.max(0, settings.minRequests() - step.newRequests());
        if (enough(settings, step, low)) {
            return low;
        }
        long high = Math.max(1, low);
        while (high < MOST_NEEDED && !enough(settings, step, high)) {
            high *= 2;
        }
        while (low + 1 < high) {
            long middle = (low + high) >>> 1;
            if (enough(settings, step, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean enough(JudgeSettings settings, Tally step, long more) {
        long requests = step.newRequests() + more;
        return requests > 0 && Binomial.upperBound(step.newEvents(), requests, CONFIDENCE) <= settings.maxError();
    }

    /** All failure metrics together: of the present step or of the whole rollout. */
    private static Tally failures(JudgeSettings settings, JudgeState state, boolean step) {
        Tally sum = Tally.NONE;
        for (JudgeState.OfMetric metric : state.metrics()) {
            if (setting(settings, metric.name()).failure()) {
                sum = sum.plus(step ? metric.step() : metric.total());
            }
        }
        return sum;
    }

    /** The numbers of this moment, for a verdict or for people who watch. */
    public static Evidence evidence(JudgeSettings settings, JudgeState state, Basis basis, double p) {
        List<Evidence.OfMetric> metrics = new ArrayList<>();
        for (JudgeState.OfMetric metric : state.metrics()) {
            Metric setting = setting(settings, metric.name());
            double own = EProcess.value(metric.logE());
            metrics.add(new Evidence.OfMetric(
                    metric.name(),
                    setting.weight(),
                    setting.margin(),
                    metric.total(),
                    own,
                    EProcess.value(metric.logG())));
        }
        Tally step = failures(settings, state, true);
        return new Evidence(
                JudgeSettings.RULE,
                basis,
                weighted(settings, state),
                settings.alarm(),
                p,
                step,
                failures(settings, state, false),
                bound(step),
                settings.maxError(),
                metrics,
                "");
    }

    /** The e-value of all metrics: a weighted mean is one too, under any dependence. */
    private static double weighted(JudgeSettings settings, JudgeState state) {
        double e = 0;
        for (JudgeState.OfMetric metric : state.metrics()) {
            e += setting(settings, metric.name()).weight() * EProcess.value(metric.logE());
        }
        return Math.min(e, Evidence.MAX_E);
    }

    private static double bound(Tally step) {
        return step.newRequests() == 0 ? 1 : Binomial.upperBound(step.newEvents(), step.newRequests(), CONFIDENCE);
    }

    private static Metric setting(JudgeSettings settings, String name) {
        return settings.metrics().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no metric " + name));
    }

    /** {@code 0.997 %}, {@code 2 %}: three significant digits, rounded up so that a bound is never understated. */
    public static String percent(double rate) {
        return new java.math.BigDecimal(rate * 100)
                        .round(new java.math.MathContext(3, java.math.RoundingMode.UP))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
