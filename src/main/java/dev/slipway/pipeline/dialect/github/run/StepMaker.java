package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.session.Builtin;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepInfo;
import dev.slipway.pipeline.session.StepInfo.Phase;
import dev.slipway.pipeline.session.StepPlan;
import dev.slipway.pipeline.session.StepPlan.NewFile;
import dev.slipway.pipeline.session.StepPlan.Work;
import dev.slipway.text.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes steps of what the file says. */
final class StepMaker {
    /** What a step becomes. */
    sealed interface Product {}

    /** A step for the engine. */
    record Made(StepPlan plan, Pending pending) implements Product {}

    /** A composite action: its own steps come next. */
    record Entered(Frame frame) implements Product {}

    private record Post(
            StepInfo info,
            Frame frame,
            Node at,
            String condition,
            Work work,
            Map<String, String> own,
            Map<String, String> state,
            String folder,
            boolean onlySuccess) {}

    private final JobState state;
    private final Deque<Post> posts = new ArrayDeque<>();
    private final Map<String, Post> waiting = new HashMap<>();
    private final Map<Node, Map<String, String>> preStates = new java.util.IdentityHashMap<>();
    private int number;
    private boolean eventWritten;

    StepMaker(JobState state) {
        this.state = state;
    }

    /** Which step it is; its id is unique in the job. */
    StepInfo info(Frame frame, Node step) {
        number++;
        String title = step.textAt("name")
                .or(() -> step.textAt("uses").map(u -> "Run " + u))
                .or(() -> step.textAt("run")
                        .map(r -> "Run " + r.strip().lines().findFirst().orElse("")))
                .orElse("step " + number);
        if (title.contains("${{")) {
            try {
                title = state.eval(frame, Map.of()).text(title, step);
            } catch (SlipwayException e) {
                // The name is for people; as written it says enough.
                title = step.textAt("name").orElse(title);
            }
        }
        String inside = frame.composite.isPresent() ? "  " : "";
        return new StepInfo(
                String.valueOf(number), inside + title, Phase.MAIN, step.span().in(frame.file));
    }

    Product make(Frame frame, Node step, StepInfo info) {
        Map<String, String> own =
                step.at("env").map(e -> state.eval(frame, Map.of()).texts(e)).orElse(Map.of());
        Eval eval = state.eval(frame, own);
        boolean tolerated =
                step.at("continue-on-error").map(n -> eval.value(n).isTruthy()).orElse(false);
        Timeout timeout = step.at("timeout-minutes")
                .map(n -> eval.value(n).number())
                .filter(m -> m > 0)
                .<Timeout>map(m -> new Timeout.After(Duration.ofMillis((long) (m * 60_000))))
                .orElse(Timeout.none());
        String id = step.textAt("id").orElse("");
        if (step.at("run").isPresent()) {
            return run(frame, step, info, own, eval, new Common(id, tolerated, timeout));
        }
        return uses(frame, step, info, own, eval, new Common(id, tolerated, timeout));
    }

    private record Common(String id, boolean tolerated, Timeout timeout) {}

    private Made run(Frame frame, Node step, StepInfo info, Map<String, String> own, Eval eval, Common common) {
        String shell = setting(frame, step, "shell", eval);
        String folder = setting(frame, step, "working-directory", eval);
        String script = step.at("run").map(eval::text).orElse("");
        Path file = state.place.temporary().resolve("step_" + info.id() + Shells.extension(shell));
        List<NewFile> files = List.of(new NewFile(file, Shells.content(shell, script), true));
        Work work = new Work.Program(Shells.words(shell, file.toString()));
        return made(
                frame,
                info,
                work,
                own,
                folder.isEmpty() ? "." : folder,
                files,
                common,
                new LinkedHashMap<>(),
                Optional.empty(),
                "");
    }

