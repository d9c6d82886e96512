package dev.slipway.check.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeywordsTest {
    private static TreeSet<String> hits(List<String> words, String text) {
        TreeSet<String> hits = new TreeSet<>();
        Keywords.of(words).in(text, (word, start) -> hits.add(words.get(word) + "@" + start));
        return hits;
    }

    @Test
    void findsWordsWithinWordsInAnyCase() {
        assertThat(hits(List.of("he", "she", "hers", "his"), "uSHErs")).containsExactly("he@2", "hers@2", "she@1");
    }

    /** Against the plain way, over a small alphabet so that words overlap in every way. */
    @Test
    void findsWhatThePlainSearchFinds() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<String> words = random.ints(1 + random.nextInt(8), 0, 3)
                    .mapToObj(n -> letters(random, n + 1))
                    .distinct()
                    .toList();
            String text = letters(random, 60);
            TreeSet<String> plain = new TreeSet<>();
            for (String word : words) {
                String lower = text.toLowerCase(Locale.ROOT);
                for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
                    plain.add(word + "@" + at);
                }
            }
            assertThat(hits(words, text)).as("seed %s round %s", seed, round).isEqualTo(plain);
        }
    }

    private static String letters(Random random, int length) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < length; i++) {
            made.append("abé".charAt(random.nextInt(length == 60 ? 3 : 2)));
        }
        return made.toString();
    }
}
