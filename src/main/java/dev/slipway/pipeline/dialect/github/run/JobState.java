package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.Digest;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.session.JobSession.Status;
import dev.slipway.pipeline.session.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a job's steps share: variables, the path, contexts. */
final class JobState {
    final GithubSession session;
    final JobNode job;
    final Place place;
    final Frame root;
    private final Map<String, Value> base;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> paths = new ArrayList<>();
    Status status = Status.RUNNING;

    JobState(GithubSession session, JobNode job, Place place, Map<String, Value> contexts, Frame root) {
        this.session = session;
        this.job = job;
        this.place = place;
        this.root = root;
        this.base = new LinkedHashMap<>(contexts);
    }

    /** The job's own variables, when its place is there. */
    void begin() {
        Map<String, Value> runner = new LinkedHashMap<>();
        var machine = session.request().machine();
        runner.put("os", Value.of(os()));
        runner.put("arch", Value.of(machine.architecture().equals("arm64") ? "ARM64" : "X64"));
        runner.put("name", Value.of("slipway"));
        runner.put("environment", Value.of("self-hosted"));
        runner.put("temp", Value.of(place.temporary().toString()));
        runner.put("tool_cache", Value.of(place.home().resolve("tools").toString()));
        runner.put(
                "workspace",
                Value.of(
                        Path.of(place.workspace().toString()).resolveSibling("").toString()));
        runner.put("debug", Value.of(""));
        base.put("runner", new Value.Obj(runner));
        for (String level : List.of("flow", "job")) {
            var env = (level.equals("flow") ? job.flow().root() : job.body()).at("env");
            env.ifPresent(e -> environment.putAll(eval(root, Map.of()).texts(e)));
        }
    }

    private String os() {
        return switch (session.request().machine().system()) {
            case "macos" -> "macOS";
            case "windows" -> "Windows";
            default -> "Linux";
        };
    }

    Path eventFile() {
        return place.temporary().resolve("_event.json");
    }

    String eventJson() {
        return JsonValues.write(session.facts().payload());
    }

    /** Evaluates in a frame; {@code more} are variables on top of the job's. */
    Eval eval(Frame frame, Map<String, String> more) {
        Map<String, Value> contexts = new LinkedHashMap<>(base);
        contexts.put("github", github(frame));
        contexts.put("steps", new Value.Obj(frame.results));
        contexts.put("job", jobContext());
        frame.composite.ifPresent(c -> contexts.put("inputs", c.inputs()));
        Map<String, Value> env = new LinkedHashMap<>();
        variables(frame, more).forEach((k, v) -> env.put(k, Value.of(v)));
        contexts.put("env", new Value.Obj(env));
        return new Eval(frame.file, new Scope() {
            @Override
            public Value context(String name) {
                return contexts.getOrDefault(name, Value.NULL);
            }

            @Override
            public String hashFiles(List<String> patterns) {
                return JobState.this.hashFiles(patterns);
            }

            @Override
            public boolean status(String function, List<String> jobs) {
                return switch (function) {
                    case "always" -> true;
                    case "cancelled" -> status != Status.RUNNING;
                    case "failure" -> frame.failed && status == Status.RUNNING;
                    default -> !frame.failed && status == Status.RUNNING;
                };
            }
        });
    }

    private Value jobContext() {
        String word = status != Status.RUNNING ? "cancelled" : root.failed ? "failure" : "success";
        return new Value.Obj(Map.of("status", Value.of(word)));
    }

    private Value.Obj github(Frame frame) {
        Value.Obj github = base.get("github") instanceof Value.Obj o ? o : new Value.Obj(Map.of());
        github = github.with("workspace", Value.of(place.workspace().toString()))
                .with("event_path", Value.of(eventFile().toString()))
                .with("job", Value.of(job.job()));
        Optional<Frame.Composite> composite = frame.composite;
        if (composite.isPresent()) {
            github = github.with("action_path", Value.of(composite.get().folder()))
                    .with("action_repository", Value.of(composite.get().repository()));
        }
        return github;
    }

    /** The job's variables, those of the composite actions around, and more. */
    Map<String, String> variables(Frame frame, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        frame.composite.ifPresent(c -> all.putAll(c.environment()));
        all.putAll(more);
        return all;
    }

    /** The whole environment of a step. */
    Map<String, String> environment(Frame frame, Map<String, String> own, Pending.Files files, String actionPath) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("CI", "true");
        all.put("GITHUB_ACTIONS", "true");
        github(frame).fields().forEach((name, value) -> {
            if (value.isPrimitive() && !name.equals("token")) {
                all.put(
                        "GITHUB_" + name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT),
                        value.text());
            }
        });
        if (base.get("runner") instanceof Value.Obj runner) {
            runner.fields()
                    .forEach((name, value) ->
                            all.put("RUNNER_" + name.toUpperCase(java.util.Locale.ROOT), value.text()));
        }
        all.put("GITHUB_OUTPUT", files.output().toString());
        all.put("GITHUB_ENV", files.environment().toString());
        all.put("GITHUB_PATH", files.path().toString());
        all.put("GITHUB_STATE", files.state().toString());
        all.put("GITHUB_STEP_SUMMARY", files.summary().toString());
        if (!actionPath.isEmpty()) {
            all.put("GITHUB_ACTION_PATH", actionPath);
        }
        all.putAll(variables(frame, own));
        String path = all.getOrDefault("PATH", place.environment().getOrDefault("PATH", ""));
        all.put("PATH", paths.isEmpty() ? path : String.join(":", paths) + ":" + path);
        return all;
    }

    /** What a stand-in leaves. */
    void apply(Pending step, KnownSteps.Effect effect) {
        step.outputs.putAll(effect.outputs());
        environment.putAll(effect.environment());
        if (!effect.path().isEmpty()) {
            paths.addFirst(effect.path());
        }
    }

    /** What a step wrote into its command files. */
    void take(Pending step, Map<Path, String> files) throws CommandFiles.Malformed {
        CommandFiles.paths(files.getOrDefault(step.files.path(), "")).forEach(paths::addFirst);
        CommandFiles.pairs(files.getOrDefault(step.files.environment(), "")).forEach((name, value) -> {
            boolean ours = name.startsWith("GITHUB_") || name.startsWith("RUNNER_") || name.equals("NODE_OPTIONS");
            if (!ours) {
                environment.put(name, value);
            }
        });
        step.outputs.putAll(CommandFiles.pairs(files.getOrDefault(step.files.output(), "")));
        step.state.putAll(CommandFiles.pairs(files.getOrDefault(step.files.state(), "")));
    }

    /** SHA-256 over the digests of the files, as the provider's function does it. */
    private String hashFiles(List<String> patterns) {
        List<String> relative = patterns.stream()
                .flatMap(String::lines)
                .map(p -> p.replace(place.workspace() + "/", ""))
                .toList();
        List<Path> files = place.glob(relative);
        if (files.isEmpty()) {
            return "";
        }
        var sha = Digest.sha256();
        for (Path file : files) {
            place.sha256(file).ifPresent(hex -> sha.update(HexFormat.of().parseHex(hex)));
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
