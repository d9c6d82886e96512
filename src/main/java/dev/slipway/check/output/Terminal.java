package dev.slipway.check.output;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Findings for people at a terminal: by file, each with its line and a mark below the place. */
public final class Terminal {
    /** Characters of a line that are shown; the place stays in sight. */
    private static final int WIDTH = 110;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\u202A-\u202E\u2066-\u2069]");

    private static final String RED = "\u001b[31m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String END = "\u001b[0m";

    private final boolean colour;
    private final List<String> lines = new ArrayList<>();

    private Terminal(boolean colour) {
        this.colour = colour;
    }

    /**
     * The lines to print.
     *
     * @param excerpt the line of a finding as it stands in the file, empty when there is none to show
     */
    public static List<String> write(CheckResult result, Function<Finding, String> excerpt, boolean colour) {
        Terminal terminal = new Terminal(colour);
        String file = "";
        for (Finding finding : result.findings()) {
            if (!finding.place().file().equals(file)) {
                if (!file.isEmpty()) {
                    terminal.lines.add("");
                }
                file = finding.place().file();
                terminal.lines.add(terminal.paint(BOLD, printable(file)));
            }
            terminal.finding(finding, result, excerpt.apply(finding));
        }
        if (!result.findings().isEmpty()) {
            terminal.lines.add("");
        }
        terminal.lines.add(summary(result));
        return terminal.lines;
    }

    private void finding(Finding finding, CheckResult result, String excerpt) {
        String place = finding.place().toString();
        String where = place.substring(finding.place().file().length()).replaceFirst("^:", "");
        String word = finding.severity().word();
        lines.add("  " + pad(where, 9) + paint(paintOf(finding.severity()), pad(word, 9)) + printable(finding.message())
                + "  " + paint(DIM, finding.rule()));
        if (!excerpt.isBlank()) {
            quote(finding, excerpt);
        }
        if (!finding.fix().isEmpty()) {
            lines.add(" ".repeat(11) + paint(DIM, "do: " + printable(finding.fix())));
        }
        for (Fix fix : result.fixes(finding)) {
            lines.add(" ".repeat(11)
                    + paint(DIM, (fix.safe() ? "--fix: " : "--unsafe-fixes: ") + printable(fix.title())));
        }
    }

    private void quote(Finding finding, String excerpt) {
        int column = Math.max(1, finding.place().column());
        int[] points = excerpt.codePoints().toArray();
        int first = column > WIDTH - 20 ? column - 20 : 0;
        int last = Math.min(points.length, first + WIDTH);
        if (first >= last) {
            return;
        }
        String shown = printable(new String(points, first, last - first).replace('\t', ' '));
        String number = String.valueOf(finding.place().line());
        lines.add(" ".repeat(11) + paint(DIM, number + " | ") + shown);
        if (finding.place().column() > 0) {
            lines.add(" ".repeat(11 + number.length())
                    + paint(DIM, " | ")
                    + " ".repeat(column - 1 - first)
                    + paint(BOLD_RED, "^"));
        }
    }

    private static String summary(CheckResult result) {
        StringBuilder summary = new StringBuilder();
        summary.append(count(result.files(), "file")).append(" looked at, ");
        summary.append(count(result.findings().size(), "finding"));
        String split = ": ";
        for (Severity severity : Severity.values()) {
            if (result.count(severity) > 0) {
                summary.append(split).append(result.count(severity)).append(' ').append(severity.word());
                split = ", ";
            }
        }
        long mendable = result.findings().stream()
                .filter(f -> !result.fixes(f).isEmpty())
                .count();
        if (mendable > 0) {
            summary.append("; ").append(mendable).append(" can be mended with --fix or --unsafe-fixes");
        }
        if (!result.suppressed().isEmpty()) {
            summary.append("; ").append(result.suppressed().size()).append(" suppressed");
        }
        if (!result.undecided().isEmpty()) {
            summary.append("; ")
                    .append(count(result.undecided().size(), "question"))
                    .append(" undecided");
        }
        return summary.toString();
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    private static String paintOf(Severity severity) {
        return switch (severity) {
            case CRITICAL -> BOLD_RED;
            case HIGH -> RED;
            case MEDIUM -> YELLOW;
            case LOW, NOTE -> DIM;
        };
    }

    private String paint(String code, String text) {
        return colour ? code + text + END : text;
    }

    /** What stands in a file cannot steer our user's terminal: control characters are shown, not obeyed. */
    private static String printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069')) {
                return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
            }
        }
        return text;
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
