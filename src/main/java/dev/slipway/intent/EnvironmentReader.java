package dev.slipway.intent;

import dev.slipway.base.EnvName;
import dev.slipway.intent.Declaration.Environment;
import dev.slipway.intent.Declaration.Gate;
import dev.slipway.intent.Declaration.Strategy;
import dev.slipway.plan.GateId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code x-slipway.environments}. */
final class EnvironmentReader {
    static final String SLUG = "[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?";

    /** Environments of one application. */
    private static final int MAX_ENVIRONMENTS = 20;

    private static final int MAX_REGIONS = 3;
    private static final Duration MAX_DWELL = Duration.ofDays(7);
    private static final Map<String, String> STRATEGY_SLIPS =
            Map.of("bluegreen", "blue-green", "blue_green", "blue-green", "b/g", "blue-green");
    private static final Map<String, String> TARGET_SLIPS =
            Map.of("process", "local", "docker", "container", "k8s", "kubernetes", "kube", "kubernetes");

    private EnvironmentReader() {}

    static List<Environment> read(Section top) {
        List<Environment> result = new ArrayList<>();
        boolean declared = top.get("environments").isPresent();
        for (var entry : top.sections("environments")) {
            Section env = entry.getValue();
            if (!entry.getKey().matches(SLUG)) {
                top.problem(
                        env.place(),
                        "environment '" + Problems.shown(entry.getKey()) + "' cannot be named so",
                        "a name is 1 to 40 of a-z, 0-9 and '-'",
                        "rename it");
            } else if (result.size() == MAX_ENVIRONMENTS) {
                top.problem(env.place(), "more than " + MAX_ENVIRONMENTS + " environments", "", "remove some");
                break;
            } else {
                result.add(environment(new EnvName(entry.getKey()), env));
            }
        }
        if (declared
                && top.section("environments").filter(s -> s.keys().isEmpty()).isPresent()) {
            top.problem(top.placeOf("environments"), "there is no environment", "", "add `local: {target: local}`");
        }
        promotion(top, result);
        return result;
    }

    private static Environment environment(EnvName name, Section env) {
        Given<String> cloud =
                env.choice("cloud", Vocabulary.CLOUDS, Map.of("amazon", "aws", "google", "gcp", "microsoft", "azure"));
        Given<List<String>> regions = regions(env, cloud);
        List<String> overrides = env.section("services").map(Section::keys).orElse(List.of());
        Environment result = new Environment(
                name,
                env.place(),
                env.choice("target", Vocabulary.TARGETS, TARGET_SLIPS),
                env.flag("production"),
                env.choices("waivable", Vocabulary.GATES, Map.of("test", "tests", "freeze", "window"))
                        .map(words ->
                                words.stream().map(EnvironmentReader::gate).toList()),
                env.texts("trust", "a key or an identity", "[^\\p{Cntrl}]{1,500}"),
                cloud,
                regions,
                env.choice("active", List.of("primary", "all"), Map.of("active-active", "all", "standby", "primary")),
                size(env),
                strategy(env),
                gates(env),
                env.texts("freeze", "a window", "[^\\p{Cntrl}]{1,500}"),
                env.text("from", "the name of an environment", SLUG).map(EnvName::new),
                env.text("domain", "a host name", WishReader.HOST),
                overrides);
        env.finish(Vocabulary.ENVIRONMENT_SLIPS);
        result.freeze().toOptional().orElse(List.of()).forEach(w -> window(env, w));
        boolean inCloud = cloud.toOptional().filter(c -> !c.equals("none")).isPresent();
        boolean local = result.target().toOptional().filter("local"::equals).isPresent();
        if (inCloud && local) {
            env.problem(
                    env.placeOf("cloud"),
                    env.path() + ": target local does not run in a cloud",
                    "cloud " + cloud.toOptional().orElse("") + " needs target kubernetes, helm or container",
                    "set `target: kubernetes` or remove the cloud");
        }
        return result;
    }

