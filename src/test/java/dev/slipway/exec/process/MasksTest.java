package dev.slipway.exec.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
    private static final String SECRET = "p@ss \"w/o\\rd'+<&>~ü";

    static Stream<String> forms() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return Stream.of(
                SECRET,
                url,
                url.replace("+", "%20"),
                url.replace("+", "%20").replace("%7E", "~"),
                SECRET.replace("\\", "\\\\").replace("\"", "\\\""),
                SECRET.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                SECRET.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                SECRET.replace("'", "'\\''"),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void masksEveryPromisedForm(String form) {
        assertThat(Masks.of(List.of(Secret.of(SECRET))).mask("a" + form + "b")).isEqualTo("a***b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "use", "user:"})
    void masksBase64WhateverStandsBeforeIt(String before) {
        Masks masks = Masks.of(List.of(Secret.of("correct-horse-battery")));
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String text =
                    encoder.encodeToString((before + "correct-horse-battery?end").getBytes(StandardCharsets.UTF_8));
            String masked = masks.mask(text);
            assertThat(masked).contains("***");
            assertThat(masked.length()).isLessThan(before.length() * 2 + 4 + 3 + 12);
        }
    }

    @Test
    void masksEachLineOfASecretOfSeveralLines() {
        Masks masks = Masks.of(List.of(Secret.of("first-line\n  second-line\r\nthird")));
        assertThat(masks.mask("x first-line y")).isEqualTo("x *** y");
        assertThat(masks.mask("second-line")).isEqualTo("***");
        assertThat(masks.mask("first-line\\n  second-line\\r\\nthird")).isEqualTo("***");
    }

    @Test
    void aSecretInsideAnotherLeavesNoRest() {
        Masks masks = Masks.of(List.of(Secret.of("abcd"), Secret.of("xxabcdyy")));
        assertThat(masks.mask("xxabcdyy abcd")).isEqualTo("*** ***");
    }

    @Test
    void shortSecretsMaskNothing() {
        assertThat(Masks.of(List.of(Secret.of("abc"))).mask("abc")).isEqualTo("abc");
        assertThat(Masks.of(List.of()).longest()).isZero();
    }

    /** Cuts a random stream at random borders where allowed: the masked pieces together show no secret. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void noCutThatIsAllowedLetsASecretThrough(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Secret> secrets = List.of(Secret.of("abab"), Secret.of("babacbab"), Secret.of("ccccc"));
        Masks masks = Masks.of(secrets);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 120; i++) {
                text.append((char) ('a' + random.nextInt(4)));
            }
            List<String> pieces = new ArrayList<>();
            StringBuilder buffer = new StringBuilder();
            for (int i = 0; i < text.length(); ) {
                int n = Math.min(text.length() - i, 1 + random.nextInt(20));
                buffer.append(text, i, i + n);
                i += n;
                int cut = masks.safeCut(buffer.toString());
                pieces.add(buffer.substring(0, cut));
                buffer.delete(0, cut);
            }
            pieces.add(buffer.toString());
            String masked = String.join("", pieces.stream().map(masks::mask).toList());
            for (Secret secret : secrets) {
                assertThat(masked)
                        .as("seed %d text %s pieces %s", seed, text, pieces)
                        .doesNotContain(secret.reveal());
            }
        }
    }
}
