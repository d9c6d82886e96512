package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "target/*.jar target/a.jar true",
                "target/*.jar target/lib/a.jar false",
                "target/*.jar target/.jar true",
                "a?c abc true",
                "a?c a/c false",
                "a?c ac false",
                "**/*.js a.js true",
                "**/*.js x/y/a.js true",
                "x/**/a x/a true",
                "x/**/a x/y/z/a true",
                "x/**/a x//a false",
                "x/** x/y/z true",
                "x** xy/z true",
                "*/a /a true",
                "***/a b/c/a true",
                "a.{js,mjs} a.mjs true",
                "a.{js,mjs} a.cjs false",
                "{a,b{c,d}}/x bd/x true",
                "{a,b{c,d}}/x b/x false",
                "{a {a true",
                "a.b axb false",
            })
    void matches(String glob, String path, boolean expected) {
        assertThat(new Glob(glob).matches(path)).isEqualTo(expected);
    }

    @Test
    void hostileGlobsCostLittle() {
        var path = "a/".repeat(1000) + "b";
        var globs = List.of(
                "**/".repeat(300) + "c",
                "**a".repeat(300) + "c",
                "*a*".repeat(300),
                "{a,b}".repeat(40),
                "{".repeat(5000));
        assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> globs.forEach(g -> assertThat(new Glob(g).matches(path)).isFalse()));
    }
}
