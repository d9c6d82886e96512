package dev.slipway.pipeline.dialect.github.expr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that an expression may use at one place: contexts, and functions beyond those that every expression has.
 *
 * @param contexts in lower case
 * @param functions of {@link #SPECIAL}, in lower case
 */
public record Names(Set<String> contexts, Set<String> functions) {
    /** Arguments that a function takes at most where there is no bound of its own. */
    private static final int MANY = 255;

    /** How many arguments a function takes. */
    public record Arity(String name, int least, int most) {}

    private static final Map<String, Arity> ALWAYS = table(
            new Arity("contains", 2, 2),
            new Arity("startsWith", 2, 2),
            new Arity("endsWith", 2, 2),
            new Arity("format", 1, MANY),
            new Arity("join", 1, 2),
            new Arity("toJSON", 1, 1),
            new Arity("fromJSON", 1, 1),
            new Arity("case", 3, MANY));

    /** Functions that only some places have. */
    public static final Map<String, Arity> SPECIAL = table(
            new Arity("always", 0, 0),
            new Arity("success", 0, Integer.MAX_VALUE),
            new Arity("failure", 0, Integer.MAX_VALUE),
            new Arity("cancelled", 0, 0),
            new Arity("hashFiles", 1, MANY));

    public Names {
        contexts = Set.copyOf(contexts);
        functions = Set.copyOf(functions);
    }

    private static Map<String, Arity> table(Arity... all) {
        Map<String, Arity> map = new LinkedHashMap<>();
        for (Arity a : all) {
            map.put(a.name().toLowerCase(Locale.ROOT), a);
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    /** Of these words, where one with {@code ()} is a function. */
    public static Names of(String... words) {
        Set<String> contexts = new LinkedHashSet<>();
        Set<String> functions = new LinkedHashSet<>();
        for (String word : words) {
            String name = word.toLowerCase(Locale.ROOT);
            if (name.endsWith("()")) {
                functions.add(name.substring(0, name.length() - 2));
            } else {
                contexts.add(name);
            }
        }
        return new Names(contexts, functions);
    }

    /** These and some more. */
    public Names and(String... words) {
        Names more = of(words);
        Set<String> contexts = new LinkedHashSet<>(this.contexts);
        contexts.addAll(more.contexts);
        Set<String> functions = new LinkedHashSet<>(this.functions);
        functions.addAll(more.functions);
        return new Names(contexts, functions);
    }

    boolean hasContext(String name) {
        return contexts.contains(name.toLowerCase(Locale.ROOT));
    }

    Optional<Arity> function(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Arity common = ALWAYS.get(lower);
        if (common != null) {
            return Optional.of(common);
        }
        return functions.contains(lower) ? Optional.ofNullable(SPECIAL.get(lower)) : Optional.empty();
    }

    /** Every function there is, as documented. */
    public static List<String> allFunctions() {
        return java.util.stream.Stream.concat(ALWAYS.values().stream(), SPECIAL.values().stream())
                .map(Arity::name)
                .toList();
    }

    /** Every context there is. */
    public static final List<String> ALL_CONTEXTS = Arrays.asList(
            "github",
            "env",
            "vars",
            "job",
            "jobs",
            "steps",
            "runner",
            "secrets",
            "strategy",
            "matrix",
            "needs",
            "inputs");
}