    /** The step's, the job's default, the workflow's default. */
    private String setting(Frame frame, Node step, String key, Eval eval) {
        Optional<Node> own = step.at(key);
        Optional<Node> any = frame.composite.isPresent()
                ? own
                : own.or(() -> state.job.body().at("defaults", "run", key))
                        .or(() -> state.job.flow().root().at("defaults", "run", key));
        return any.map(eval::text).orElse("");
    }

    private Product uses(Frame frame, Node step, StepInfo info, Map<String, String> own, Eval eval, Common common) {
        String uses = step.textAt("uses").orElse("");
        Map<String, String> with = step.at("with").map(eval::texts).orElse(Map.of());
        if (uses.startsWith("docker://")) {
            List<String> words =
                    with.containsKey("args") ? List.of(with.get("args").strip().split("\\s+")) : List.of();
            Work work = new Work.Container(uses.substring(9), words, with.getOrDefault("entrypoint", ""), List.of());
            return made(
                    frame,
                    info,
                    work,
                    inputs(own, with),
                    ".",
                    List.of(),
                    common,
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    "");
        }
        Optional<KnownSteps.Known> known = KnownSteps.of(uses);
        boolean foreignCheckout = uses.startsWith("actions/checkout@")
                && with.containsKey("repository")
                && !with.get("repository")
                        .equals(state.session.request().repository().name());
        if (foreignCheckout) {
            throw refused(
                    step, frame, "it checks out " + with.get("repository"), "a local run has only its own repository");
        }
        if (known.isPresent()) {
            KnownSteps.Planned planned = known.get().plan().apply(with);
            planned.post()
                    .ifPresent(p -> waiting.put(
                            info.id(),
                            new Post(
                                    post(info),
                                    frame,
                                    step,
                                    "",
                                    new Work.Own(p),
                                    own,
                                    new LinkedHashMap<>(),
                                    "",
                                    true)));
            return made(
                    frame,
                    info,
                    new Work.Own(planned.main()),
                    own,
                    ".",
                    List.of(),
                    common,
                    new LinkedHashMap<>(),
                    Optional.of(planned),
                    "");
        }
        Path folder = folder(frame, uses, step);
        ActionFile action = ActionFile.read(state.place, folder)
                .orElseThrow(() -> refused(step, frame, "there is no action.yml in " + folder, "is the path right?"));
        return action(frame, step, info, own, with, action, common);
    }

    private Path folder(Frame frame, String uses, Node step) {
        if (uses.startsWith("./") || uses.startsWith("../")) {
            return state.place.workspace().resolve(uses).normalize();
        }
        return new ActionRef(uses)
                .find(state.session.request())
                .orElseThrow(() -> refused(step, frame, "the action is not at hand: " + uses, ActionRef.mirror(uses)));
    }

    private SlipwayException refused(Node step, Frame frame, String why, String fix) {
        return Problem.input(why, step.span().in(frame.file), why, fix).asException();
    }

    private Product action(
            Frame frame,
            Node step,
            StepInfo info,
            Map<String, String> own,
            Map<String, String> with,
            ActionFile action,
            Common common) {
        Eval eval = state.eval(frame, own);
        Map<String, String> inputs = new LinkedHashMap<>();
        action.root()
                .entriesAt("inputs")
                .forEach(e -> e.value()
                        .at("default")
                        .ifPresent(d -> inputs.put(e.key().value().toLowerCase(Locale.ROOT), eval.text(d))));
        with.forEach((k, v) -> inputs.put(k.toLowerCase(Locale.ROOT), v));
        String using = action.using();
        if (using.equals("composite")) {
            return composite(frame, step, own, inputs, action, common);
        }
        if (using.startsWith("node")) {
            return script(frame, step, info, inputs(own, inputs), action, common);
        }
        String image = action.root().textAt("runs", "image").orElse("");
        if (using.equals("docker") && image.startsWith("docker://")) {
            List<String> words = new ArrayList<>();
            Eval inside = new Eval(action.file(), eval.scope());
            action.root().listAt("runs", "args").forEach(a -> words.add(inside.text(a)));
            Work work = new Work.Container(
                    image.substring(9),
                    words,
                    action.root().textAt("runs", "entrypoint").orElse(""),
                    List.of());
            String folder = action.folder().toString();
            return made(
                    frame,
                    info,
                    work,
                    inputs(own, inputs),
                    ".",
                    List.of(),
                    common,
                    new LinkedHashMap<>(),
                    Optional.empty(),
                    folder);
        }
        throw refused(
                step,
                frame,
                "actions that run with " + (using.isEmpty() ? "nothing" : using) + " are not supported yet",
                "use another action, or run its commands yourself");
    }

