package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell; the last one is left as it is. */
final class Table {
    private Table() {}

    static List<String> of(List<String[]> rows) {
        int columns = rows.stream().mapToInt(r -> r.length).max().orElse(0);
        int[] width = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                width[i] = Math.max(width[i], length(row[i]));
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(i == row.length - 1 ? 0 : width[i] - length(row[i]) + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
