package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The jobs of one pipeline: rules decided, parallel jobs laid out, needs bound.
 *
 * @param jobs by stage, then as written
 * @param skipped jobs that rules left out, with the reason
 * @param mistakes what GitLab would refuse at this moment, such as the need of a job that rules left out
 */
public record GitlabPlan(List<Planned> jobs, Map<String, String> skipped, List<Mistake> mistakes) {
    public GitlabPlan {
        jobs = List.copyOf(jobs);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * A job of the pipeline.
     *
     * @param id its name, the cell's suffix included
     * @param needs ids of jobs that end before it starts
     * @param explicit whether the needs were written; else they are all jobs of earlier stages
     * @param artifactsFrom ids whose artifacts it gets
     * @param when {@code on_success}, {@code on_failure}, {@code always}, {@code manual} or {@code delayed}
     * @param startIn for delayed ones, as written
     * @param allowFailure whether a failure does not count
     * @param variables from rules and the matrix, over its own
     */
    public record Planned(
            String id,
            GitlabJob job,
            List<String> needs,
            boolean explicit,
            List<String> artifactsFrom,
            String when,
            String startIn,
            boolean allowFailure,
            Map<String, String> variables) {
        public Planned {
            needs = List.copyOf(needs);
            artifactsFrom = List.copyOf(artifactsFrom);
        }
    }

    /** Plans a pipeline of a configuration without mistakes. */
    public static GitlabPlan of(GitlabConfig config, GitlabContext context) {
        return new Planning(config, context).plan();
    }

    /** What rules made of a job. */
    private record Chosen(
            GitlabJob job,
            String when,
            String startIn,
            boolean allowFailure,
            Map<String, String> variables,
            Optional<Node> needs) {}

    private static final class Planning {
        private final GitlabConfig config;
        private final GitlabContext context;
        private final Rules rules;
        private final Map<String, Chosen> chosen = new LinkedHashMap<>();
        private final Map<String, List<Matrix.Cell>> cells = new HashMap<>();
        private final Map<String, String> skipped = new LinkedHashMap<>();
        private final List<Mistake> mistakes = new ArrayList<>();

        Planning(GitlabConfig config, GitlabContext context) {
            this.config = config;
            this.context = context;
            this.rules = new Rules(context);
        }

        GitlabPlan plan() {
            Map<String, String> workflow = new LinkedHashMap<>();
            Node rulesOfAll = config.root().at("workflow", "rules").orElse(Trees.empty());
            if (rulesOfAll instanceof Node.Sequence) {
                Rules.Decision d = rules.decide(rulesOfAll, GitlabVariables.ofFile(config, context, Map.of()));
                if (!d.matched() || d.when().equals("never")) {
                    config.jobs().keySet().forEach(j -> skipped.put(j, "workflow:rules create no pipeline"));
                    return new GitlabPlan(List.of(), skipped, mistakes);
                }
                workflow.putAll(d.variables());
            }
            for (GitlabJob job : config.jobs().values()) {
                choose(job, workflow);
            }
            List<Planned> planned = new ArrayList<>();
            for (String stage : config.stages()) {
                for (Chosen c : chosen.values()) {
                    if (c.job().stage().equals(stage)) {
                        lay(c, planned);
                    }
                }
            }
            return new GitlabPlan(planned, skipped, mistakes);
        }

        private void choose(GitlabJob job, Map<String, String> workflow) {
            Map<String, String> known = GitlabVariables.of(config, context, job, workflow);
            String when = job.node().textAt("when").orElse("on_success");
            boolean written = job.node().at("allow_failure").isPresent();
            boolean allow = job.node().textAt("allow_failure").orElse("").equals("true");
            String startIn = job.node().textAt("start_in").orElse("");
            Map<String, String> variables = new LinkedHashMap<>(workflow);
            job.variables().keySet().forEach(variables::remove);
            Optional<Node> needs = job.node().get("needs");
            if (job.node().get("rules").isPresent()) {
                Rules.Decision d = rules.decide(job.node().get("rules").get(), known);
                if (!d.matched()) {
                    skipped.put(job.name(), "no rule matches");
                    return;
                }
                when = d.when().isEmpty() ? when : d.when();
                written |= d.allowFailure().isPresent();
                allow = d.allowFailure().orElse(allow);
                startIn = d.startIn().isEmpty() ? startIn : d.startIn();
                variables.putAll(d.variables());
                needs = d.needs().or(() -> job.node().get("needs"));
            } else if (!rules.onlyExcept(job.node(), known)) {
                skipped.put(job.name(), "only and except leave it out");
                return;
            }
            if (when.equals("never")) {
                skipped.put(job.name(), "when: never");
                return;
            }
            // A manual job of rules blocks; one with when: manual of its own may fail (documentation of "when:
            // manual").
            boolean manual =
                    when.equals("manual") && !written && job.node().get("rules").isEmpty();
            chosen.put(job.name(), new Chosen(job, when, startIn, allow || manual, variables, needs));
            cells.put(job.name(), Matrix.cells(job.node().get("parallel").orElse(Trees.empty())));
        }

        private void lay(Chosen c, List<Planned> out) {
            for (Matrix.Cell cell : cellsOf(c.job().name())) {
                Map<String, String> variables = new LinkedHashMap<>(c.variables());
                variables.putAll(cell.variables());
                List<String> needs = new ArrayList<>();
                List<String> artifacts = new ArrayList<>();
                if (c.needs().isPresent()) {
                    bind(c, cell, needs, artifacts);
                } else {
                    earlier(c.job(), needs);
                    artifacts.addAll(needs);
                }
                if (c.job().node().get("dependencies").isPresent()) {
                    List<String> wanted =
                            Shapes.lines(c.job().node().get("dependencies").get());
                    artifacts.clear();
                    wanted.forEach(w -> cellsOf(w).forEach(x -> artifacts.add(w + x.suffix())));
                }
                out.add(new Planned(
                        c.job().name() + cell.suffix(),
                        c.job(),
                        needs,
                        c.needs().isPresent(),
                        artifacts,
                        c.when(),
                        c.startIn(),
                        c.allowFailure(),
                        variables));
            }
        }

        private List<Matrix.Cell> cellsOf(String name) {
            return cells.getOrDefault(name, List.of());
        }

        private void bind(Chosen c, Matrix.Cell own, List<String> needs, List<String> artifacts) {
            for (Node need : Validation.flat(c.needs().orElse(Trees.empty()))) {
                String name = need instanceof Node.Scalar s
                        ? s.value()
                        : need.textAt("job").orElse("");
                if (name.isEmpty()
                        || need.at("pipeline").isPresent()
                        || need.at("project").isPresent()) {
                    continue;
                }
                if (!chosen.containsKey(name)) {
                    if (!need.textAt("optional").orElse("").equals("true")) {
                        mistakes.add(new Mistake(
                                c.job().place(),
                                "job `" + c.job().name() + "` needs `" + name + "`, which is not in this pipeline: "
                                        + skipped.getOrDefault(name, "there is no such job"),
                                "reference"));
                    }
                    continue;
                }
                for (Matrix.Cell cell : cellsOf(name)) {
                    if (Matrix.selects(need, cell, own.variables())) {
                        needs.add(name + cell.suffix());
                        if (!need.textAt("artifacts").orElse("").equals("false")) {
                            artifacts.add(name + cell.suffix());
                        }
                    }
                }
            }
        }

        private void earlier(GitlabJob job, List<String> needs) {
            Set<String> before = Set.copyOf(config.stages()
                    .subList(0, Math.max(0, config.stages().indexOf(job.stage()))));
            for (Chosen other : chosen.values()) {
                if (before.contains(other.job().stage())) {
                    cellsOf(other.job().name())
                            .forEach(x -> needs.add(other.job().name() + x.suffix()));
                }
            }
        }
    }
}
