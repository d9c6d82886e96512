package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.GithubJob;
import dev.slipway.pipeline.dialect.github.GithubStep;
import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.Template;
import dev.slipway.pipeline.dialect.github.Trigger;
import dev.slipway.pipeline.dialect.github.check.CalledWorkflows;
import dev.slipway.pipeline.dialect.github.expr.Conditions;
import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Expressions.Outcome;
import dev.slipway.pipeline.dialect.github.expr.Names;
import dev.slipway.pipeline.dialect.github.expr.Scope;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Jobs as written to jobs as they run: a matrix to its cells, a call to the jobs of the called workflow. */
final class Expansion {
    /** Levels of calls, the first workflow included (provider's page "Reuse workflows"). */
    private static final int MAX_LEVELS = 10;

    /** Jobs of one plan; the scheduler's bar is 10,000. */
    private static final int MAX_JOBS = 20_000;

    /** Characters of a job's name in lists. */
    private static final int MAX_NAME = 100;

    private static final Set<String> WITH_MATRIX = Set.of("github", "inputs", "vars", "matrix");

    private static final Value.Obj NO_MATRIX = new Value.Obj(Map.of());

    private final CalledWorkflows called;
    private final Map<String, GithubWorkflow> read = new LinkedHashMap<>();
    private final List<Mistake> mistakes;
    private int count;

    Expansion(Sources sources, List<Mistake> mistakes) {
        this.called = new CalledWorkflows(sources);
        this.mistakes = mistakes;
    }

    List<GithubPlan.Job> jobs(GithubWorkflow workflow, Contexts contexts) {
        return jobs(
                workflow, contexts, new Level("", "", List.of(), List.of(workflow.file()), GithubPlan.Foreseen.RUN));
    }

    /**
     * Where jobs stand.
     *
     * @param stage calling jobs; empty at the top
     * @param names their names for people
     * @param before planned jobs that go before all of this level
     * @param callers the workflows on the way here, this one last
     * @param foreseen of the calling job
     */
    private record Level(
            String stage, String names, List<String> before, List<String> callers, GithubPlan.Foreseen foreseen) {
        int depth() {
            return callers.size();
        }

        List<String> and(String workflow) {
            List<String> more = new ArrayList<>(callers);
            more.add(workflow);
            return List.copyOf(more);
        }
    }

    private List<GithubPlan.Job> jobs(GithubWorkflow workflow, Contexts contexts, Level level) {
        List<GithubPlan.Job> all = new ArrayList<>();
        Map<String, List<String>> planned = new LinkedHashMap<>();
        // Needs may name jobs further down, so ids are found for all of them first.
        List<Cells> cells =
                workflow.jobs().stream().map(j -> cells(j, contexts)).toList();
        Map<String, List<GithubPlan.Job>> byJob = new LinkedHashMap<>();
        for (GithubJob job : inOrder(workflow)) {
            Cells own = cells.get(workflow.jobs().indexOf(job));
            List<String> needs = new ArrayList<>();
            job.needs().forEach(n -> needs.addAll(planned.getOrDefault(lower(n), List.of())));
            List<GithubPlan.Job> jobs = new ArrayList<>();
            for (Value.Obj cell : own.cells()) {
                if (count < MAX_JOBS) {
                    jobs.addAll(
                            one(workflow, job, cell, own, contexts, needs.isEmpty() ? level.before() : needs, level));
                }
            }
            planned.put(lower(job.id()), jobs.stream().map(GithubPlan.Job::id).toList());
            byJob.put(lower(job.id()), jobs);
        }
        workflow.jobs().forEach(j -> all.addAll(byJob.getOrDefault(lower(j.id()), List.of())));
        if (count >= MAX_JOBS && level.depth() == 1) {
            mistakes.add(new Mistake(
                    Place.of(workflow.file()),
                    "the plan holds more than " + MAX_JOBS + " jobs; the rest is left out",
                    "limit"));
        }
        return all;
    }

    /** Jobs after those they need; those in a circle stand where they are written. */
    private static List<GithubJob> inOrder(GithubWorkflow workflow) {
        List<GithubJob> order = new ArrayList<>();
        Set<String> done = new java.util.HashSet<>();
        List<GithubJob> open = new ArrayList<>(workflow.jobs());
        while (!open.isEmpty()) {
            List<GithubJob> ready = open.stream()
                    .filter(j -> j.needs().stream()
                            .allMatch(n ->
                                    done.contains(lower(n)) || workflow.job(n).isEmpty()))
                    .toList();
            List<GithubJob> next = ready.isEmpty() ? List.of(open.getFirst()) : ready;
            next.forEach(j -> done.add(lower(j.id())));
            order.addAll(next);
            open.removeAll(next);
        }
        return order;
    }

