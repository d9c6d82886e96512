package dev.slipway.pipeline.dialect.gitlab.run;

import dev.slipway.base.Digest;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.dialect.gitlab.GitlabConfig;
import dev.slipway.pipeline.dialect.gitlab.GitlabContext;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan.Planned;
import dev.slipway.pipeline.dialect.gitlab.GitlabVariables;
import dev.slipway.pipeline.dialect.gitlab.Variables;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.session.Builtin;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.Move;
import dev.slipway.pipeline.session.Place;
import dev.slipway.pipeline.session.Secrets;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepInfo;
import dev.slipway.pipeline.session.StepPlan;
import dev.slipway.text.Dotenv;
import dev.slipway.text.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One attempt of one GitLab job: artifacts and caches in, the script, {@code after_script}, artifacts and caches out (GitLab
 * documentation, "Runner executors: job flow").
 */
final class GitlabJobSession implements JobSession {
    /** GitLab's own limit for {@code after_script}. */
    private static final Timeout AFTER_SCRIPT = new Timeout.After(Duration.ofMinutes(5));

    private final GitlabConfig config;
    private final GitlabContext context;
    private final Secrets secrets;
    private final Planned job;
    private final Place place;
    private final Map<String, String> variables;
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final Deque<Supplier<Optional<Move>>> ahead = new ArrayDeque<>();
    private Result result = Result.SUCCESS;
    private int status = -1;
    private String note = "";
    private boolean scriptDone;

    GitlabJobSession(
            GitlabConfig config,
            GitlabContext context,
            Secrets secrets,
            Planned job,
            Place place,
            Map<String, String> dotenv,
            List<String> artifacts) {
        this.config = config;
        this.context = context;
        this.secrets = secrets;
        this.job = job;
        this.place = place;
        this.variables = variables(dotenv);
        plan(artifacts);
    }

    private Map<String, String> variables(Map<String, String> dotenv) {
        Map<String, String> over = new LinkedHashMap<>(job.variables());
        over.put("CI_PROJECT_DIR", place.workspace().toString());
        over.put("CI_BUILDS_DIR", String.valueOf(place.workspace().getParent()));
        over.put("CI_JOB_NAME", job.id());
        over.put("CI_JOB_STATUS", "running");
        Map<String, String> all = new LinkedHashMap<>(GitlabVariables.of(config, context, job.job(), over, dotenv));
        secrets.names().forEach(n -> secrets.get(n).ifPresent(v -> all.put(n, v)));
        return all;
    }

    private void plan(List<String> artifacts) {
        if (job.job().triggers()) {
            ahead.add(() -> own("trigger", new Builtin.Say(List.of("would start another pipeline"), 0)));
            return;
        }
        String strategy = variables.getOrDefault("GIT_STRATEGY", "fetch");
        if (!strategy.equals("none") && !strategy.equals("empty")) {
            ahead.add(() -> own("sources", new Builtin.Checkout(Path.of("."), false)));
        }
        for (String from : artifacts) {
            ahead.add(() -> own(
                    "artifacts of " + from,
                    new Builtin.Download(artifact(from), "", place.workspace(), false, "ignore")));
        }
        for (Node cache : caches()) {
            String policy = cache.textAt("policy").map(this::expand).orElse("pull-push");
            if (!policy.equals("push")) {
                ahead.add(() -> own(
                        "restore cache",
                        new Builtin.RestoreCache(key(cache), fallbacks(cache), paths(cache, "paths"), false, false)));
            }
        }
        ahead.add(this::script);
        ahead.add(this::after);
        for (Node cache : caches()) {
            String policy = cache.textAt("policy").map(this::expand).orElse("pull-push");
            String when = cache.textAt("when").orElse("on_success");
            ahead.add(() -> !policy.equals("pull") && wants(when)
                    ? own("save cache", new Builtin.SaveCache(key(cache), paths(cache, "paths")))
                    : Optional.empty());
        }
        ahead.add(this::upload);
        ahead.add(this::junit);
    }

    @Override
    public Move next(Status now) {
        if (now != Status.RUNNING && result == Result.SUCCESS) {
            result = now == Status.CANCELLED ? Result.CANCELLED : Result.TIMED_OUT;
        }
        while (!ahead.isEmpty()) {
            Optional<Move> move = ahead.poll().get();
            if (move.isPresent()) {
                return move.get();
            }
        }
        return new Move.Done(result, status, note);
    }

    private boolean wants(String when) {
        return switch (when) {
            case "always" -> true;
            case "on_failure" -> result != Result.SUCCESS;
            default -> result == Result.SUCCESS;
        };
    }

    private Optional<Move> script() {
        if (result != Result.SUCCESS) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>(job.job().lines("before_script"));
        lines.addAll(job.job().lines("script"));
        List<Path> reads = dotenvFiles();
        return Optional.of(
                shell("script", "script", lines, "set -eo pipefail", reads, Timeout.none(), StepInfo.Phase.MAIN));
    }

    private Optional<Move> after() {
        List<String> lines = job.job().lines("after_script");
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(shell(
                "after_script",
                "after_script",
                lines,
                "set -eo pipefail",
                List.of(),
                AFTER_SCRIPT,
                StepInfo.Phase.CLEANUP));
    }

    private Move shell(
            String id,
            String title,
            List<String> lines,
            String options,
            List<Path> reads,
            Timeout limit,
            StepInfo.Phase phase) {
        Path file = place.temporary().resolve(id + ".sh");
        Map<String, String> environment = new LinkedHashMap<>(place.environment());
        environment.putAll(fileVariables());
        environment.put(
                "CI_JOB_STATUS",
                switch (result) {
                    case SUCCESS -> phase == StepInfo.Phase.MAIN ? "running" : "success";
                    case CANCELLED -> "canceled";
                    default -> "failed";
                });
        return new Move.Run(new StepPlan(
                new StepInfo(id, title, phase, job.job().place()),
                new StepPlan.Work.Program(List.of("bash", "--noprofile", "--norc", file.toString())),
                environment,
                place.workspace(),
                List.of(new StepPlan.NewFile(file, text(lines, options), true)),
                reads,
                limit,
                1));
    }

