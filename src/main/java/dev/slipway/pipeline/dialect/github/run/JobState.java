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
    private final Scope outside;
    private final Map<String, String> fixed = new LinkedHashMap<>();
    private Value runner = Value.NULL;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> paths = new ArrayList<>();
    Status status = Status.RUNNING;

    JobState(GithubSession session, JobNode job, Place place, Scope outside, Frame root) {
        this.session = session;
        this.job = job;
        this.place = place;
        this.root = root;
        this.outside = outside;
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
        this.runner = new Value.Obj(runner);
        fixed.put("CI", "true");
        fixed.put("GITHUB_ACTIONS", "true");
        session.github().fields().forEach((name, value) -> {
            if (value.isPrimitive() && !name.equals("token")) {
                fixed.put("GITHUB_" + upper(name), value.text());
            }
        });
        runner.forEach((name, value) -> fixed.put("RUNNER_" + name.toUpperCase(java.util.Locale.ROOT), value.text()));
        fixed.put("GITHUB_JOB", job.job());
        fixed.put("GITHUB_WORKSPACE", place.workspace().toString());
        fixed.put("GITHUB_EVENT_PATH", eventFile().toString());
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

    private static String upper(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
    }

    Path eventFile() {
        return place.temporary().resolve("_event.json");
    }

    String eventJson() {
        return JsonValues.write(session.facts().payload());
    }

    /** Evaluates in a frame; {@code more} are variables on top of the job's. */
    Eval eval(Frame frame, Map<String, String> more) {
        return new Eval(frame.file, new Scope() {
            private final Map<String, Value> made = new LinkedHashMap<>();

            @Override
            public Value context(String name) {
                Value known = made.get(name);
                if (known == null) {
                    known = JobState.this.context(frame, more, name);
                    made.put(name, known);
                }
                return known;
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

    private Value context(Frame frame, Map<String, String> more, String name) {
        return switch (name) {
            case "github" -> github(frame);
            case "steps" -> new Value.Obj(frame.results);
            case "job" -> jobContext();
            case "runner" -> runner;
            case "inputs" -> frame.composite.<Value>map(Frame.Composite::inputs).orElseGet(() -> outside.context(name));
            case "env" -> {
                Map<String, Value> env = new LinkedHashMap<>();
                variables(frame, more).forEach((k, v) -> env.put(k, Value.of(v)));
                yield new Value.Obj(env);
            }
            default -> outside.context(name);
        };
    }

    private Value jobContext() {
        String word = status != Status.RUNNING ? "cancelled" : root.failed ? "failure" : "success";
        return new Value.Obj(Map.of("status", Value.of(word)));
    }

    private Value.Obj github(Frame frame) {
        Value.Obj github = session.github()
                .with("workspace", Value.of(place.workspace().toString()))
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
        Map<String, String> all = new LinkedHashMap<>(fixed);
        frame.composite.ifPresent(c -> all.put("GITHUB_ACTION_REPOSITORY", c.repository()));
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
