package dev.slipway.check.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds many words in one pass over a text, whatever their number, in any case of ASCII letters (Aho and Corasick, 1975).
 * The automaton is a table of whole transitions, so each character costs one look-up: several hundred megabytes a second.
 * Immutable.
 */
final class Keywords {
    /** Called for each word that ends at a place. */
    interface Receiver {
        /** The word with this number stands here. */
        void hit(int word, int start);
    }

    /** Column of a character; 0 for those that stand in no word. */
    private final byte[] columns = new byte[128];

    private final int width;
    private final int[] next;
    private final int firstFinal;
    private final int[][] endings;
    private final int[] lengths;

    private Keywords(List<String> words) {
        lengths = words.stream().mapToInt(String::length).toArray();
        width = assignColumns(words);
        Trie trie = new Trie(words);
        int states = trie.children.size();
        int[] renumbered = trie.finalsLast();
        firstFinal = renumbered[states] * width;
        next = new int[states * width];
        endings = new int[states][];
        for (int state = 0; state < states; state++) {
            int row = renumbered[state];
            endings[row] =
                    trie.outputs.get(state).stream().mapToInt(Integer::intValue).toArray();
            for (int column = 0; column < width; column++) {
                next[row * width + column] = renumbered[trie.full[state * width + column]] * width;
            }
        }
    }

    static Keywords of(List<String> words) {
        return new Keywords(words);
    }

    /** Calls for each place where a word stands, in the order of their ends. */
    void in(String text, Receiver receiver) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = next[state + (c < 128 ? columns[c] : 0)];
            if (state >= firstFinal) {
                for (int word : endings[state / width]) {
                    receiver.hit(word, i + 1 - lengths[word]);
                }
            }
        }
    }

    private int assignColumns(List<String> words) {
        int used = 1;
        for (String word : words) {
            for (int i = 0; i < word.length(); i++) {
                char lower = lower(word.charAt(i));
                if (columns[lower] == 0) {
                    columns[lower] = (byte) used;
                    columns[Character.toUpperCase(lower)] = (byte) used;
                    used++;
                }
            }
        }
        return used;
    }

    private static char lower(char c) {
        if (c >= 128) {
            throw new IllegalArgumentException("keywords are ASCII");
        }
        return Character.toLowerCase(c);
    }

    /** States in the order of their making; 0 is the root. */
    private final class Trie {
        final List<Map<Integer, Integer>> children = new ArrayList<>();
        final List<List<Integer>> outputs = new ArrayList<>();
        final int[] full;

        Trie(List<String> words) {
            add();
            for (int w = 0; w < words.size(); w++) {
                int state = 0;
                for (int i = 0; i < words.get(w).length(); i++) {
                    int column = columns[lower(words.get(w).charAt(i))];
                    Integer child = children.get(state).get(column);
                    if (child == null) {
                        child = add();
                        children.get(state).put(column, child);
                    }
                    state = child;
                }
                outputs.get(state).add(w);
            }
            full = new int[children.size() * width];
            link();
        }

        private int add() {
            children.add(new HashMap<>());
            outputs.add(new ArrayList<>());
            return children.size() - 1;
        }

        /** Breadth first: the state to fall back to is complete before those that fall back to it. */
        private void link() {
            int[] fallback = new int[children.size()];
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(0));
            while (!queue.isEmpty()) {
                int state = queue.remove();
                outputs.get(state).addAll(state == 0 ? List.of() : outputs.get(fallback[state]));
                for (int column = 0; column < width; column++) {
                    int otherwise = state == 0 ? 0 : full[fallback[state] * width + column];
                    Integer child = children.get(state).get(column);
                    full[state * width + column] = child == null ? otherwise : child;
                    if (child != null) {
                        fallback[child] = otherwise;
                        queue.add(child);
                    }
                }
            }
        }

        /** New numbers, with those states last in which a word ends; the number of the first of them at the end. */
        int[] finalsLast() {
            int[] renumbered = new int[children.size() + 1];
            int number = 0;
            for (boolean finals : List.of(false, true)) {
                if (finals) {
                    renumbered[children.size()] = number;
                }
                for (int state = 0; state < children.size(); state++) {
                    if (outputs.get(state).isEmpty() != finals) {
                        renumbered[state] = number++;
                    }
                }
            }
            return renumbered;
        }
    }

    @Override
    public String toString() {
        return lengths.length + " words, " + endings.length + " states, shortest "
                + Arrays.stream(lengths).min().orElse(0);
    }
}
