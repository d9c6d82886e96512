package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.github.GithubJob;
import dev.slipway.pipeline.dialect.github.expr.JsonValues;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as one JSON object on a line. */
public final class PlanJson {
    private PlanJson() {}

    /** Writes it. */
    public static String write(GithubPlan plan) {
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("file", Value.of(plan.workflow().file()));
        all.put("dialect", Value.of("github"));
        all.put("name", Value.of(plan.runName()));
        all.put("event", plan.github().get("event_name").orElse(Value.NULL));
        all.put("triggered", Value.of(plan.triggered()));
        all.put("reason", Value.of(plan.reason()));
        all.put("inputs", plan.inputs());
        all.put("jobs", new Value.Arr(plan.jobs().stream().map(PlanJson::job).toList()));
        all.put(
                "problems",
                new Value.Arr(plan.mistakes().stream().map(PlanJson::mistake).toList()));
        return JsonValues.write(new Value.Obj(all));
    }

    private static Value job(GithubPlan.Job job) {
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("id", Value.of(job.id()));
        all.put("job", Value.of(job.source().id()));
        all.put("name", Value.of(job.name()));
        all.put("type", Value.of(job.source().work() instanceof GithubJob.Work.Call ? "reusableWorkflowJob" : "job"));
        if (job.source().work() instanceof GithubJob.Work.Call call) {
            all.put("uses", Value.of(call.workflow()));
        }
        all.put("stage", Value.of(job.stage()));
        all.put("needs", texts(job.needs()));
        all.put("matrix", job.matrix());
        if (!job.fanout().isEmpty()) {
            all.put("fanout", Value.of(job.fanout()));
        }
        all.put("condition", Value.of(job.condition()));
        all.put("foreseen", Value.of(job.foreseen().name().toLowerCase(Locale.ROOT)));
        all.put("runsOn", job.runsOn());
        all.put("steps", new Value.Arr(job.steps().stream().map(PlanJson::step).toList()));
        return new Value.Obj(all);
    }

    private static Value step(GithubPlan.Step step) {
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("id", Value.of(step.id()));
        all.put("name", Value.of(step.name()));
        all.put(step.kind(), Value.of(step.what()));
        all.put("condition", Value.of(step.condition()));
        return new Value.Obj(all);
    }

    private static Value mistake(Mistake m) {
        Map<String, Value> all = new LinkedHashMap<>();
        all.put("file", Value.of(m.place().file()));
        all.put("line", Value.of(m.place().line()));
        all.put("column", Value.of(m.place().column()));
        all.put("message", Value.of(m.message()));
        all.put("kind", Value.of(m.kind()));
        return new Value.Obj(all);
    }

    private static Value texts(List<String> texts) {
        List<Value> values = new ArrayList<>();
        texts.forEach(t -> values.add(Value.of(t)));
        return new Value.Arr(values);
    }
}
