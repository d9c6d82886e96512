package dev.slipway.app.report;

import java.util.List;
import java.util.Locale;

/**
 * Panels one above the other over the same time, as SVG without script. Colours are classes of the page's style sheet, so that
 * one picture is read in light, dark and print; an arm differs from the other by its dashes too, not by colour alone.
 *
 * @param id unique in its page, of letters, digits and dashes
 * @param title for people who do not see it, and {@code description} what it shows, in numbers
 * @param time the axis all panels share, and {@code timeLabel} what it counts
 * @param events moments marked through all panels
 */
record Plot(
        String id,
        String title,
        String description,
        Axis time,
        String timeLabel,
        List<Panel> panels,
        List<Event> events) {
    /** In units of the view box, which are pixels at full width. */
    private static final int WIDTH = 960;

    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int HEAD = 30;

    /** Room above the first panel for what the events are called. */
    private static final int EVENTS = 16;

    private static final int GAP = 18;
    private static final int FOOT = 44;

    /** Width of a letter of a label, about: only to keep labels apart. */
    private static final double LETTER = 6.4;

    /** Points of one series that are drawn; of more only some are. */
    private static final int MAX_POINTS = 2_000;

    /** How a series is drawn. */
    enum Form {
        /** From point to point. */
        LINE,
        /** A value holds until the next point. */
        STEP,
        /** As {@link #STEP}, filled to the bottom. */
        AREA
    }

    /** A value at a time. */
    record Xy(double x, double y) {}

    /**
     * Values over time.
     *
     * @param look class of the style sheet: {@code new}, {@code old}
     */
    record Series(String name, String look, Form form, List<Xy> points) {
        Series {
            points = List.copyOf(points);
        }
    }

    /** A level that means something. */
    record Limit(double value, String text) {}

    /** A moment that means something. */
    record Event(double x, String text) {}

    /** One set of axes. */
    record Panel(String label, int height, Axis axis, List<Series> series, List<Limit> limits) {
        Panel {
            series = List.copyOf(series);
            limits = List.copyOf(limits);
        }
    }

    Plot {
        panels = List.copyOf(panels);
        events = List.copyOf(events);
    }

    /** The picture. */
    String svg() {
        int events = this.events.isEmpty() ? 0 : EVENTS;
        int height = events
                + FOOT
                + panels.stream().mapToInt(p -> HEAD + p.height() + GAP).sum()
                - GAP;
        StringBuilder out = new StringBuilder(8_192);
        out.append(String.format(
                Locale.ROOT,
                "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\">"
                        + "<title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s</desc>",
                WIDTH,
                height,
                id,
                id,
                id,
                text(title),
                id,
                text(description)));
        int top = events;
        eventTexts(out, events + HEAD);
        for (int i = 0; i < panels.size(); i++) {
            panel(out, panels.get(i), top + HEAD, i == 0);
            top += HEAD + panels.get(i).height() + GAP;
        }
        times(out, top - GAP);
        return out.append("</svg>").toString();
    }

    private void panel(StringBuilder out, Panel panel, int top, boolean first) {
        head(out, panel, first && !events.isEmpty() ? top - EVENTS : top);
        for (Axis.Mark mark : panel.axis().marks()) {
            double y = y(panel, top, mark.value());
            line(out, "grid", LEFT, y, WIDTH - RIGHT, y);
            write(out, "mark end", LEFT - 8, y + 4, mark.text());
        }
        for (Event event : events) {
            line(out, "event", x(event.x()), first ? top - EVENTS : top, x(event.x()), top + panel.height());
        }
        // What is old lies below what is new.
        panel.series().reversed().forEach(s -> series(out, panel, top, s));
        for (Limit limit : panel.limits()) {
            double y = y(panel, top, limit.value());
            line(out, "limit", LEFT, y, WIDTH - RIGHT, y);
            write(out, "limit-text", LEFT + 6, y - 5, limit.text());
        }
        if (panel.series().stream().allMatch(s -> s.points().isEmpty())) {
            write(
                    out,
                    "none middle",
                    (LEFT + WIDTH - RIGHT) / 2.0,
                    top + panel.height() / 2.0 + 4,
                    "nothing was recorded");
        }
    }

    /** The panel's name, and the legend at its right end where there is more than one series to tell apart. */
    private static void head(StringBuilder out, Panel panel, int top) {
        write(out, "panel", LEFT, top - 12, panel.label());
        if (panel.series().size() < 2) {
            return;
        }
        double right = WIDTH - RIGHT;
        for (Series s : panel.series().reversed()) {
            right -= s.name().length() * LETTER;
            write(out, "legend", right, top - 12, s.name());
            line(out, "line " + s.look(), right - 30, top - 16, right - 8, top - 16);
            right -= 46;
        }
    }

    private void eventTexts(StringBuilder out, int top) {
        double free = LEFT;
        for (Event event : events) {
            double width = event.text().length() * LETTER;
            boolean fits = x(event.x()) - width - 6 >= free;
            double at = fits ? x(event.x()) - 6 : x(event.x()) + 6;
            boolean room = fits || at + width < WIDTH - RIGHT && at >= free;
            if (room) {
                write(out, fits ? "event-text end" : "event-text", at, top - 5, event.text());
                free = fits ? at : at + width;
            }
        }
    }

    private void times(StringBuilder out, int bottom) {
        for (Axis.Mark mark : time.marks()) {
            line(out, "tick", x(mark.value()), bottom, x(mark.value()), bottom + 5);
            write(out, "mark middle", x(mark.value()), bottom + 19, mark.text());
        }
        write(out, "axis middle", (LEFT + WIDTH - RIGHT) / 2.0, bottom + 38, timeLabel);
    }

    private void series(StringBuilder out, Panel panel, int top, Series series) {
        if (series.points().isEmpty()) {
            return;
        }
        if (series.points().size() == 1) {
            Xy only = series.points().getFirst();
            out.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"dot %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
                    series.look(),
                    x(only.x()),
                    y(panel, top, only.y())));
            return;
        }
        String path = path(panel, top, series);
        if (series.form() == Form.AREA) {
            double bottom = top + panel.height();
            out.append(String.format(
                    Locale.ROOT,
                    "<path class=\"area %s\" d=\"%sV%.1fH%.1fZ\"/>",
                    series.look(),
                    path,
                    bottom,
                    x(series.points().getFirst().x())));
        }
        out.append(String.format(Locale.ROOT, "<path class=\"line %s\" d=\"%s\"/>", series.look(), path));
    }

    private String path(Panel panel, int top, Series series) {
        StringBuilder path = new StringBuilder();
        int every = Math.max(1, series.points().size() / MAX_POINTS);
        for (int i = 0; i < series.points().size(); i++) {
            boolean last = i == series.points().size() - 1;
            if (i % every != 0 && !last) {
                continue;
            }
            Xy point = series.points().get(i);
            double x = x(point.x());
            double y = y(panel, top, point.y());
            if (path.isEmpty()) {
                path.append(String.format(Locale.ROOT, "M%.1f %.1f", x, y));
            } else if (series.form() == Form.LINE) {
                path.append(String.format(Locale.ROOT, "L%.1f %.1f", x, y));
            } else {
                path.append(String.format(Locale.ROOT, "H%.1fV%.1f", x, y));
            }
        }
        return path.toString();
    }

    private double x(double millis) {
        return LEFT + time.place(millis) * (WIDTH - RIGHT - LEFT);
    }

    private static double y(Panel panel, int top, double value) {
        return top + (1 - panel.axis().place(value)) * panel.height();
    }

    private static void line(StringBuilder out, String look, double x1, double y1, double x2, double y2) {
        out.append(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                look,
                x1,
                y1,
                x2,
                y2));
    }

    private static void write(StringBuilder out, String look, double x, double y, String words) {
        out.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", look, x, y, text(words)));
    }

    /** XML text: this is what keeps a release's words from becoming markup. Characters XML has no form for are dropped. */
    static String text(String words) {
        StringBuilder out = new StringBuilder(words.length() + 16);
        words.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    boolean control = c < 0x20 && c != '\t' && c != '\n' || c >= 0xD800 && c <= 0xDFFF;
                    out.appendCodePoint(control ? 0xFFFD : c);
                }
            }
        });
        return out.toString();
    }
}