    private Map<String, String> fileVariables() {
        Map<String, String> all = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                all.put(name, value.replace("$$", "$"));
            }
        });
        return all;
    }

    /** One shell for all lines, each told before it runs. */
    private static String text(List<String> lines, String options) {
        StringBuilder script = new StringBuilder(options).append('\n');
        for (String line : lines) {
            int end = line.indexOf('\n');
            String shown = end < 0 || end == line.length() - 1
                    ? line.strip()
                    : line.substring(0, end) + " # collapsed multi-line command";
            script.append("printf '%s\\n' ")
                    .append(quoted("$ " + shown))
                    .append('\n')
                    .append(line)
                    .append('\n');
        }
        return script.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public Counted ended(StepEnd end) {
        boolean script = end.step().equals("script");
        if (script) {
            scriptDone = true;
            end.files().forEach((file, content) -> dotenv(file, content));
        }
        boolean counts = script || end.step().startsWith("artifacts of");
        if (end.ok()) {
            return Counted.as(Result.SUCCESS);
        }
        Result failed = switch (end.how()) {
            case StepEnd.How.Exited e -> Result.FAILURE;
            case StepEnd.How.TimedOut t -> Result.TIMED_OUT;
            case StepEnd.How.Cancelled c -> Result.CANCELLED;
            case StepEnd.How.Lost l -> Result.FAILURE;
        };
        if (counts && result == Result.SUCCESS) {
            result = failed;
            status = end.status();
            note = end.how() instanceof StepEnd.How.Lost l ? l.reason() : "";
        }
        // after_script, caches and artifacts never change the result of the job.
        return new Counted(failed, counts ? failed : Result.SUCCESS);
    }

    private void dotenv(Path file, String content) {
        for (Node.Entry e :
                Dotenv.parse(file.getFileName().toString(), content).root().entriesAt()) {
            if (e.value() instanceof Node.Scalar s) {
                outputs.put(e.key().value(), s.value());
            }
        }
    }

    @Override
    public Map<String, String> outputs() {
        return outputs;
    }

    private List<Path> dotenvFiles() {
        Node reports = job.job().node().at("artifacts", "reports", "dotenv").orElse(NONE);
        List<Path> files = new ArrayList<>();
        for (Node f : reports instanceof Node.Sequence s ? s.items() : List.of(reports)) {
            if (f instanceof Node.Scalar s && !s.value().isEmpty()) {
                files.add(place.workspace().resolve(expand(s.value())).normalize());
            }
        }
        return files;
    }

    private Optional<Move> upload() {
        Node artifacts = job.job().node().get("artifacts").orElse(NONE);
        List<String> globs = new ArrayList<>(paths(artifacts, "paths"));
        if (globs.isEmpty() || !wants(artifacts.textAt("when").orElse("on_success")) || !scriptDone) {
            return Optional.empty();
        }
        paths(artifacts, "exclude").forEach(e -> globs.add("!" + e));
        return own("artifacts", new Builtin.Upload(artifact(job.id()), globs, "warn", true, true, true));
    }

    private Optional<Move> junit() {
        Node reports = job.job().node().at("artifacts", "reports").orElse(NONE);
        List<String> globs = paths(reports, "junit");
        return globs.isEmpty() || !scriptDone ? Optional.empty() : own("junit", new Builtin.JUnit(globs, true));
    }

    private static final Node NONE = new Node.Mapping(List.of(), new dev.slipway.text.Span(1, 1, 0, 0));

    private List<Node> caches() {
        Node cache = job.job().node().get("cache").orElse(NONE);
        List<Node> all = cache instanceof Node.Sequence s ? s.items() : List.of(cache);
        return all.stream().filter(c -> c.at("paths").isPresent()).toList();
    }

    private String key(Node cache) {
        Node key = cache.at("key").orElse(NONE);
        if (key instanceof Node.Scalar s) {
            return expand(s.value());
        }
        List<String> files = paths(key, "files");
        if (files.isEmpty()) {
            return "default";
        }
        StringBuilder digest = new StringBuilder();
        for (Path file : place.glob(files)) {
            digest.append(place.sha256(file).orElse(""));
        }
        String prefix = key.textAt("prefix").map(p -> expand(p) + "-").orElse("");
        return prefix
                + (digest.isEmpty() ? "default" : Digest.of(digest.toString()).hex());
    }

    private List<String> fallbacks(Node cache) {
        return paths(cache, "fallback_keys");
    }

    private List<String> paths(Node holder, String key) {
        Node list = holder.at(key).orElse(NONE);
        List<String> all = new ArrayList<>();
        for (Node item : list instanceof Node.Sequence s ? s.items() : List.of(list)) {
            if (item instanceof Node.Scalar s && !s.value().isEmpty()) {
                all.add(expand(s.value()));
            }
        }
        return all;
    }

    private String expand(String text) {
        return Variables.expand(text, variables);
    }

    private static String artifact(String id) {
        return "job " + id;
    }

    private Optional<Move> own(String id, Builtin what) {
        return Optional.of(new Move.Run(new StepPlan(
                new StepInfo(id, id, StepInfo.Phase.MAIN, job.job().place()),
                new StepPlan.Work.Own(what),
                Map.of(),
                place.workspace(),
                List.of(),
                List.of(),
                Timeout.none(),
                1)));
    }
}
