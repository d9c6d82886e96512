package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.github.GithubLinter;
import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.pipeline.dialect.github.plan.GithubEvent;
import dev.slipway.pipeline.dialect.github.plan.GithubPlan;
import dev.slipway.pipeline.dialect.github.plan.GithubPlanner;
import dev.slipway.pipeline.dialect.github.plan.PlanJson;
import dev.slipway.pipeline.dialect.github.plan.PlanRequest;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Session;
import dev.slipway.text.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs workflows of GitHub Actions. */
public final class GithubRunDialect implements RunDialect {
    private final GithubLinter linter = new GithubLinter();

    @Override
    public String id() {
        return "github";
    }

    @Override
    public boolean detects(String path, String text) {
        return linter.detects(path, text) && !path.matches("(.*/)?action\\.ya?ml");
    }

    @Override
    public boolean triggeredBy(RunRequest request) {
        // A file that cannot be read is started, so that the start is refused with what is wrong.
        return !Yaml.parse(request.file(), request.text()).errors().isEmpty()
                || GithubPlanner.refusal(
                                GithubWorkflow.parse(request.file(), request.text()),
                                event(request, new Facts(request)))
                        .isEmpty();
    }

    private static GithubEvent event(RunRequest request, Facts facts) {
        return new GithubEvent(
                facts.event(),
                facts.payload() instanceof Value.Obj o ? o : new Value.Obj(Map.of()),
                facts.event().equals("pull_request") ? "refs/heads/" + facts.baseRef() : facts.ref(),
                request.changed().orElse(List.of()),
                request.changed().isPresent());
    }

    @Override
    public Graph graph(RunRequest request) {
        Facts facts = new Facts(request);
        Map<String, Value> inputs = new LinkedHashMap<>();
        request.inputs().forEach((k, v) -> inputs.put(k, Value.of(v)));
        GithubEvent event = event(request, facts);
        GithubWorkflow workflow = GithubWorkflow.parse(request.file(), request.text());
        GithubPlan plan = GithubPlanner.plan(
                workflow,
                new PlanRequest(
                        event,
                        facts.github(request.file(), request.file(), Map.of()).fields(),
                        inputs,
                        request.variables()),
                request.sources());
        return new Graph(
                PlanJson.write(plan), plan.jobs().stream().map(j -> vertex(j)).toList());
    }

    private static Vertex vertex(GithubPlan.Job job) {
        String note = switch (job.foreseen()) {
            case RUN -> "";
            case SKIP -> "will be skipped: " + (job.condition().isEmpty() ? "what it needs is" : job.condition());
            case OPEN -> job.condition().isEmpty() ? "" : "if " + job.condition();
        };
        return new Vertex(
                job.id(),
                job.name(),
                job.stage(),
                job.needs(),
                job.fanout().isEmpty() ? note : "as many as " + job.fanout() + " says",
                job.steps().stream().map(GithubPlan.Step::name).toList());
    }

    @Override
    public Session session(RunRequest request) {
        List<Mistake> mistakes = linter.lint(request.file(), request.text(), request.sources()).stream()
                .filter(m -> !linter.isWarning(m.kind()))
                .toList();
        if (!mistakes.isEmpty()) {
            throw new SlipwayException(mistakes.stream()
                    .limit(20)
                    .map(m -> Problem.input(
                            m.message(), m.place(), m.kind(), "correct the file; `slipway lint` shows all"))
                    .toList());
        }
        return new GithubSession(
                request, Yaml.parse(request.file(), request.text()).root());
    }
}
