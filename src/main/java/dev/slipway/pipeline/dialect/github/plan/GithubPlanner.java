package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.Trigger;
import dev.slipway.pipeline.dialect.github.expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workflow and an event to a plan. */
public final class GithubPlanner {
    private GithubPlanner() {}

    /** Plans; also where the event does not start the workflow, for then the plan says why and what would be. */
    public static GithubPlan plan(GithubWorkflow workflow, PlanRequest request, Sources sources) {
        List<Mistake> mistakes = new ArrayList<>();
        Optional<String> refusal = new EventFilter().refusal(workflow, request.event());
        Value.Obj inputs = inputs(workflow, request, mistakes);
        Value.Obj github = Contexts.github(workflow, request, inputs);
        Map<String, Value> vars = new LinkedHashMap<>();
        request.vars().forEach((name, value) -> vars.put(name, Value.of(value)));
        Contexts contexts = new Contexts(github, inputs, new Value.Obj(vars));
        List<GithubPlan.Job> jobs = new Expansion(sources, mistakes).jobs(workflow, contexts);
        String runName = workflow.runName().isPresent()
                ? workflow.runName().textIn(contexts.scope())
                : workflow.name().text();
        return new GithubPlan(
                workflow,
                refusal.isEmpty(),
                refusal.orElse(""),
                runName,
                github,
                inputs,
                contexts.vars(),
                jobs,
                mistakes);
    }

    /** Why an event does not start a workflow; empty when it does. */
    public static Optional<String> refusal(GithubWorkflow workflow, GithubEvent event) {
        return new EventFilter().refusal(workflow, event);
    }

    private static Value.Obj inputs(GithubWorkflow workflow, PlanRequest request, List<Mistake> mistakes) {
        Map<String, Value> given = new LinkedHashMap<>(request.inputs());
        request.event().payload().get("inputs").ifPresent(p -> {
            if (p instanceof Value.Obj o) {
                o.fields().forEach(given::putIfAbsent);
            }
        });
        String event = request.event().name();
        Optional<Trigger> trigger =
                workflow.trigger(event).filter(t -> event.equals("workflow_dispatch") || event.equals("workflow_call"));
        if (trigger.isEmpty()) {
            return new Value.Obj(request.inputs());
        }
        return Inputs.typed(trigger.get(), new Value.Obj(given), Place.of(workflow.file()), mistakes);
    }
}
