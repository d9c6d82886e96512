package dev.slipway.check.secrets.kinds;

import dev.slipway.check.secrets.Form;
import dev.slipway.check.secrets.Kind;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Texts with and without a secret of a kind, assembled when asked for: no file of ours holds a token. */
public final class KindExamples {
    private KindExamples() {}

    /** Two texts that hold one. */
    public static List<String> bad(Kind kind) {
        RandomGenerator random = random(kind);
        return List.of(
                with(kind, kind.maker().apply(random)), with(kind, kind.maker().apply(random)));
    }

    /** Two texts that hold none: a reference in its place, and a placeholder of its form. */
    public static List<String> good(Kind kind) {
        RandomGenerator random = random(kind);
        String blank = kind.maker().apply(random).replaceAll("[0-9A-Za-z]", "x");
        return switch (kind.form()) {
            case Form.Token token -> List.of("value = \"${TOKEN}\"\n", "value = \"" + blank + "\"\n");
            case Form.Named(List<String> words, var shape) ->
                List.of(
                        words.getFirst() + "_value = \"${TOKEN}\"\n",
                        words.getFirst() + "_value = \"" + blank + "\"\n");
            case Form.Read(var keywords, var reading, Form.Writing example) ->
                List.of(example.with("${SECRET}"), example.with("<placeholder>"));
        };
    }

    private static String with(Kind kind, String secret) {
        return switch (kind.form()) {
            case Form.Token token -> "value = \"" + secret + "\"\n";
            case Form.Named(List<String> words, var shape) -> words.getFirst() + "_value = \"" + secret + "\"\n";
            case Form.Read(var keywords, var reading, Form.Writing example) -> example.with(secret);
        };
    }

    private static RandomGenerator random(Kind kind) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(kind.id().hashCode());
    }
}