    private static GateId gate(String word) {
        return GateId.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static void window(Section env, String text) {
        if (!FreezeForm.fits(text)) {
            env.problem(
                    env.placeOf("freeze"),
                    env.path("freeze") + ": '" + Problems.shown(text) + "' is not a window",
                    FreezeForm.FORMS,
                    "write `2026-12-20/2027-01-02 Europe/Berlin`");
        }
    }

    private static Given<List<String>> regions(Section env, Given<String> cloud) {
        Given<List<String>> regions = env.texts("regions", "the name of a region", "[a-z0-9-]{2,40}");
        List<String> names = regions.toOptional().orElse(List.of());
        if (names.isEmpty()) {
            return regions;
        }
        if (names.size() > MAX_REGIONS || new HashSet<>(names).size() < names.size()) {
            env.problem(
                    env.placeOf("regions"),
                    env.path("regions") + ": 1 to " + MAX_REGIONS + " regions, each once",
                    "",
                    "shorten the list");
        }
        String where = cloud.toOptional().orElse("none");
        if (where.equals("none")) {
            env.problem(
                    env.placeOf("regions"),
                    env.path("regions") + " without a cloud",
                    "a region belongs to a cloud",
                    "add `cloud: aws`, `azure` or `gcp`");
            return regions;
        }
        List<String> known = CloudRegions.of(where);
        env.choices("regions", known, Map.of());
        return regions;
    }

    private static Given<Double> size(Section env) {
        return env.value(
                "size",
                "1% to 400%, or a factor such as 0.25x",
                v -> {
                    Optional<Double> factor = v.endsWith("x")
                            ? Quantities.number(v.substring(0, v.length() - 1)).map(n -> n * 100)
                            : Quantities.percent(v);
                    return factor.filter(p -> p >= 1 && p <= 400).map(p -> p / 100);
                },
                v -> Quantities.number(v)
                        .filter(n -> n > 0 && n <= 400)
                        .map(n -> Math.round(n <= 4 ? n * 100 : n) + "%")
                        .orElse(""));
    }

    private static Given<Strategy> strategy(Section env) {
        Optional<Tree> found = env.get("strategy");
        if (found.isEmpty()) {
            return Given.none();
        }
        if (!(found.get() instanceof Tree.Fields)) {
            return kind(env, "strategy")
                    .map(k -> new Strategy(
                            Given.of(k, env.placeOf("strategy")),
                            Given.none(),
                            Given.none(),
                            Given.none(),
                            Given.none(),
                            Given.none()));
        }
        Section map = env.section("strategy").orElseThrow();
        Strategy result = new Strategy(
                kind(map, "kind"),
                steps(map),
                duration(map, "dwell"),
                duration(map, "warmup"),
                duration(map, "bake"),
                map.value(
                        "max_error",
                        "a percentage from 0 to 100",
                        v -> Quantities.percent(v)
                                .or(() -> Quantities.number(v))
                                .filter(p -> p >= 0 && p <= 100)));
        map.finish(Vocabulary.slips(
                "type=kind name=kind strategy=kind weights=steps traffic=steps pause=dwell wait=dwell maxerror=max_error"
                        + " max-error=max_error errors=max_error"));
        boolean canary = result.kind().toOptional().orElse(Intent.StrategyIntent.Kind.CANARY)
                == Intent.StrategyIntent.Kind.CANARY;
        if (!canary && result.steps().isGiven()) {
            map.problem(map.placeOf("steps"), map.path("steps") + " is for canary alone", "", "remove the steps");
        }
        return Given.of(result, env.keyPlace("strategy"));
    }

    private static Given<Intent.StrategyIntent.Kind> kind(Section section, String key) {
        return section.choice(key, Vocabulary.STRATEGIES, STRATEGY_SLIPS)
                .map(w -> Intent.StrategyIntent.Kind.valueOf(
                        w.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    private static Given<Duration> duration(Section map, String key) {
        return map.duration(key, "a duration such as 30s, 5m or 1h", Duration.ZERO, MAX_DWELL);
    }

    /** Percentages that rise to 100. */
    private static Given<List<Integer>> steps(Section map) {
        Given<List<String>> written = map.texts("steps", "a percentage from 1 to 100", "(100|[1-9][0-9]?)%?");
        if (!(written instanceof Given.Value<List<String>> given)
                || given.value().isEmpty()) {
            return Given.none();
        }
        List<Integer> steps = given.value().stream()
                .map(s -> Integer.parseInt(s.replace("%", "")))
                .toList();
        boolean rises = steps.getLast() == 100 && steps.size() <= 20;
        for (int i = 1; i < steps.size(); i++) {
            rises &= steps.get(i) > steps.get(i - 1);
        }
        if (!rises) {
            map.problem(
                    map.placeOf("steps"),
                    map.path("steps") + ": " + steps + " does not rise to 100",
                    "each step is more traffic than the one before, the last is 100, at most 20 steps",
                    "write `[10, 50, 100]`");
            return Given.none();
        }
        return Given.of(steps, given.place());
    }

    private static Given<List<Gate>> gates(Section env) {
        Optional<Tree> found = env.get("gates");
        if (found.isEmpty()) {
            return Given.none();
        }
        List<Gate> gates = new ArrayList<>();
        for (Tree item : env.items("gates", found.get())) {
            switch (item) {
                case Tree.Leaf leaf -> named(env, leaf).ifPresent(gates::add);
                case Tree.Fields map -> gates.addAll(pair(env, map));
                case Tree.Items list -> env.wrong("gates", list, "a gate");
            }
        }
        return Given.of(List.copyOf(gates), found.get().place());
    }

    private static Optional<Gate> named(Section env, Tree.Leaf leaf) {
        String word = leaf.value().strip();
        if (word.equals("approval")) {
            return Optional.of(new Gate.Approval("", 1));
        }
        if (Vocabulary.ADDED_GATES.contains(word)) {
            return Optional.of(new Gate.Named(word));
        }
        env.problems()
                .unknown(
                        leaf.place(),
                        env.path("gates") + ": " + Problems.shown(leaf) + " is no gate",
                        leaf.variables().isEmpty() ? word : "",
                        Vocabulary.ADDED_GATES,
                        Map.of("approve", "approval", "approvals", "approval", "security", "scan")
                                .getOrDefault(word, ""));
        return Optional.empty();
    }

    /** {@code approval: ROLE [COUNT]} or {@code cel: EXPRESSION}. */
    private static List<Gate> pair(Section env, Tree.Fields map) {
        List<Gate> gates = new ArrayList<>();
        Section gate = new Section(map, env.path("gates"), env.problems());
        gate.value("approval", "a role and perhaps a number of people, such as `sre 2`", EnvironmentReader::approval)
                .toOptional()
                .ifPresent(gates::add);
        gate.text("cel").toOptional().map(Gate.Cel::new).ifPresent(gates::add);
        gate.finish(Map.of());
        return gates;
    }

    private static Optional<Gate.Approval> approval(String text) {
        String[] words = text.split("\\s+");
        boolean fine = words.length <= 2
                && words[0].matches("[a-z0-9][a-z0-9_-]{0,38}")
                && (words.length == 1 || words[1].matches("[1-9]|1\\d"));
        return fine
                ? Optional.of(new Gate.Approval(words[0], words.length == 1 ? 1 : Integer.parseInt(words[1])))
                : Optional.empty();
    }

    /** {@code from} names an environment, and following it comes to an end. */
    private static void promotion(Section top, List<Environment> environments) {
        for (Environment env : environments) {
            Set<EnvName> seen = new HashSet<>(Set.of(env.name()));
            Optional<Environment> here = Optional.of(env);
            while (here.isPresent() && here.get().from() instanceof Given.Value<EnvName>(EnvName from, var place)) {
                Optional<Environment> next =
                        environments.stream().filter(e -> e.name().equals(from)).findFirst();
                if (next.isEmpty()) {
                    top.problems()
                            .unknown(
                                    place,
                                    "environment '" + from + "' does not exist",
                                    from.value(),
                                    environments.stream()
                                            .map(e -> e.name().value())
                                            .toList(),
                                    "");
                    break;
                }
                if (!seen.add(from)) {
                    top.problem(place, "promotion goes in a circle at '" + from + "'", "", "remove one `from`");
                    break;
                }
                here = next;
            }
        }
    }
}
