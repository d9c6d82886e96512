package dev.slipway.intent;

import dev.slipway.intent.Declaration.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the top-level {@code x-slipway}, environments apart. */
final class SettingsReader {
    private static final String TEAM = "[a-z][a-z0-9-]{1,38}";
    private static final String REGISTRY =
            "[a-zA-Z0-9][a-zA-Z0-9.-]{0,200}(:\\d{1,5})?(/[a-z0-9]+([._-]{1,2}[a-z0-9]+)*){0,10}";
    private static final Map<String, String> CI_SLIPS = Map.of(
            "github-actions",
            "github",
            "gh",
            "github",
            "azure-devops",
            "azure",
            "gitlab-ci",
            "gitlab",
            "actions",
            "github");

    private SettingsReader() {}

    static Settings read(Reading reading, Section top) {
        top.knows(Vocabulary.X_TOP);
        top.value(
                "version",
                "1, the only version of this schema",
                v -> v.equals("1") ? Optional.of(1) : Optional.empty(),
                v -> v.matches("\\d+(\\.\\d+)?")
                        ? "1` (a higher one needs a newer Slipway) or `slipway --version"
                        : "");
        Section load =
                top.section("load").orElse(new Section(new Tree.Fields(Map.of(), top.place()), "load", top.problems()));
        Given<Integer> users = load.integer("users", 1, 10_000_000);
        Given<Double> rps = rps(load);
        Settings settings = new Settings(
                top.text("team", "a team's name: a-z, 0-9 and '-', 2 to 39 characters", TEAM),
                users,
                rps,
                load.size("data"),
                top.choices(
                        "compliance",
                        Vocabulary.COMPLIANCE,
                        Map.of("pci", "pci-dss", "soc-2", "soc2", "soc 2", "soc2")),
                top.choices("data", Vocabulary.DATA, Map.of("pii", "personal", "cards", "card")),
                top.choices("ci", Vocabulary.CI, CI_SLIPS),
                top.choice(
                        "iac",
                        Vocabulary.IAC,
                        Map.of("tf", "terraform", "opentofu", "terraform", "cfn", "cloudformation")),
                top.text("budget", "an amount and a currency, such as 500 USD", "\\d{1,9}(\\.\\d{1,2})? [A-Z]{3}"),
                top.text("registry", "an image repository without a tag, such as ghcr.io/team", REGISTRY),
                pairs(top, "notify", Vocabulary.SEVERITIES),
                files(top));
        load.finish(Vocabulary.LOAD_SLIPS);
        rps.toOptional()
                .filter(r -> users.isGiven() && r > users.toOptional().orElseThrow())
                .ifPresent(r -> reading.note(load.placeOf("rps"), load.path("rps") + " is above the number of users"));
        return settings;
    }

    /** {@code rpm} is a known slip: the fix offers the number by 60. */
    private static Given<Double> rps(Section load) {
        Given<Double> rps = load.number("rps", "a number of requests a second above 0", 0, 1e7);
        if (load.keys().contains("rpm") && !rps.isGiven()) {
            String suggestion = load.value("rpm", "a number", Quantities::number)
                    .toOptional()
                    .map(n -> "rps: " + Math.max(1, Math.round(n / 60)))
                    .orElse("rps");
            load.problem(
                    load.keyPlace("rpm"),
                    "unknown key 'rpm' in " + load.path(),
                    "load counts requests a second",
                    "did you mean `" + suggestion + "`?");
        }
        return rps;
    }

    private static Map<String, String> pairs(Section top, String key, List<String> allowed) {
        Map<String, String> result = new LinkedHashMap<>();
        top.section(key).ifPresent(map -> {
            for (String name : allowed) {
                map.text(name).toOptional().ifPresent(v -> result.put(name, v));
            }
            map.finish(Vocabulary.slips("info=note warning=medium error=high moderate=medium"));
        });
        return result;
    }

    private static Map<String, String> files(Section top) {
        Map<String, String> result = new LinkedHashMap<>();
        top.section("files").ifPresent(map -> {
            for (String glob : map.keys()) {
                boolean balanced = glob.chars().filter(c -> c == '{').count()
                                == glob.chars().filter(c -> c == '}').count()
                        && glob.chars().filter(c -> c == '[').count()
                                == glob.chars().filter(c -> c == ']').count();
                if (!balanced) {
                    map.problem(
                            map.keyPlace(glob), "'" + Problems.shown(glob) + "' is no glob", "", "close the brackets");
                }
                map.choice(glob, Vocabulary.FILE_MODES, Map.of("ignore", "frozen", "manual", "frozen"))
                        .toOptional()
                        .ifPresent(mode -> result.put(glob, mode));
            }
        });
        return result;
    }
}
