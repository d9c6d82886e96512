package dev.slipway.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Which of many words stand in a text, in any case of ASCII letters, in one pass (Aho and Corasick, 1975). Words are lower-case
 * ASCII; each belongs to a group, and the answer is the groups of which a word was found. Immutable.
 */
final class WordIndex {
    private static final int ASCII = 128;

    /** The column of each character; column 0 is every character that no word has. */
    private final int[] columns;

    private final int width;
    /** The next state by state and column. */
    private final int[] next;
    /** The groups that a state ends a word of. */
    private final int[][] groups;

    private WordIndex(int[] columns, int width, int[] next, int[][] groups) {
        this.columns = columns;
        this.width = width;
        this.next = next;
        this.groups = groups;
    }

    /** Whether this index can hold a word. */
    static boolean holds(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c < ASCII && !(c >= 'A' && c <= 'Z'));
    }

    /** Words by group: the group is the place in the list. */
    static WordIndex of(List<? extends Collection<String>> words) {
        int[] columns = new int[ASCII];
        int width = 1;
        int states = 1;
        for (Collection<String> group : words) {
            for (String word : group) {
                states += word.length();
                for (int i = 0; i < word.length(); i++) {
                    if (columns[word.charAt(i)] == 0) {
                        columns[word.charAt(i)] = width++;
                    }
                }
            }
        }
        int[] trie = new int[states * width];
        List<BitSet> ends = new ArrayList<>();
        ends.add(new BitSet());
        for (int group = 0; group < words.size(); group++) {
            for (String word : words.get(group)) {
                int state = 0;
                for (int i = 0; i < word.length(); i++) {
                    int edge = state * width + columns[word.charAt(i)];
                    if (trie[edge] == 0) {
                        trie[edge] = ends.size();
                        ends.add(new BitSet());
                    }
                    state = trie[edge];
                }
                ends.get(state).set(group);
            }
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            columns[c] = columns[c - 'A' + 'a'];
        }
        link(trie, width, ends);
        int[][] groups = ends.stream().map(b -> b.stream().toArray()).toArray(int[][]::new);
        return new WordIndex(columns, width, Arrays.copyOf(trie, ends.size() * width), groups);
    }

    /** Fills in where a state goes on when no word goes on: to the longest ending of it that begins a word. */
    private static void link(int[] trie, int width, List<BitSet> ends) {
        int[] fallback = new int[ends.size()];
        Deque<Integer> queue = new ArrayDeque<>();
        for (int column = 0; column < width; column++) {
            if (trie[column] != 0) {
                queue.add(trie[column]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            ends.get(state).or(ends.get(fallback[state]));
            for (int column = 0; column < width; column++) {
                int edge = state * width + column;
                int below = trie[fallback[state] * width + column];
                if (trie[edge] == 0) {
                    trie[edge] = below;
                } else {
                    fallback[trie[edge]] = below;
                    queue.add(trie[edge]);
                }
            }
        }
    }

    /** The groups of which a word stands in the text. */
    BitSet find(String text) {
        BitSet found = new BitSet();
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = next[state * width + (c < ASCII ? columns[c] : 0)];
            for (int group : groups[state]) {
                found.set(group);
            }
        }
        return found;
    }
}
