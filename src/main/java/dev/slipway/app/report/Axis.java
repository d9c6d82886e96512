package dev.slipway.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A range of numbers along one side of a plot, with the marks that people read it by.
 *
 * @param unit after each mark's number, with its space: {@code " %"}; empty for plain counts
 */
record Axis(Kind kind, double from, double to, String unit, List<Mark> marks) {
    /** Marks of one axis, about: more than this cannot be read side by side. */
    private static final int MARKS = 5;

    /** Decades that are marked one by one; of more only some are. */
    private static final int DECADES = 5;

    /** How values are spread. */
    enum Kind {
        LINEAR,
        LOG
    }

    /** A mark. */
    record Mark(double value, String text) {}

    Axis {
        marks = List.copyOf(marks);
        if (!(to > from) || kind == Kind.LOG && !(from > 0)) {
            throw new IllegalArgumentException(kind + " axis from " + from + " to " + to);
        }
    }

    /** From zero to a round number at or above {@code highest}. */
    static Axis counts(double highest, String unit) {
        double step = round(Math.max(highest, 1) / MARKS);
        if (unit.isEmpty()) {
            step = Math.max(1, step);
        }
        double to = Math.ceil(Math.max(highest, 1) / step - 1e-9) * step;
        return new Axis(Kind.LINEAR, 0, to, unit, linear(0, to, step, unit));
    }

    /** Exactly this range, marked at {@code step}. */
    static Axis fixed(double from, double to, double step, String unit) {
        return new Axis(Kind.LINEAR, from, to, unit, linear(from, to, step, unit));
    }

    /** Time from zero to {@code millis}, in seconds, minutes or hours. */
    static Axis time(double millis) {
        double scale = millis < 180_000 ? 1_000 : millis < 3 * 3_600_000.0 ? 60_000 : 3_600_000;
        String unit = scale == 1_000 ? " s" : scale == 60_000 ? " min" : " h";
        double to = Math.max(millis, 1_000);
        double step = round(to / scale / (MARKS + 2));
        List<Mark> marks = new ArrayList<>();
        for (double at = 0; at * scale <= to * (1 + 1e-9); at += step) {
            marks.add(new Mark(at * scale, number(at) + unit));
        }
        return new Axis(Kind.LINEAR, 0, to, unit, marks);
    }

    /** Whole decades from {@code 10^low} to {@code 10^high}. */
    static Axis decades(int low, int high, String unit) {
        int every = Math.max(1, (int) Math.ceil((high - low) / (double) DECADES));
        List<Mark> marks = new ArrayList<>();
        for (int decade = high; decade >= low; decade -= every) {
            marks.add(new Mark(Math.pow(10, decade), decade(decade) + unit));
        }
        return new Axis(Kind.LOG, Math.pow(10, low), Math.pow(10, high), unit, marks);
    }

    /** Where a value lies: 0 at {@link #from}, 1 at {@link #to}; what lies outside is put on the border. */
    double place(double value) {
        double inside = Math.clamp(value, from, to);
        return switch (kind) {
            case LINEAR -> (inside - from) / (to - from);
            case LOG -> (Math.log(inside) - Math.log(from)) / (Math.log(to) - Math.log(from));
        };
    }

    private static List<Mark> linear(double from, double to, double step, String unit) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; from + i * step <= to * (1 + 1e-9); i++) {
            marks.add(new Mark(from + i * step, number(from + i * step) + unit));
        }
        return marks;
    }

    /** 1, 2 or 5 times a power of ten, at or above. */
    private static double round(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double lead = step / power;
        return power * (lead <= 1 + 1e-9 ? 1 : lead <= 2 + 1e-9 ? 2 : lead <= 5 + 1e-9 ? 5 : 10);
    }

    private static String decade(int exponent) {
        if (exponent >= 6) {
            return "10^" + exponent;
        }
        return exponent >= 0
                ? String.format(Locale.ROOT, "%,d", Math.round(Math.pow(10, exponent)))
                : String.format(Locale.ROOT, "%." + -exponent + "f", Math.pow(10, exponent));
    }

    /** Without zeros that say nothing. */
    static String number(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("0+$", "");
    }
}
