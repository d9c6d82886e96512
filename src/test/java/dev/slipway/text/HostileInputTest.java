package dev.slipway.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes, a parser answers within the bound and never throws. */
class HostileInputTest {
    /** The watchdog's bound and the same again for a machine that is busy. */
    private static final Duration BOUND = Duration.ofSeconds(4);

    private static final int MUTATIONS = 1500;

    interface Parser {
        List<Parsed.SyntaxError> errors(String text);
    }

    static Stream<Arguments> parsers() {
        return Stream.of(
                parser("yaml", Samples.YAML, t -> walked(Yaml.parse("f", t))),
                parser("json", Samples.JSON, t -> walked(JsonText.parse("f", t))),
                parser("jsonc", Samples.JSON, t -> walked(JsonText.parseWithComments("f", t))),
                parser("toml", Samples.TOML, t -> walked(Toml.parse("f", t))),
                parser("properties", Samples.PROPERTIES, t -> walked(Properties.parse("f", t))),
                parser("dotenv", Samples.DOTENV, t -> walked(Dotenv.parse("f", t))),
                parser("xml", Samples.XML, t -> Xml.parse("f", t).errors()),
                parser("hcl", Samples.HCL, t -> Hcl.parse("f.tf", t).errors()),
                parser("hcl json", Samples.JSON, t -> Hcl.parse("f.tf.json", t).errors()),
                parser("dockerfile", Samples.DOCKERFILE, t -> {
                    Dockerfile file = Dockerfile.parse("f", t);
                    assertThat(file.stages())
                            .allSatisfy(s -> assertThat(s.instructions())
                                    .allSatisfy(i -> assertThat(i.pairs()).isNotNull()));
                    return file.errors();
                }));
    }

    private static Arguments parser(String name, String sample, Parser parser) {
        return Arguments.argumentSet(name, sample, parser);
    }

    /** Each span lies in its text. */
    private static List<Parsed.SyntaxError> walked(Parsed parsed) {
        parsed.documents().forEach(HostileInputTest::walk);
        return parsed.errors();
    }

    private static void walk(Node node) {
        assertThat(node.span().start())
                .isNotNegative()
                .isLessThanOrEqualTo(node.span().end());
        switch (node) {
            case Node.Scalar s -> {}
            case Node.Sequence s -> s.items().forEach(HostileInputTest::walk);
            case Node.Mapping m -> m.entries().forEach(e -> walk(e.value()));
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void readsItsSample(String sample, Parser parser) {
        assertThat(parser.errors(sample)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void neverThrowsOnMutations(String sample, Parser parser) {
        long seed = Long.getLong("slipway.seed", System.nanoTime());
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] good = sample.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < MUTATIONS; i++) {
            String text = new String(mutated(good, random), StandardCharsets.UTF_8);
            Assertions.assertDoesNotThrow(() -> parser.errors(text), () -> "seed " + seed + ", text:\n" + text);
        }
    }

    private static byte[] mutated(byte[] good, RandomGenerator random) {
        byte[] bytes = good.clone();
        int changes = random.nextInt(1, 8);
        byte[] nasty = "[]{}<>\"'\\#&*!|%@`:,-=\n\r\t \0\u007f$".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : nasty[random.nextInt(nasty.length)];
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void answersInTimeOnLargeAndDeepInput(String sample, Parser parser) {
        int mega = 1 << 20;
        for (String unit : List.of(
                "[",
                "{",
                "{\"a\":",
                "- ",
                "? ",
                "a: ",
                "[a,",
                "<a>",
                "<a b='",
                "&a ",
                "&",
                "*a ",
                "!",
                "!%",
                "|\n",
                "9",
                "x",
                "\"",
                "'",
                "\\",
                "\\\n",
                "a.",
                "a={",
                "a = \"\"\"\n",
                "[[a]]\n",
                "[a.a]\n",
                "a=1\n",
                "- - ",
                "#\n",
                "\r",
                "\t",
                " ",
                "\n",
                "RUN <<E\n",
                "RUN a \\\n",
                "FROM a\n",
                "${",
                "a:\n ",
                "<![CDATA[",
                "<!--",
                "&lt;",
                "😀",
                "%",
                "--x ",
                "\u0000",
                "\uFEFF",
                "a: &b c\n",
                "\"\\u0041",
                "k: [1, {a: b}]\n",
                "<<: {}\n",
                ">",
                "---\n",
                "a: 'b''c'\n")) {
            String text = unit.repeat(mega / unit.length());
            Assertions.assertTimeoutPreemptively(BOUND, () -> parser.errors(text), () -> "repeated: " + unit);
        }
    }

    @ParameterizedTest
    @MethodSource("parsers")
    void readsASingleLineOfAMegabyteBehindAGoodStart(String sample, Parser parser) {
        String text = sample + "x".repeat(1 << 20) + "😀".repeat(1000);
        Assertions.assertTimeoutPreemptively(BOUND, () -> parser.errors(text));
    }
}
