package dev.slipway.pipeline.dialect.github;

import dev.slipway.pipeline.dialect.github.GithubJob.Concurrency;
import dev.slipway.pipeline.dialect.github.GithubJob.Defaults;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A workflow as text: reading it again gives the same model but for the places. */
public final class WorkflowPrinter {
    private WorkflowPrinter() {}

    /** Prints a workflow. */
    public static String print(GithubWorkflow workflow) {
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "name", workflow.name());
        put(all, "run-name", workflow.runName());
        all.put("on", triggers(workflow.triggers()));
        put(all, "permissions", workflow.permissions());
        put(all, "env", workflow.env());
        defaults(all, workflow.defaults());
        concurrency(all, workflow.concurrency());
        Map<String, Value> jobs = new LinkedHashMap<>();
        workflow.jobs().forEach(j -> jobs.put(j.id(), job(j)));
        all.put("jobs", new Value.Obj(jobs));
        return YamlText.write(new Value.Obj(all));
    }

    private static void put(Map<String, Value> all, String key, Template template) {
        if (template.isPresent()) {
            all.put(key, template.value());
        }
    }

    private static void put(Map<String, Value> all, String key, String text) {
        if (!text.isEmpty()) {
            all.put(key, Value.of(text));
        }
    }

    private static void put(Map<String, Value> all, String key, Map<String, Value> fields) {
        if (!fields.isEmpty()) {
            all.put(key, new Value.Obj(fields));
        }
    }

    private static Value texts(List<String> texts) {
        List<Value> values = new ArrayList<>();
        texts.forEach(t -> values.add(Value.of(t)));
        return new Value.Arr(values);
    }

    private static void defaults(Map<String, Value> all, Defaults defaults) {
        Map<String, Value> run = new LinkedHashMap<>();
        put(run, "shell", defaults.shell());
        put(run, "working-directory", defaults.workingDirectory());
        if (!run.isEmpty()) {
            all.put("defaults", new Value.Obj(Map.of("run", new Value.Obj(run))));
        }
    }

    private static void concurrency(Map<String, Value> all, Concurrency concurrency) {
        if (!concurrency.cancelInProgress().isPresent() && !concurrency.queue().isPresent()) {
            put(all, "concurrency", concurrency.group());
            return;
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        put(fields, "group", concurrency.group());
        put(fields, "cancel-in-progress", concurrency.cancelInProgress());
        put(fields, "queue", concurrency.queue());
        put(all, "concurrency", fields);
    }

    // --- events ------------------------------------------------------------------------------------------------------

    private static Value triggers(List<Trigger> triggers) {
        Map<String, Value> all = new LinkedHashMap<>();
        triggers.forEach(t -> all.put(t.event(), trigger(t)));
        return new Value.Obj(all);
    }

    private static Value trigger(Trigger t) {
        if (!t.schedules().isEmpty()) {
            return new Value.Arr(
                    t.schedules().stream().map(WorkflowPrinter::schedule).toList());
        }
        Map<String, Value> all = new LinkedHashMap<>();
        t.filters().forEach((key, patterns) -> all.put(key, texts(patterns)));
        Map<String, Value> inputs = new LinkedHashMap<>();
        t.inputs().forEach(i -> inputs.put(i.name(), input(i)));
        put(all, "inputs", inputs);
        Map<String, Value> secrets = new LinkedHashMap<>();
        t.secrets().forEach(s -> {
            Map<String, Value> fields = new LinkedHashMap<>();
            put(fields, "description", s.description());
            fields.put("required", Value.of(s.required()));
            secrets.put(s.name(), new Value.Obj(fields));
        });
        put(all, "secrets", secrets);
        Map<String, Value> outputs = new LinkedHashMap<>();
        t.outputs().forEach(o -> {
            Map<String, Value> fields = new LinkedHashMap<>();
            put(fields, "description", o.description());
            put(fields, "value", o.value());
            outputs.put(o.name(), new Value.Obj(fields));
        });
        put(all, "outputs", outputs);
        return all.isEmpty() ? Value.NULL : new Value.Obj(all);
    }

    private static Value schedule(Trigger.Schedule s) {
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "cron", s.cron());
        put(all, "timezone", s.timezone());
        return new Value.Obj(all);
    }

    private static Value input(Trigger.Input i) {
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "description", i.description());
        put(all, "type", i.type());
        all.put("required", Value.of(i.required()));
        put(all, "default", i.fallback());
        if (!i.options().isEmpty()) {
            all.put("options", texts(i.options()));
        }
        return new Value.Obj(all);
    }

    // --- jobs --------------------------------------------------------------------------------------------------------

    private static Value job(GithubJob job) {
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "name", job.name());
        if (!job.needs().isEmpty()) {
            all.put("needs", job.needs().size() == 1 ? Value.of(job.needs().getFirst()) : texts(job.needs()));
        }
        put(all, "if", job.condition());
        Map<String, Value> strategy = new LinkedHashMap<>();
        put(strategy, "fail-fast", job.strategy().failFast());
        put(strategy, "max-parallel", job.strategy().maxParallel());
        put(strategy, "matrix", job.strategy().matrix());
        put(all, "strategy", strategy);
        put(all, "permissions", job.permissions());
        concurrency(all, job.concurrency());
        switch (job.work()) {
            case GithubJob.Work.Call call -> {
                put(all, "uses", call.workflow());
                put(all, "with", call.with());
                put(all, "secrets", call.secrets());
            }
            case GithubJob.Work.Steps steps -> steps(all, steps);
        }
        return new Value.Obj(all);
    }

    private static void steps(Map<String, Value> all, GithubJob.Work.Steps steps) {
        put(all, "runs-on", steps.runsOn());
        put(all, "environment", steps.environment());
        put(all, "env", steps.env());
        defaults(all, steps.defaults());
        put(all, "outputs", steps.outputs());
        put(all, "container", steps.container());
        put(all, "services", steps.services());
        put(all, "timeout-minutes", steps.timeoutMinutes());
        put(all, "cancel-timeout-minutes", steps.cancelTimeoutMinutes());
        put(all, "continue-on-error", steps.continueOnError());
        put(all, "snapshot", steps.snapshot());
        if (!steps.steps().isEmpty()) {
            all.put(
                    "steps",
                    new Value.Arr(
                            steps.steps().stream().map(WorkflowPrinter::step).toList()));
        }
    }

    private static Value step(GithubStep step) {
        Map<String, Value> all = new LinkedHashMap<>();
        put(all, "name", step.name());
        put(all, "id", step.id());
        put(all, "if", step.condition());
        switch (step.work()) {
            case GithubStep.Work.Run run -> {
                put(all, "run", run.script());
                put(all, "shell", run.shell());
                put(all, "working-directory", run.workingDirectory());
            }
            case GithubStep.Work.Uses uses -> {
                put(all, "uses", uses.action());
                put(all, "with", uses.with());
            }
            case GithubStep.Work.Wait wait ->
                all.put(
                        wait.steps().isEmpty() ? "wait-all" : "wait",
                        wait.steps().isEmpty() ? Value.NULL : texts(wait.steps()));
            case GithubStep.Work.Cancel cancel -> put(all, "cancel", cancel.step());
            case GithubStep.Work.Parallel parallel ->
                all.put(
                        "parallel",
                        new Value.Arr(parallel.steps().stream()
                                .map(WorkflowPrinter::step)
                                .toList()));
        }
        put(all, "env", step.env());
        put(all, "timeout-minutes", step.timeoutMinutes());
        put(all, "continue-on-error", step.continueOnError());
        if (step.background()) {
            all.put("background", Value.of(true));
        }
        return new Value.Obj(all);
    }
}