    private Entered composite(
            Frame frame,
            Node step,
            Map<String, String> own,
            Map<String, String> inputs,
            ActionFile action,
            Common common) {
        Map<String, Value> values = new LinkedHashMap<>();
        action.root().entriesAt("inputs").forEach(e -> values.put(e.key().value(), Value.of("")));
        Value.Obj object = new Value.Obj(values);
        for (var input : inputs.entrySet()) {
            object = object.with(input.getKey(), Value.of(input.getValue()));
        }
        return new Entered(new Frame(
                action.file(),
                action.root().listAt("runs", "steps"),
                Optional.of(new Frame.Composite(
                        frame,
                        step,
                        common.id(),
                        action.root(),
                        action.folder().toString(),
                        new ActionRef(step.textAt("uses").orElse("")).repository(),
                        object,
                        state.variables(frame, own),
                        common.tolerated()))));
    }

    /** A JavaScript action: its main part now, its post part when the job ends. */
    private Made script(
            Frame frame, Node step, StepInfo info, Map<String, String> all, ActionFile action, Common common) {
        Map<String, String> kept = preStates.getOrDefault(step, new LinkedHashMap<>());
        String folder = action.folder().toString();
        String condition = action.root().textAt("runs", "post-if").orElse("always()");
        action.root()
                .textAt("runs", "post")
                .ifPresent(p -> waiting.put(
                        info.id(),
                        new Post(post(info), frame, step, condition, node(action, p), all, kept, folder, false)));
        Work main = node(action, action.root().textAt("runs", "main").orElse("index.js"));
        return made(frame, info, main, all, ".", List.of(), common, kept, Optional.empty(), folder);
    }

    private static Work node(ActionFile action, String script) {
        return new Work.Program(
                List.of("node", action.folder().resolve(script).normalize().toString()));
    }

    private static Map<String, String> inputs(Map<String, String> own, Map<String, String> with) {
        Map<String, String> all = new LinkedHashMap<>(own);
        with.forEach((k, v) -> all.put("INPUT_" + k.replace(' ', '_').toUpperCase(Locale.ROOT), v));
        return all;
    }

    private Made made(
            Frame frame,
            StepInfo info,
            Work work,
            Map<String, String> own,
            String folder,
            List<NewFile> files,
            Common common,
            Map<String, String> kept,
            Optional<KnownSteps.Planned> known,
            String actionPath) {
        Pending.Files commands = Pending.Files.in(state.place.temporary().resolve("_commands"), info.id());
        List<NewFile> all = new ArrayList<>(files);
        List<Path> reads = new ArrayList<>();
        if (!(work instanceof Work.Own)) {
            for (Path path : List.of(
                    commands.output(), commands.environment(), commands.path(), commands.state(), commands.summary())) {
                all.add(new NewFile(path, "", false));
                reads.add(path);
            }
            if (!eventWritten) {
                eventWritten = true;
                all.add(new NewFile(state.eventFile(), state.eventJson(), false));
            }
        }
        String action = actionPath.isEmpty()
                ? frame.composite.map(Frame.Composite::folder).orElse("")
                : actionPath;
        Map<String, String> environment = state.environment(frame, own, commands, action);
        environment.put("GITHUB_ACTION", common.id().isEmpty() ? "__run_" + info.id() : common.id());
        StepPlan plan = new StepPlan(info, work, environment, Path.of(folder), all, reads, common.timeout(), 1);
        return new Made(plan, new Pending(info, frame, common.id(), common.tolerated(), commands, kept, known));
    }

