package dev.slipway.app.report;

import dev.slipway.app.report.Plot.Event;
import dev.slipway.app.report.Plot.Form;
import dev.slipway.app.report.Plot.Limit;
import dev.slipway.app.report.Plot.Panel;
import dev.slipway.app.report.Plot.Series;
import dev.slipway.app.report.Plot.Xy;
import dev.slipway.app.report.ReleaseReport.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** A service's pictures: where its traffic went and what came back, and what the judge made of it. */
public final class Plots {
    /** Bins of a rate: fewer hide a burst, more show noise. */
    private static final int BINS = 48;

    /** Milliseconds of the shortest bin. */
    private static final long SHORTEST_BIN = 500;

    /** Decades above which E is drawn on the border: from here on nobody asks how much worse. */
    private static final int TOP_DECADE = 6;

    private static final int BOTTOM_DECADE = -4;

    private Plots() {}

    /** Whether the service has traffic to draw. */
    public static boolean hasTraffic(Service s) {
        return s.release().routed();
    }

    /** Whether a judge looked at requests. */
    public static boolean hasEvidence(Service s) {
        return s.release().routed() && s.trace().looks().stream().anyMatch(l -> l.bound() < 1 || l.e() != 1);
    }

    /** Weight of the new version, requests and bad answers of both. */
    public static String traffic(Service s) {
        Trace trace = s.trace();
        List<Series> rates = arms(s, arm -> rate(trace, arm));
        List<Series> bad = arms(s, arm -> points(trace, l -> arm.apply(l).bad()));
        String title = s.name() + ": traffic during the rollout";
        return new Plot(
                        id(s, "traffic"),
                        title,
                        trafficWords(s),
                        Axis.time(trace.millis()),
                        "time since the rollout began",
                        List.of(
                                new Panel(
                                        "Share of the new version",
                                        90,
                                        Axis.fixed(0, 100, 50, " %"),
                                        List.of(new Series(
                                                "weight", "new", Form.AREA, points(trace, l -> l.weight() / 100.0))),
                                        List.of()),
                                new Panel("Requests a second", 100, Axis.counts(highest(rates), ""), rates, List.of()),
                                new Panel(
                                        "Bad answers, running total",
                                        80,
                                        Axis.counts(highest(bad), ""),
                                        bad,
                                        List.of())),
                        events(trace))
                .svg();
    }

    /** The judge's two measures against their limits. */
    public static String evidence(Service s) {
        Trace trace = s.trace();
        List<Panel> panels = new ArrayList<>();
        if (!s.first()) {
            panels.add(new Panel(
                    "E: evidence that the new version is worse (log scale)",
                    130,
                    eAxis(s),
                    List.of(new Series("E", "new", Form.STEP, points(trace, Trace.Look::e))),
                    List.of(new Limit(
                            s.evidence().alarm(), "E = " + Shown.e(s.evidence().alarm()) + " and above rolls back"))));
        }
        double tolerated = s.evidence().maxError() * 100;
        panels.add(new Panel(
                "Error rate of the new version in its step, 95 % upper bound (log scale)",
                110,
                boundAxis(trace, tolerated),
                List.of(new Series("upper bound", "new", Form.STEP, points(trace, l -> l.bound() * 100))),
                List.of(new Limit(tolerated, "tolerated: " + Axis.number(tolerated) + " %"))));
        return new Plot(
                        id(s, "evidence"),
                        s.name() + ": evidence during the rollout",
                        evidenceWords(s),
                        Axis.time(trace.millis()),
                        "time since the rollout began",
                        panels,
                        events(trace))
                .svg();
    }

    private static Axis eAxis(Service s) {
        double highest =
                s.trace().looks().stream().mapToDouble(Trace.Look::e).max().orElse(1);
        double lowest =
                s.trace().looks().stream().mapToDouble(Trace.Look::e).min().orElse(1);
        int top =
                Math.max(decade(s.evidence().alarm()) + 1, Math.min(TOP_DECADE, (int) Math.ceil(Math.log10(highest))));
        int bottom = Math.min(-1, Math.max(BOTTOM_DECADE, decade(lowest)));
        return Axis.decades(bottom, top, "");
    }

    private static Axis boundAxis(Trace trace, double tolerated) {
        double lowest =
                trace.looks().stream().mapToDouble(l -> l.bound() * 100).min().orElse(100);
        int bottom = Math.max(BOTTOM_DECADE, Math.min(decade(lowest), decade(tolerated)));
        return Axis.decades(Math.min(bottom, 1), 2, " %");
    }

