package dev.slipway.check.output;

import java.util.ArrayList;
import java.util.List;

/** What changed between two texts, as {@code diff -u} and {@code git apply} have it. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /** Lines of both sides multiplied, above which the middle is shown as one change. */
    private static final long MAX_TABLE = 4_000_000;

    /** One line: ' ' both, '-' old, '+' new. */
    private record Line(char kind, String text) {}

    private UnifiedDiff() {}

    /** The lines of a diff of one file; none when the texts are equal. */
    public static List<String> of(String path, String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<Line> lines = lines(split(before), split(after));
        List<String> diff = new ArrayList<>(List.of("--- a/" + path, "+++ b/" + path));
        int at = 0;
        int oldLine = 1;
        int newLine = 1;
        while (at < lines.size()) {
            if (lines.get(at).kind() == ' ') {
                at++;
                oldLine++;
                newLine++;
                continue;
            }
            int first = Math.max(0, at - CONTEXT);
            int end = endOfHunk(lines, at);
            int lead = at - first;
            List<Line> hunk = lines.subList(first, end);
            int olds = (int) hunk.stream().filter(l -> l.kind() != '+').count();
            int news = (int) hunk.stream().filter(l -> l.kind() != '-').count();
            diff.add("@@ -" + (oldLine - lead) + "," + olds + " +" + (newLine - lead) + "," + news + " @@");
            hunk.forEach(l -> show(l, diff));
            oldLine += olds - lead;
            newLine += news - lead;
            at = end;
        }
        return diff;
    }

    private static void show(Line line, List<String> diff) {
        boolean ends = line.text().endsWith("\n");
        diff.add(line.kind() + (ends ? line.text().substring(0, line.text().length() - 1) : line.text()));
        if (!ends) {
            diff.add("\\ No newline at end of file");
        }
    }

    private static int endOfHunk(List<Line> lines, int from) {
        int lastChange = from;
        for (int i = from; i < lines.size() && i - lastChange <= 2 * CONTEXT; i++) {
            if (lines.get(i).kind() != ' ') {
                lastChange = i;
            }
        }
        return Math.min(lines.size(), lastChange + CONTEXT + 1);
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int next = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, next));
            start = next;
        }
        return lines;
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        int head = 0;
        while (head < before.size() && head < after.size() && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < before.size() - head
                && tail < after.size() - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, head).forEach(l -> lines.add(new Line(' ', l)));
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), lines);
        before.subList(before.size() - tail, before.size()).forEach(l -> lines.add(new Line(' ', l)));
        return lines;
    }

    /** By the longest common part. */
    private static void middle(List<String> before, List<String> after, List<Line> lines) {
        if ((long) before.size() * after.size() > MAX_TABLE) {
            before.forEach(l -> lines.add(new Line('-', l)));
            after.forEach(l -> lines.add(new Line('+', l)));
            return;
        }
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
    }
}