    /** A step that cannot be made is one that fails with the reason. */
    Made failing(Frame frame, Node step, SlipwayException why) {
        StepInfo info = info(frame, step);
        List<String> lines = new ArrayList<>();
        why.problems().forEach(p -> {
            lines.add("Error: " + p.what());
            if (!p.cause().isEmpty() && !p.cause().equals(p.what())) {
                lines.add("  " + p.cause());
            }
            lines.add("  " + p.fix());
        });
        boolean tolerated =
                step.textAt("continue-on-error").filter("true"::equals).isPresent();
        return made(
                frame,
                info,
                new Work.Own(new Builtin.Say(lines, 1)),
                Map.of(),
                ".",
                List.of(),
                new Common(step.textAt("id").orElse(""), tolerated, Timeout.none()),
                new LinkedHashMap<>(),
                Optional.empty(),
                "");
    }

    // --- before and after ------------------------------------------------------------------------------------------

    /** What foreign JavaScript actions do before the first step. */
    List<Made> pres(Frame root) {
        List<Made> all = new ArrayList<>();
        for (Node step : root.steps) {
            String uses = step.textAt("uses").orElse("");
            boolean foreign = !uses.isEmpty()
                    && !uses.startsWith(".")
                    && !uses.startsWith("docker:")
                    && KnownSteps.of(uses).isEmpty();
            Optional<ActionFile> action = foreign
                    ? new ActionRef(uses).find(state.session.request()).flatMap(f -> ActionFile.read(state.place, f))
                    : Optional.empty();
            action.flatMap(a -> a.root().textAt("runs", "pre")).ifPresent(pre -> {
                StepInfo main = info(root, step);
                StepInfo info = new StepInfo("pre " + main.id(), "Pre " + main.title(), Phase.PRE, main.place());
                Map<String, String> kept = new LinkedHashMap<>();
                preStates.put(step, kept);
                Map<String, String> with = step.at("with")
                        .map(w -> state.eval(root, Map.of()).texts(w))
                        .orElse(Map.of());
                all.add(made(
                        root,
                        info,
                        node(action.get(), pre),
                        inputs(Map.of(), with),
                        ".",
                        List.of(),
                        new Common("", false, Timeout.none()),
                        kept,
                        Optional.empty(),
                        action.get().folder().toString()));
            });
        }
        return all;
    }

    private static StepInfo post(StepInfo main) {
        return new StepInfo("post " + main.id(), "Post " + main.title().strip(), Phase.POST, main.place());
    }

    /** A main part that ran has its post part done at the end. */
    void mainEnded(Pending step, StepEnd end, Result outcome) {
        Post post = waiting.remove(step.info.id());
        boolean exactHit = "true".equals(end.values().get("cache-hit"));
        if (post != null && !(post.work() instanceof Work.Own && (exactHit || outcome.failed()))) {
            posts.push(post);
        }
    }

    /** The next post part whose condition holds. */
    Optional<Made> nextPost(Frame root) {
        for (Post post = posts.poll(); post != null; post = posts.poll()) {
            boolean runs = post.onlySuccess()
                    ? state.eval(root, Map.of()).scope().status("success", List.of())
                    : state.eval(root, Map.of()).condition(post.condition(), post.at());
            if (runs) {
                Map<String, String> own = new LinkedHashMap<>(post.own());
                post.state().forEach((k, v) -> own.put("STATE_" + k, v));
                return Optional.of(made(
                        root,
                        post.info(),
                        post.work(),
                        own,
                        ".",
                        List.of(),
                        new Common("", false, Timeout.none()),
                        post.state(),
                        Optional.empty(),
                        post.folder()));
            }
        }
        return Optional.empty();
    }
}
