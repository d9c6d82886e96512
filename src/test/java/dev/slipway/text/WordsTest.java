package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void splitsAsAShellDoes() {
        assertThat(Words.split("java -jar 'a b.jar' \"c \\\"d\\\"\" e\\ f ''"))
                .containsExactly("java", "-jar", "a b.jar", "c \"d\"", "e f", "");
        assertThat(Words.split("  ")).isEmpty();
        assertThat(Words.split("open 'quote here")).containsExactly("open", "quote here");
    }

    @Test
    void tellsPlainWordsFromShell() {
        assertThat(Words.isPlain("npm run start -- --port 80")).isTrue();
        assertThat(Words.isPlain("echo '$x && y'")).isTrue();
        assertThat(Words.isPlain("a && b")).isFalse();
        assertThat(Words.isPlain("echo \"$x\"")).isFalse();
    }

    @Test
    void putsVariablesInPlace() {
        Map<String, String> known = Map.of("A", "1", "E", "");
        assertThat(Words.expand("$A ${A} ${B:-d} ${E:-d} ${E-d} ${A:+t} ${E:+t} \\$A $B ${B} $", known))
                .isEqualTo("1 1 d d  t  $A $B ${B} $");
    }
}
