package dev.slipway.pipeline.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Aho and Corasick's automaton over bytes as a table, so that a byte costs two look-ups whatever the number of patterns.
 * Bytes that no pattern holds share one column. Immutable.
 */
final class Automaton {
    /** Nothing to find. */
    static final Automaton EMPTY = new Automaton(List.of());

    private final byte[] column = new byte[256];
    private final int columns;
    private final int[] next;
    /** By state: length of the longest pattern that ends there; 0 for none. */
    private final int[] found;
    /** By state: how many of the last bytes may be the beginning of a pattern. */
    private final int[] depth;

    private final boolean[] starts = new boolean[256];

    Automaton(Collection<String> patterns) {
        List<byte[]> all = patterns.stream()
                .map(p -> p.getBytes(StandardCharsets.UTF_8))
                .filter(p -> p.length > 0)
                .toList();
        columns = number(all);
        List<int[]> rows = new ArrayList<>();
        int total = all.stream().mapToInt(p -> p.length).sum() + 1;
        int[] ends = new int[total];
        int[] deep = new int[total];
        rows.add(empty());
        for (byte[] pattern : all) {
            int state = 0;
            for (int i = 0; i < pattern.length; i++) {
                int c = column[pattern[i] & 0xff] & 0xff;
                if (rows.get(state)[c] < 0) {
                    rows.get(state)[c] = rows.size();
                    deep[rows.size()] = i + 1;
                    rows.add(empty());
                }
                state = rows.get(state)[c];
            }
            ends[state] = Math.max(ends[state], pattern.length);
            starts[pattern[0] & 0xff] = true;
        }
        complete(rows, ends);
        next = new int[rows.size() * columns];
        for (int s = 0; s < rows.size(); s++) {
            System.arraycopy(rows.get(s), 0, next, s * columns, columns);
        }
        found = Arrays.copyOf(ends, rows.size());
        depth = Arrays.copyOf(deep, rows.size());
    }

    /** Columns: 0 is for bytes of no pattern. At most 256, so a byte of a pattern of all values still fits. */
    private int number(List<byte[]> all) {
        boolean[] used = new boolean[256];
        all.forEach(p -> {
            for (byte b : p) {
                used[b & 0xff] = true;
            }
        });
        int n = 1;
        for (int b = 0; b < 256; b++) {
            // Text in UTF-8 never uses 13 of the 256 values, so the numbers do not overflow.
            column[b] = used[b] ? (byte) n++ : 0;
        }
        return n;
    }

    private int[] empty() {
        int[] row = new int[columns];
        Arrays.fill(row, -1);
        return row;
    }

    /** Breadth first: where the tree ends, go on from the longest end that is a beginning. */
    private void complete(List<int[]> rows, int[] ends) {
        int[] fail = new int[rows.size()];
        int[] queue = new int[rows.size()];
        int head = 0;
        int tail = 0;
        int[] root = rows.getFirst();
        for (int c = 0; c < columns; c++) {
            if (root[c] < 0) {
                root[c] = 0;
            } else {
                queue[tail++] = root[c];
            }
        }
        while (head < tail) {
            int state = queue[head++];
            int[] row = rows.get(state);
            int[] back = rows.get(fail[state]);
            ends[state] = Math.max(ends[state], ends[fail[state]]);
            for (int c = 0; c < columns; c++) {
                if (row[c] < 0) {
                    row[c] = back[c];
                } else {
                    fail[row[c]] = back[c];
                    queue[tail++] = row[c];
                }
            }
        }
    }

    boolean isEmpty() {
        return next.length <= columns;
    }

    int step(int state, byte b) {
        return next[state * columns + (column[b & 0xff] & 0xff)];
    }

    /** Whether a pattern begins with this byte: at the root all others can be passed over. */
    boolean starts(byte b) {
        return starts[b & 0xff];
    }

    int found(int state) {
        return found[state];
    }

    int depth(int state) {
        return depth[state];
    }
}
