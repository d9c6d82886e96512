package dev.slipway.deploy.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Mixture e-processes on the new version's share of all events, given their sum: the base rate, shared shocks and the
 * day's pattern cancel. By Ville's inequality a true null passes 1/a with a chance of at most a, at any stopping time.
 */
final class EProcess {
    /** Rate ratios (times 1 + margin) that count as worse: from hardly to fifty times. */
    static final List<Double> WORSE = List.of(1.3, 1.6, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0);

    /** Rate ratios that count as as good as before; all below 1 + m for the default m = 1. */
    static final List<Double> AS_GOOD = List.of(0.5, 0.75, 1.0, 1.25);

    private EProcess() {}

    static List<Double> zeros(List<Double> ratios) {
        return Collections.nCopies(ratios.size(), 0.0);
    }

    /** Share of events that the new version has when its rate is {@code ratio} times the old one's. */
    static double share(Tally bin, double ratio) {
        return bin.newRequests() * ratio / (bin.newRequests() * ratio + bin.oldRequests());
    }

    /** Against "rate ratio at most 1 + margin". A bin without events or with one arm only changes nothing. */
    static List<Double> worse(List<Double> logs, Tally bin, double margin) {
        List<Double> ratios = WORSE.stream().map(r -> r * (1 + margin)).toList();
        return advance(logs, bin, 1 + margin, ratios);
    }

    /** Against "rate ratio at least 1 + margin". */
    static List<Double> asGood(List<Double> logs, Tally bin, double margin) {
        return advance(logs, bin, 1 + margin, AS_GOOD);
    }

    private static List<Double> advance(List<Double> logs, Tally bin, double nullRatio, List<Double> ratios) {
        if (!bin.comparable() || bin.newEvents() + bin.oldEvents() == 0) {
            return logs;
        }
        double q0 = share(bin, nullRatio);
        List<Double> next = new ArrayList<>(logs.size());
        for (int k = 0; k < logs.size(); k++) {
            double q = share(bin, ratios.get(k));
            next.add(logs.get(k) + bin.newEvents() * Math.log(q / q0) + bin.oldEvents() * Math.log((1 - q) / (1 - q0)));
        }
        return next;
    }

    /** The mixture's value, by log-sum-exp; capped because JSON has no infinity. */
    static double value(List<Double> logs) {
        double max = Collections.max(logs);
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - max);
        }
        double log = max + Math.log(sum / logs.size());
        return Math.min(Math.exp(log), Evidence.MAX_E);
    }
}
