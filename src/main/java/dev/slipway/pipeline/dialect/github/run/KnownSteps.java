package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.session.Builtin;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands in for the most used actions, by {@code owner/name} whatever the ref; behaviour is that of the newest major
 * version known. An action that changes things elsewhere is only noted.
 */
final class KnownSteps {
    /** What a step with such an action does. */
    record Planned(Builtin main, Optional<Builtin> post, Function<Map<String, String>, Effect> effect) {
        static Planned of(Builtin main) {
            return new Planned(main, Optional.empty(), values -> new Effect(values, Map.of(), ""));
        }
    }

    /** What a step leaves: outputs, variables, a folder for the path. */
    record Effect(Map<String, String> outputs, Map<String, String> environment, String path) {}

    /** A known action. */
    record Known(boolean onlyNoted, String why, Function<Map<String, String>, Planned> plan) {}

    private static final Map<String, Known> ALL = new LinkedHashMap<>();

    private KnownSteps() {}

    static {
        ALL.put("actions/checkout", does(KnownSteps::checkout));
        ALL.put("actions/setup-java", does(w -> tool("java", w.getOrDefault("java-version", ""), w)));
        ALL.put("actions/setup-node", does(w -> tool("node", w.getOrDefault("node-version", ""), w)));
        ALL.put("actions/setup-go", does(w -> tool("go", w.getOrDefault("go-version", ""), w)));
        ALL.put("actions/setup-python", does(w -> tool("python", w.getOrDefault("python-version", ""), w)));
        ALL.put("actions/setup-dotnet", does(w -> tool("dotnet", w.getOrDefault("dotnet-version", ""), w)));
        ALL.put("ruby/setup-ruby", does(w -> tool("ruby", w.getOrDefault("ruby-version", ""), w)));
        ALL.put("pnpm/action-setup", does(w -> tool("pnpm", w.getOrDefault("version", ""), w)));
        ALL.put("actions/upload-artifact", does(KnownSteps::upload));
        ALL.put("actions/download-artifact", does(KnownSteps::download));
        ALL.put("actions/cache", does(KnownSteps::cache));
        ALL.put("actions/cache/restore", does(w -> new Planned(restore(w), Optional.empty(), KnownSteps::plain)));
        ALL.put(
                "actions/cache/save",
                does(w -> Planned.of(new Builtin.SaveCache(w.getOrDefault("key", ""), lines(w, "path")))));
        String container = "images are not built or pushed by a local run yet";
        String local = "it changes things on the hosted service";
        for (String name : List.of(
                "docker/setup-buildx-action",
                "docker/setup-qemu-action",
                "docker/login-action",
                "docker/build-push-action",
                "docker/metadata-action")) {
            ALL.put(name, noted(container));
        }
        for (String name : List.of(
                "github/codeql-action/upload-sarif",
                "github/codeql-action/init",
                "github/codeql-action/analyze",
                "github/codeql-action/autobuild",
                "step-security/harden-runner",
                "actions/create-github-app-token",
                "peter-evans/create-pull-request",
                "actions/stale",
                "softprops/action-gh-release",
                "codecov/codecov-action",
                "ossf/scorecard-action",
                "sigstore/cosign-installer",
                "aws-actions/configure-aws-credentials",
                "actions/labeler",
                "actions/deploy-pages",
                "actions/upload-pages-artifact",
                "actions/configure-pages",
                "gradle/actions/setup-gradle",
                "gradle/actions/wrapper-validation",
                "actions/attest-build-provenance",
                "actions/dependency-review-action")) {
            ALL.put(name, noted(local));
        }
    }

    static Optional<Known> of(String uses) {
        int at = uses.indexOf('@');
        String name = (at < 0 ? uses : uses.substring(0, at)).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(ALL.get(name));
    }

    private static Known does(Function<Map<String, String>, Planned> plan) {
        return new Known(false, "", plan);
    }

    private static Known noted(String why) {
        return new Known(
                true,
                why,
                with -> Planned.of(new Builtin.Note("Not carried out here: " + why + ". With " + with, Map.of())));
    }

    private static Effect plain(Map<String, String> values) {
        return new Effect(values, Map.of(), "");
    }

    private static Planned checkout(Map<String, String> with) {
        return Planned.of(new Builtin.Checkout(Path.of(with.getOrDefault("path", ".")), false));
    }

    private static Planned tool(String tool, String version, Map<String, String> with) {
        String range = version.lines().findFirst().orElse("").strip();
        return new Planned(new Builtin.FindTool(tool, range, false), Optional.empty(), values -> {
            Map<String, String> environment = new LinkedHashMap<>();
            Map<String, String> outputs = new LinkedHashMap<>(values);
            String home = values.getOrDefault("home", "");
            if (tool.equals("java") && !home.isEmpty()) {
                environment.put("JAVA_HOME", home);
                outputs.put("path", home);
                outputs.put("distribution", with.getOrDefault("distribution", ""));
            }
            outputs.put(tool + "-version", values.getOrDefault("version", ""));
            outputs.put("cache-hit", "false");
            return new Effect(outputs, environment, values.getOrDefault("path", ""));
        });
    }

    private static Planned upload(Map<String, String> with) {
        return Planned.of(new Builtin.Upload(
                with.getOrDefault("name", "artifact"),
                lines(with, "path"),
                with.getOrDefault("if-no-files-found", "warn"),
                with.getOrDefault("include-hidden-files", "false").equals("true"),
                with.getOrDefault("overwrite", "false").equals("true")));
    }

    private static Planned download(Map<String, String> with) {
        boolean merge = with.getOrDefault("merge-multiple", "false").equals("true");
        return Planned.of(new Builtin.Download(
                with.getOrDefault("name", ""),
                with.getOrDefault("pattern", ""),
                Path.of(with.getOrDefault("path", ".")),
                !merge,
                "error"));
    }

    private static Builtin restore(Map<String, String> with) {
        return new Builtin.RestoreCache(
                with.getOrDefault("key", ""),
                lines(with, "restore-keys"),
                lines(with, "path"),
                with.getOrDefault("fail-on-cache-miss", "false").equals("true"),
                with.getOrDefault("lookup-only", "false").equals("true"));
    }

    private static Planned cache(Map<String, String> with) {
        Builtin save = new Builtin.SaveCache(with.getOrDefault("key", ""), lines(with, "path"));
        return new Planned(restore(with), Optional.of(save), KnownSteps::plain);
    }

    private static List<String> lines(Map<String, String> with, String key) {
        return with.getOrDefault(key, "")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }
}
