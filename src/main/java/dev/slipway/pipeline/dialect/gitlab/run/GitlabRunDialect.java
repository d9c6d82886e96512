package dev.slipway.pipeline.dialect.gitlab.run;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.gitlab.GitlabConfig;
import dev.slipway.pipeline.dialect.gitlab.GitlabContext;
import dev.slipway.pipeline.dialect.gitlab.GitlabLinter;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan.Planned;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Session;
import dev.slipway.text.Node;
import dev.slipway.text.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs GitLab CI configurations. */
public final class GitlabRunDialect implements RunDialect {
    private final GitlabLinter linter = new GitlabLinter();

    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public boolean detects(String path, String text) {
        return linter.detects(path, text);
    }

    @Override
    public boolean triggeredBy(RunRequest request) {
        Planning p = plan(request);
        // A file with mistakes is started, so that the start is refused with all of them.
        return !p.mistakes().isEmpty() || !p.plan().jobs().isEmpty();
    }

    @Override
    public Graph graph(RunRequest request) {
        Planning p = plan(request);
        refuse(p.mistakes());
        List<Vertex> vertices = new ArrayList<>();
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (Planned job : p.plan().jobs()) {
            List<String> script = new ArrayList<>(job.job().lines("before_script"));
            script.addAll(job.job().lines("script"));
            String note = job.when().equals("on_success") ? "" : "when: " + job.when();
            vertices.add(new Vertex(job.id(), job.id(), job.job().stage(), job.needs(), note, script));
            jobs.add(json(job, script));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", request.file());
        all.put("dialect", id());
        all.put("stages", p.config().stages());
        all.put("jobs", jobs);
        all.put("skipped", p.plan().skipped());
        return new Graph(Json.answerInOrder(all), vertices);
    }

    private static Map<String, Object> json(Planned job, List<String> script) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", job.id());
        fields.put("name", job.job().name());
        fields.put("stage", job.job().stage());
        fields.put("needs", job.needs());
        fields.put("condition", job.when());
        fields.put("allowFailure", job.allowFailure());
        fields.put("matrix", job.variables());
        fields.put("steps", script);
        return fields;
    }

    @Override
    public Session session(RunRequest request) {
        Planning p = plan(request);
        refuse(p.mistakes());
        Set<String> only = Set.copyOf(request.select());
        return new GitlabSession(p.config(), p.plan(), p.context(), request.secrets(), only, true, only);
    }

    private record Planning(GitlabConfig config, GitlabContext context, GitlabPlan plan, List<Mistake> mistakes) {}

    private static Planning plan(RunRequest request) {
        Map<String, Node> inputs = new LinkedHashMap<>();
        request.inputs().forEach((k, v) -> inputs.put(k, Yaml.parse("input", v).root()));
        GitlabContext context = context(request);
        GitlabConfig config =
                GitlabConfig.read(request.file(), request.text(), request.sources(), inputs, context.predefined());
        GitlabPlan plan = config.ok() ? GitlabPlan.of(config, context) : new GitlabPlan(List.of(), Map.of(), List.of());
        List<Mistake> mistakes = new ArrayList<>(config.mistakes());
        mistakes.addAll(plan.mistakes());
        return new Planning(config, context, plan, mistakes);
    }

    private static void refuse(List<Mistake> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new SlipwayException(mistakes.stream()
                    .limit(20)
                    .map(m -> Problem.input(
                            m.message(), m.place(), m.kind(), "correct the file; `slipway lint` shows all"))
                    .toList());
        }
    }

    /** The predefined variables that a pipeline of this repository has (GitLab documentation, "Predefined variables"). */
    private static GitlabContext context(RunRequest request) {
        RunRequest.Repository r = request.repository();
        Map<String, String> v = new LinkedHashMap<>();
        String source = request.event().isEmpty() ? "push" : request.event();
        String ref = r.tag().isEmpty() || !r.branch().isEmpty() ? r.branch() : r.tag();
        String project = r.name().substring(r.name().lastIndexOf('/') + 1);
        v.put("CI", "true");
        v.put("GITLAB_CI", "true");
        v.put(
                "CI_PIPELINE_SOURCE",
                source.equals("merge_request") || source.equals("pull_request") ? "merge_request_event" : source);
        v.put("CI_PIPELINE_ID", String.valueOf(request.run().number()));
        v.put("CI_PIPELINE_IID", String.valueOf(request.run().number()));
        v.put("CI_JOB_ID", String.valueOf(request.run().number()));
        v.put("CI_COMMIT_SHA", r.commit());
        v.put(
                "CI_COMMIT_SHORT_SHA",
                r.commit().substring(0, Math.min(8, r.commit().length())));
        v.put("CI_COMMIT_BEFORE_SHA", r.before());
        v.put("CI_COMMIT_MESSAGE", r.message());
        v.put("CI_COMMIT_TITLE", r.message().lines().findFirst().orElse(""));
        v.put("CI_COMMIT_REF_NAME", ref);
        v.put("CI_COMMIT_REF_SLUG", slug(ref));
        v.put(r.branch().isEmpty() && !r.tag().isEmpty() ? "CI_COMMIT_TAG" : "CI_COMMIT_BRANCH", ref);
        v.put("CI_DEFAULT_BRANCH", r.defaultBranch());
        v.put("CI_PROJECT_NAME", project);
        v.put("CI_PROJECT_PATH", r.name());
        v.put("CI_PROJECT_PATH_SLUG", slug(r.name()));
        v.put(
                "CI_PROJECT_NAMESPACE",
                r.name().contains("/") ? r.name().substring(0, r.name().lastIndexOf('/')) : "");
        v.put("CI_SERVER_URL", r.server());
        v.put("CI_SERVER_HOST", r.server().replaceFirst("^https?://", ""));
        v.put("CI_PROJECT_URL", r.server() + "/" + r.name());
        v.put("GITLAB_USER_LOGIN", r.actor());
        v.put("GITLAB_USER_NAME", r.actor());
        return new GitlabContext(
                v,
                request.variables(),
                request.changed(),
                glob -> request.sources().local(glob).isPresent()
                        || !request.sources().matching(glob).isEmpty());
    }

    private static String slug(String text) {
        String slug = text.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return slug.length() > 63 ? slug.substring(0, 63) : slug;
    }
}
