package dev.slipway.intent;

import dev.slipway.intent.Declaration.Healthcheck;
import dev.slipway.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands and health checks of a service. */
final class Commands {
    /** Words of one command. */
    private static final int MAX_WORDS = 500;

    /** A request to the container itself. */
    private static final Pattern LOCAL_URL = Pattern.compile(
            "https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\])(?::(\\d{1,5}))?(/[^\\s'\"|;&<>)`$\\\\]{0,500})?");

    private Commands() {}

    /** A command: one line, split as a shell would but run without one, or a list of words. */
    static Given<List<String>> command(Section service, String key) {
        var found = service.get(key);
        if (found.isEmpty()) {
            return Given.none();
        }
        return switch (found.get()) {
            case Tree.Leaf leaf -> Given.of(List.copyOf(Words.split(leaf.value())), leaf.place());
            case Tree.Items list -> Given.of(words(service, key, list), list.place());
            case Tree.Fields map -> {
                service.wrong(key, map, "a command or a list of words");
                yield Given.none();
            }
        };
    }

    private static List<String> words(Section service, String key, Tree.Items list) {
        List<String> words = new ArrayList<>();
        for (Tree item : list.items()) {
            if (item instanceof Tree.Leaf leaf && words.size() < MAX_WORDS) {
                words.add(leaf.value());
            } else if (item instanceof Tree.Leaf leaf) {
                service.problem(
                        leaf.place(),
                        service.path(key) + " has more than " + MAX_WORDS + " words",
                        "",
                        "put the command in a script");
                break;
            } else {
                service.wrong(key, item, "a word");
            }
        }
        return List.copyOf(words);
    }

    /** Names of secret-like variables that were put in place at a key: where they would be readable for all. */
    static Set<String> secretsIn(Tree tree) {
        Set<String> names = new java.util.TreeSet<>();
        collect(tree, names);
        return names;
    }

    private static void collect(Tree tree, Set<String> into) {
        switch (tree) {
            case Tree.Leaf leaf ->
                leaf.variables().stream().filter(SecretNames::isSecret).forEach(into::add);
            case Tree.Items list -> list.items().forEach(i -> collect(i, into));
            case Tree.Fields map -> map.fields().values().forEach(f -> collect(f.value(), into));
        }
    }

    static Given<Healthcheck> healthcheck(Section service) {
        var section = service.section("healthcheck");
        if (section.isEmpty()) {
            return Given.none();
        }
        Section check = section.get();
        boolean disabled = check.flag("disable").toOptional().orElse(false);
        Given<Duration> interval = duration(check, "interval");
        duration(check, "timeout");
        duration(check, "start_period");
        duration(check, "start_interval");
        check.integer("retries", 0, 1_000_000);
        List<String> command = test(check);
        check.finishLoosely(java.util.Map.of());
        boolean none = disabled || (!command.isEmpty() && command.getFirst().equals("NONE"));
        if (none) {
            return Given.of(new Healthcheck(List.of(), "", 0, interval, true), service.keyPlace("healthcheck"));
        }
        Matcher url = LOCAL_URL.matcher(String.join(" ", command));
        boolean http = url.find();
        int port = http && url.group(1) != null ? Integer.parseInt(url.group(1)) : 0;
        String path = !http ? "" : url.group(2) == null ? "/" : url.group(2);
        return Given.of(
                new Healthcheck(command, path, port, interval, false),
                check.get("test").isPresent() ? check.placeOf("test") : service.keyPlace("healthcheck"));
    }

    private static Given<Duration> duration(Section check, String key) {
        return check.duration(key, "a duration such as 10s or 1m30s", Duration.ZERO, Duration.ofDays(365));
    }

    private static List<String> test(Section check) {
        var found = check.get("test");
        if (found.isEmpty()) {
            return List.of();
        }
        if (found.get() instanceof Tree.Leaf leaf) {
            return List.of("/bin/sh", "-c", leaf.value());
        }
        List<String> words = command(check, "test").toOptional().orElse(List.of());
        if (words.isEmpty()) {
            return List.of();
        }
        List<String> rest = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "NONE" -> List.of("NONE");
            case "CMD" -> rest;
            case "CMD-SHELL" -> List.of("/bin/sh", "-c", String.join(" ", rest));
            default -> {
                check.problem(
                        check.placeOf("test"),
                        check.path("test") + " begins with '" + Problems.shown(words.getFirst()) + "'",
                        "allowed: CMD, CMD-SHELL, NONE",
                        "write `[\"CMD\", ...]` or one text");
                yield List.of();
            }
        };
    }
}
