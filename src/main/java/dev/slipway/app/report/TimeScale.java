package dev.slipway.app.report;

import dev.slipway.app.report.ReleaseReport.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Places the timeline's stretches on one bar of {@link #WIDTH} units. */
public record TimeScale(Instant from, Duration length) {
    /** Units of a whole bar. */
    private static final double WIDTH = 1_000;

    /** Units of the shortest stretch that can still be seen. */
    private static final double VISIBLE = 5;

    /** From the first beginning to the last end. */
    public static TimeScale of(List<Span> spans) {
        Instant from =
                spans.stream().map(Span::from).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Instant to = spans.stream().map(Span::to).max(Comparator.naturalOrder()).orElse(from);
        return new TimeScale(from, Duration.between(from, to));
    }

    /** Where a stretch begins. */
    public String start(Span span) {
        double at = units(Duration.between(from, span.from()));
        return text(Math.min(at, WIDTH - VISIBLE));
    }

    /** How long it is, never less than can be seen. */
    public String width(Span span) {
        return text(Math.max(VISIBLE, units(span.took())));
    }

    /** Its class in the style sheet. */
    public String look(Span span) {
        return "span-" + span.kind().name().toLowerCase(Locale.ROOT);
    }

    private double units(Duration d) {
        return length.isZero() ? 0 : d.toMillis() * WIDTH / Math.max(1, length.toMillis());
    }

    private static String text(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }
}