    /**
     * A job's cells.
     *
     * @param open the expression that only the run can evaluate; empty otherwise
     */
    private record Cells(List<Value.Obj> cells, boolean matrix, String open) {}

    private Cells cells(GithubJob job, Contexts contexts) {
        Template matrix = job.strategy().matrix();
        if (!matrix.isPresent()) {
            return new Cells(List.of(NO_MATRIX), false, "");
        }
        if (!isKnown(matrix.value(), Contexts.KNOWN)) {
            String text = matrix.value() instanceof Value.Text t ? t.value() : "the matrix as written";
            return new Cells(List.of(NO_MATRIX), true, text);
        }
        return switch (matrix.evaluate(contexts.scope())) {
            case Outcome.Of<Value> of -> {
                List<Value.Obj> cells = Matrices.cells(of.value());
                if (cells.isEmpty()) {
                    mistakes.add(
                            new Mistake(matrix.place(), "the matrix of job '" + job.id() + "' has no cell", "value"));
                }
                yield new Cells(cells, true, "");
            }
            case Outcome.Failed<Value> f -> {
                mistakes.add(new Mistake(matrix.place(), f.message(), "expression"));
                yield new Cells(List.of(), true, "");
            }
        };
    }

    /** Whether all expressions in a value can be evaluated before the run. */
    private static boolean isKnown(Value value, Set<String> known) {
        return switch (value) {
            case Value.Text t ->
                Templates.split(t.value()).parts().stream()
                        .allMatch(p -> Templates.parse(p.text())
                                .toOptional()
                                .filter(e -> isKnown(e, known))
                                .isPresent());
            case Value.Arr a -> a.items().stream().allMatch(i -> isKnown(i, known));
            case Value.Obj o ->
                o.fields().entrySet().stream()
                        .allMatch(e -> isKnown(Value.of(e.getKey()), known) && isKnown(e.getValue(), known));
            case Value.Null n -> true;
            case Value.Bool b -> true;
            case Value.Num n -> true;
        };
    }

    private static boolean isKnown(Expr expr, Set<String> known) {
        boolean here = true;
        if (expr instanceof Expr.Context c) {
            here = known.contains(lower(c.name()));
        } else if (expr instanceof Expr.Call c) {
            here = !Names.SPECIAL.containsKey(lower(c.function()));
        }
        return here && expr.parts().stream().allMatch(p -> isKnown(p, known));
    }

