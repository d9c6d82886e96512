package dev.slipway.exec.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GlobsTest {
    @Test
    void patternsMatchAsPipelinesMeanThem() {
        assertThat(new Globs(List.of("**/*.java")).matches("a/b/C.java")).isTrue();
        assertThat(new Globs(List.of("**/*.java")).matches("C.java")).isTrue();
        assertThat(new Globs(List.of("*.java")).matches("a/C.java")).isFalse();
        assertThat(new Globs(List.of("out")).matches("out/x/y")).isTrue();
        assertThat(new Globs(List.of("out/")).matches("outer/x")).isFalse();
        assertThat(new Globs(List.of("a/?/[b-d].txt")).matches("a/x/c.txt")).isTrue();
        assertThat(new Globs(List.of("a/[!b].txt")).matches("a/b.txt")).isFalse();
        assertThat(new Globs(List.of("target/**")).matches("target/a/b")).isTrue();
        assertThat(new Globs(List.of(".")).matches("any/thing")).isTrue();
    }

    @Test
    void theLastPatternThatMatchesDecides() {
        Globs globs = new Globs(List.of("src/**", "!src/gen", "src/gen/keep.txt"));
        assertThat(globs.matches("src/a")).isTrue();
        assertThat(globs.matches("src/gen/x")).isFalse();
        assertThat(globs.matches("src/gen/keep.txt")).isTrue();
    }

    @Test
    void aHostilePatternTakesNoLongerThanItsLengthTimesThatOfThePath() {
        String path = "a".repeat(4_000) + "b";
        assertThat(new Globs(List.of("*a".repeat(200) + "c")).matches(path)).isFalse();
    }
}
