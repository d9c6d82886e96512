package dev.slipway.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Near misses: the known word that a misspelt one most likely meant. */
public final class DidYouMean {
    /** Longer words are not compared: the table is quadratic, and nobody misspells 80 characters by two. */
    private static final int MAX_LENGTH = 80;

    private DidYouMean() {}

    /**
     * The nearest of {@code known}, at a Damerau-Levenshtein distance (optimal string alignment) of at most 2 or a third
     * of the word's length, whichever is larger; ties go to the first in order.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int limit = Math.max(2, word.length() / 3);
        record Near(String word, int distance) {}
        return known.stream()
                .filter(k -> k.length() <= MAX_LENGTH)
                .map(k -> new Near(k, distance(word.toLowerCase(Locale.ROOT), k.toLowerCase(Locale.ROOT))))
                .filter(n -> n.distance <= limit && n.distance < Math.max(n.word.length(), word.length()))
                .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .map(Near::word);
    }

    /** The distance itself: insertions, deletions, replacements and swaps of neighbours. */
    public static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
