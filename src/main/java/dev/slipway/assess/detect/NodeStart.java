package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A start script unwrapped to the process that really runs, so that signals arrive at it.
 *
 * @param arguments as written, paths relative to the package; empty when it serves files only
 * @param files folder that is served; empty when it is a process
 * @param environment variables set in the script
 */
record NodeStart(
        List<String> arguments,
        String files,
        Map<String, String> environment,
        Confidence confidence,
        Fact.Evidence evidence) {
    /** Scripts that call scripts. */
    private static final int MAX_HOPS = 4;

    private static final Set<String> DEVELOPMENT = Set.of(
            "nodemon",
            "ts-node-dev",
            "vite",
            "webpack",
            "webpack-dev-server",
            "react-scripts",
            "ng",
            "concurrently",
            "storybook");

    /** The start of a package: its script, the Procfile, its main file or a customary one; empty for a library. */
    static Optional<NodeStart> of(Sources sources, NodePackage pkg) {
        Optional<NodeStart> declared = List.of("start:prod", "start").stream()
                .flatMap(s -> pkg.script(s).stream())
                .flatMap(s -> unwrap(pkg, s.command(), s.evidence(), 0).stream())
                .findFirst();
        return declared.or(() -> file(sources, pkg));
    }

    static Optional<NodeStart> unwrap(NodePackage pkg, String command, Fact.Evidence evidence, int hops) {
        if (hops > MAX_HOPS || command.length() > 2_000) {
            return Optional.empty();
        }
        String[] parts = command.split("\\s*&&\\s*");
        String last = parts[parts.length - 1].strip();
        Map<String, String> environment = new LinkedHashMap<>();
        List<String> words = words(last);
        while (!words.isEmpty()
                && (words.getFirst().matches("[A-Za-z_]\\w*=.*")
                        || Set.of("cross-env", "exec", "npx", "dotenv", "--").contains(words.getFirst()))) {
            String word = words.removeFirst();
            int equals = word.indexOf('=');
            if (equals > 0) {
                environment.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        if (words.isEmpty() || last.matches(".*[|;&<>`].*")) {
            return Optional.empty();
        }
        Confidence sure = parts.length == 1 ? Confidence.HIGH : Confidence.MEDIUM;
        return process(pkg, words, environment, sure, evidence, hops);
    }

    private static Optional<NodeStart> process(
            NodePackage pkg,
            List<String> words,
            Map<String, String> environment,
            Confidence sure,
            Fact.Evidence evidence,
            int hops) {
        String program = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        Optional<List<String>> arguments = switch (program) {
            case "node", "bun", "deno" -> rest.contains("--watch") ? Optional.empty() : Optional.of(words);
            case "next" ->
                rest.contains("start")
                        ? Optional.of(List.of("node", "node_modules/next/dist/bin/next", "start", "-p", Recipes.PORT))
                        : Optional.empty();
            case "nest" ->
                rest.contains("start") && !rest.contains("--watch")
                        ? Optional.of(List.of("node", "dist/main.js"))
                        : Optional.empty();
            case "nuxt", "nuxi" ->
                rest.contains("start") || rest.contains("preview")
                        ? Optional.of(List.of("node", ".output/server/index.mjs"))
                        : Optional.empty();
            case "remix-serve" -> Optional.of(with(List.of("node", "node_modules/@remix-run/serve/dist/cli.js"), rest));
            case "react-router-serve" ->
                Optional.of(with(List.of("node", "node_modules/@react-router/serve/bin.js"), rest));
            case "tsx" -> pkg.runtime("tsx").map(d -> with(List.of("node", "--import", "tsx"), rest));
            case "ts-node" -> pkg.runtime("ts-node").map(d -> with(List.of("node", "-r", "ts-node/register"), rest));
            case "strapi" -> Optional.of(with(List.of("node", "node_modules/@strapi/strapi/bin/strapi.js"), rest));
            default -> Optional.empty();
        };
        if (arguments.isPresent()) {
            return Optional.of(new NodeStart(arguments.get(), "", environment, sure, evidence));
        }
        return switch (program) {
            case "npm", "yarn", "pnpm" ->
                rest.stream()
                        .filter(w -> !w.equals("run") && !w.startsWith("-"))
                        .findFirst()
                        .flatMap(pkg::script)
                        .flatMap(s -> unwrap(pkg, s.command(), s.evidence(), hops + 1));
            case "serve", "http-server", "sirv" ->
                Optional.of(new NodeStart(
                        List.of(),
                        rest.stream()
                                .filter(w -> !w.startsWith("-"))
                                .findFirst()
                                .orElse("."),
                        environment,
                        sure,
                        evidence));
            default -> Optional.empty();
        };
    }

    /** Whether a script is for development only. */
    static boolean development(String command) {
        return words(command).stream().limit(3).anyMatch(DEVELOPMENT::contains) || command.contains("--watch");
    }

    private static Optional<NodeStart> file(Sources sources, NodePackage pkg) {
        List<String> candidates = new ArrayList<>();
        pkg.root().textAt("main").ifPresent(candidates::add);
        candidates.addAll(List.of(
                "server.js",
                "index.js",
                "app.js",
                "server.mjs",
                "index.mjs",
                "src/server.js",
                "src/index.js",
                "src/app.js",
                "src/main.js"));
        for (String name : candidates) {
            String clean = name.replaceFirst("^\\./", "");
            String path = Sources.path(pkg.folder(), clean);
            Optional<Integer> line = sources.text(path).flatMap(t -> {
                for (int i = 1; i <= t.lines().size(); i++) {
                    String l = t.line(i);
                    if (l.length() <= 500 && CodePatterns.LISTENS.matcher(l).find()) {
                        return Optional.of(i);
                    }
                }
                return Optional.empty();
            });
            if (line.isPresent()) {
                return Optional.of(new NodeStart(
                        List.of("node", clean), "", Map.of(), Confidence.MEDIUM, sources.evidence(path, line.get())));
            }
        }
        return Optional.empty();
    }

    private static List<String> with(List<String> head, List<String> tail) {
        List<String> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }

    /** Words as a shell splits them, quotes taken away. */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (char c : command.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (Character.isWhitespace(c)) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