    private List<GithubPlan.Job> one(
            GithubWorkflow workflow,
            GithubJob job,
            Value.Obj cell,
            Cells cells,
            Contexts contexts,
            List<String> needs,
            Level level) {
        String label = cells.matrix() && cells.open().isEmpty() ? " (" + Matrices.label(cell) + ")" : "";
        String id = (level.stage().isEmpty() ? "" : level.stage() + "/") + job.id() + label;
        String name = level.names() + name(job, label, contexts.scope(cell));
        GithubPlan.Foreseen foreseen = foresee(job, contexts, level);
        Optional<GithubWorkflow> target =
                job.work() instanceof GithubJob.Work.Call call ? target(call, job, level) : Optional.empty();
        if (target.isPresent() && job.work() instanceof GithubJob.Work.Call call) {
            Value.Obj inputs = inputs(call, target.get(), contexts.scope(cell), job);
            return jobs(
                    target.get(),
                    contexts.withInputs(inputs),
                    new Level(id, name + " / ", needs, level.and(path(call.workflow())), foreseen));
        }
        count++;
        return List.of(new GithubPlan.Job(
                id,
                name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 3) + "...",
                level.stage(),
                needs,
                cell,
                cells.open(),
                job.condition().text(),
                foreseen,
                runsOn(job, contexts.scope(cell)),
                job.work() instanceof GithubJob.Work.Steps s ? steps(s.steps(), contexts.scope(cell)) : List.of(),
                job,
                workflow,
                contexts.inputs()));
    }

    private static String name(GithubJob job, String label, Scope scope) {
        if (!job.name().isPresent()) {
            return job.id() + label;
        }
        String text = job.name().textIn(scope);
        return job.name().isConstant() ? text + label : text;
    }

    private static GithubPlan.Foreseen foresee(GithubJob job, Contexts contexts, Level level) {
        if (level.foreseen() == GithubPlan.Foreseen.SKIP) {
            return level.foreseen();
        }
        GithubPlan.Foreseen own = Conditions.foresee(job.condition().text(), Contexts.KNOWN, contexts.scope())
                .map(runs -> runs ? GithubPlan.Foreseen.RUN : GithubPlan.Foreseen.SKIP)
                .orElse(GithubPlan.Foreseen.OPEN);
        return own == GithubPlan.Foreseen.RUN ? level.foreseen() : own;
    }

    private static Value runsOn(GithubJob job, Scope scope) {
        return job.work() instanceof GithubJob.Work.Steps s
                ? s.runsOn().evaluate(scope).toOptional().orElse(s.runsOn().value())
                : Value.NULL;
    }

    private Optional<GithubWorkflow> target(GithubJob.Work.Call call, GithubJob job, Level level) {
        Optional<String> text = called.text(call.workflow());
        if (text.isEmpty()) {
            mistakes.add(new Mistake(
                    job.place(), "the called workflow '" + call.workflow() + "' is not at hand", "unsupported"));
            return Optional.empty();
        }
        if (level.depth() >= MAX_LEVELS) {
            mistakes.add(new Mistake(
                    job.place(), "workflows call each other more than " + MAX_LEVELS + " levels deep", "limit"));
            return Optional.empty();
        }
        if (level.callers().contains(path(call.workflow()))) {
            mistakes.add(
                    new Mistake(job.place(), "workflow '" + call.workflow() + "' calls itself: a circle", "cycle"));
            return Optional.empty();
        }
        return Optional.of(read.computeIfAbsent(path(call.workflow()), p -> GithubWorkflow.parse(p, text.get())));
    }

    /** The same for a file of this repository, however it is named. */
    private static String path(String workflow) {
        return workflow.startsWith("./") ? workflow.substring(2) : workflow;
    }

    private Value.Obj inputs(GithubJob.Work.Call call, GithubWorkflow target, Scope scope, GithubJob job) {
        Value.Obj given = new Value.Obj(Map.of());
        if (isKnown(call.with().value(), WITH_MATRIX)
                && call.with().evaluate(scope).toOptional().orElse(Value.NULL) instanceof Value.Obj o) {
            given = o;
        } else if (call.with().value() instanceof Value.Obj o) {
            // What the run alone knows stays an expression of the caller.
            Map<String, Value> mixed = new LinkedHashMap<>();
            o.fields()
                    .forEach((name, value) -> mixed.put(
                            name,
                            isKnown(value, WITH_MATRIX)
                                    ? Templates.evaluate(value, scope)
                                            .toOptional()
                                            .orElse(value)
                                    : value));
            given = new Value.Obj(mixed);
        }
        Optional<Trigger> trigger = target.trigger("workflow_call");
        return trigger.isEmpty() ? given : Inputs.typed(trigger.get(), given, job.place(), mistakes);
    }

    private List<GithubPlan.Step> steps(List<GithubStep> steps, Scope scope) {
        StepIds ids = new StepIds(steps);
        List<GithubPlan.Step> all = new ArrayList<>();
        for (GithubStep step : steps) {
            String id = ids.of(step);
            all.add(
                    switch (step.work()) {
                        case GithubStep.Work.Run run -> {
                            String line = run.script()
                                    .text()
                                    .lines()
                                    .filter(l -> !l.isBlank())
                                    .findFirst()
                                    .orElse("");
                            yield planned(step, id, "run", line, "Run " + line, scope);
                        }
                        case GithubStep.Work.Uses uses ->
                            planned(step, id, "uses", uses.action(), "Run " + uses.action(), scope);
                        case GithubStep.Work.Wait wait -> {
                            String which = wait.steps().isEmpty() ? "all" : String.join(", ", wait.steps());
                            yield planned(step, id, "wait", which, "Wait for " + which, scope);
                        }
                        case GithubStep.Work.Cancel cancel ->
                            planned(step, id, "cancel", cancel.step(), "Cancel " + cancel.step(), scope);
                        case GithubStep.Work.Parallel parallel ->
                            planned(step, id, "parallel", parallel.steps().size() + " steps", "Parallel steps", scope);
                    });
        }
        return all;
    }

    private static GithubPlan.Step planned(
            GithubStep step, String id, String kind, String what, String fallback, Scope scope) {
        String name = step.name().isPresent() && isKnown(step.name().value(), WITH_MATRIX)
                ? step.name().textIn(scope)
                : step.name().isPresent() ? step.name().text() : fallback;
        return new GithubPlan.Step(id, name, kind, what, step.condition().text(), step);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