    private static int decade(double value) {
        return value > 0 ? (int) Math.floor(Math.log10(value)) : BOTTOM_DECADE;
    }

    /** The same picture of both arms; the old one only where there is one. */
    private static List<Series> arms(Service s, Function<Function<Trace.Look, Trace.Count>, List<Xy>> points) {
        List<Series> series = new ArrayList<>();
        series.add(new Series("new", "new", Form.STEP, points.apply(Trace.Look::fresh)));
        if (!s.first()) {
            series.add(new Series("old", "old", Form.STEP, points.apply(Trace.Look::old)));
        }
        return series;
    }

    private static List<Xy> points(Trace trace, ToDoubleFunction<Trace.Look> value) {
        return trace.looks().stream()
                .map(l -> new Xy(l.millis(), value.applyAsDouble(l)))
                .toList();
    }

    /** What a running total grew by a second, in bins. */
    private static List<Xy> rate(Trace trace, Function<Trace.Look, Trace.Count> arm) {
        if (trace.looks().size() < 2) {
            return List.of();
        }
        long bin = Math.max(SHORTEST_BIN, trace.millis() / BINS);
        List<Xy> points = new ArrayList<>();
        int look = 0;
        double before = 0;
        for (long from = 0; from < trace.millis(); from += bin) {
            long to = Math.min(from + bin, trace.millis());
            while (look + 1 < trace.looks().size()
                    && trace.looks().get(look + 1).millis() <= to) {
                look++;
            }
            double total = between(trace, arm, look, to);
            points.add(new Xy(from, (total - before) * 1000 / (to - from)));
            before = total;
        }
        points.add(new Xy(trace.millis(), points.getLast().y()));
        return points;
    }

    /** The total at a time between two looks: requests are taken to be spread evenly. */
    private static double between(Trace trace, Function<Trace.Look, Trace.Count> arm, int look, long at) {
        Trace.Look a = trace.looks().get(look);
        long low = arm.apply(a).requests();
        if (look + 1 == trace.looks().size() || at <= a.millis()) {
            return low;
        }
        Trace.Look b = trace.looks().get(look + 1);
        double share = (at - a.millis()) / (double) Math.max(1, b.millis() - a.millis());
        return low + share * (arm.apply(b).requests() - low);
    }

    private static double highest(List<Series> series) {
        return series.stream()
                .flatMap(s -> s.points().stream())
                .mapToDouble(Xy::y)
                .max()
                .orElse(1);
    }

    /** The turning points. */
    private static List<Event> events(Trace trace) {
        List<Event> events = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Trace.Look l : trace.looks()) {
            boolean turns = switch (l.state()) {
                case "Promoting", "Aborting", "ReturningToStable", "Evacuating" -> true;
                default -> false;
            };
            if (turns && seen.add(l.state())) {
                events.add(new Event(l.millis(), Timeline.words(l.state())));
            }
        }
        return events;
    }

    private static String trafficWords(Service s) {
        if (s.trace().looks().isEmpty()) {
            return "Nothing was recorded.";
        }
        Trace.Look last = s.trace().looks().getLast();
        int highest =
                s.trace().looks().stream().mapToInt(Trace.Look::weight).max().orElse(0);
        String fresh = "The new version had at most " + Axis.number(highest / 100.0) + " % and at the end "
                + Axis.number(last.weight() / 100.0) + " % of the traffic; it answered "
                + Shown.count(last.fresh().requests(), "request") + ", "
                + Shown.count(last.fresh().bad())
                + " of them badly.";
        return s.first()
                ? fresh
                : fresh + " The old version answered " + Shown.count(last.old().requests(), "request") + ", "
                        + Shown.count(last.old().bad()) + " of them badly.";
    }

    private static String evidenceWords(Service s) {
        double highest =
                s.trace().looks().stream().mapToDouble(Trace.Look::e).max().orElse(1);
        String e = s.first()
                ? ""
                : "E reached " + Shown.e(highest) + "; " + Shown.e(s.evidence().alarm()) + " rolls back. ";
        double bound =
                s.trace().looks().stream().mapToDouble(Trace.Look::bound).min().orElse(1);
        return e + "The upper bound of the error rate came down to "
                + dev.slipway.deploy.judge.Judge.percent(bound) + "; tolerated are "
                + dev.slipway.deploy.judge.Judge.percent(s.evidence().maxError()) + ".";
    }

    private static String id(Service s, String what) {
        return what + "-" + s.deployment().replaceAll("[^A-Za-z0-9-]", "-");
    }
}
