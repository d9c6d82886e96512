package dev.slipway.pipeline.dialect.gitlab.run;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.pipeline.dialect.gitlab.GitlabConfig;
import dev.slipway.pipeline.dialect.gitlab.GitlabContext;
import dev.slipway.pipeline.dialect.gitlab.GitlabPlan;
import dev.slipway.pipeline.session.RunDialect;
import dev.slipway.pipeline.session.RunRequest;
import dev.slipway.pipeline.session.Session;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs GitLab pipelines. */
public final class GitlabRunDialect implements RunDialect {
    private static final Span NOWHERE = new Span(1, 1, 0, 0);

    @Override
    public String id() {
        return "gitlab";
    }

    @Override
    public boolean detects(String path, String text) {
        return path.matches("(.*/)?[^/]*\\.gitlab-ci\\.ya?ml");
    }

    /** Rules and {@code workflow} decide job by job: a pipeline without jobs is none. */
    @Override
    public boolean triggeredBy(RunRequest request) {
        GitlabConfig config = config(request);
        return !config.ok() || !GitlabPlan.of(config, context(request)).jobs().isEmpty();
    }

    @Override
    public Graph graph(RunRequest request) {
        GitlabConfig config = sound(request);
        GitlabPlan plan = GitlabPlan.of(config, context(request));
        List<Map<String, Object>> jobs = new ArrayList<>();
        List<Vertex> vertices = new ArrayList<>();
        for (GitlabPlan.Planned p : plan.jobs()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", p.id());
            one.put("name", p.job().name());
            one.put("stage", p.job().stage());
            one.put("needs", p.needs());
            one.put("when", p.when());
            one.put("allowFailure", p.allowFailure());
            one.put("variables", p.variables());
            jobs.add(one);
            String note = p.when().equals("on_success") ? "" : p.when();
            vertices.add(new Vertex(p.id(), p.id(), p.job().stage(), p.explicit() ? p.needs() : List.of(), note, List.of()));
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("file", request.file());
        all.put("dialect", "gitlab");
        all.put("jobs", jobs);
        all.put("skipped", plan.skipped());
        return new Graph(Json.answerInOrder(all), vertices);
    }

    @Override
    public Session session(RunRequest request) {
        GitlabConfig config = sound(request);
        GitlabContext context = context(request);
        GitlabPlan plan = GitlabPlan.of(config, context);
        refuse(plan.mistakes());
        return new GitlabSession(
                config,
                plan,
                context,
                request.secrets(),
                new LinkedHashSet<>(request.select()),
                true,
                new LinkedHashSet<>(request.select()));
    }

    private static GitlabConfig sound(RunRequest request) {
        GitlabConfig config = config(request);
        refuse(config.mistakes());
        return config;
    }

    private static void refuse(List<Mistake> mistakes) {
        if (!mistakes.isEmpty()) {
            throw new SlipwayException(mistakes.stream()
                    .limit(20)
                    .map(m -> Problem.input(m.message(), m.place(), m.kind(), "correct the file"))
                    .toList());
        }
    }

    private static GitlabConfig config(RunRequest request) {
        Map<String, Node> inputs = new LinkedHashMap<>();
        request.inputs().forEach((k, v) -> inputs.put(k, new Node.Scalar(v, Node.Kind.TEXT, NOWHERE)));
        Map<String, String> variables = new LinkedHashMap<>(predefined(request));
        variables.putAll(request.variables());
        return GitlabConfig.read(request.file(), request.text(), request.sources(), inputs, variables);
    }

    private static GitlabContext context(RunRequest request) {
        Map<String, String> given = new LinkedHashMap<>(request.variables());
        request.secrets().names().forEach(n -> request.secrets().get(n).ifPresent(v -> given.put(n, v)));
        return new GitlabContext(
                predefined(request), given, request.changed(), path -> exists(request, path));
    }

    /** A name without wildcards is looked for; with them it is taken to be there, as the service does past its bound. */
    private static boolean exists(RunRequest request, String path) {
        boolean wild = path.indexOf('*') >= 0 || path.indexOf('?') >= 0;
        return wild || request.sources().local(path).isPresent();
    }

    private static Map<String, String> predefined(RunRequest request) {
        var repository = request.repository();
        String source = request.event().isEmpty() ? "push" : request.event();
        boolean tag = repository.branch().isEmpty() && !repository.tag().isEmpty();
        String branch = repository.branch().isEmpty() ? repository.defaultBranch() : repository.branch();
        String ref = tag ? repository.tag() : branch;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("CI", "true");
        all.put("GITLAB_CI", "true");
        all.put("CI_SERVER", "yes");
        all.put("CI_PIPELINE_SOURCE", source.equals("pull_request") ? "merge_request_event" : source);
        all.put("CI_PIPELINE_ID", String.valueOf(Math.abs((long) request.run().id().hashCode())));
        all.put("CI_PIPELINE_IID", String.valueOf(request.run().number()));
        all.put("CI_COMMIT_SHA", repository.commit());
        all.put("CI_COMMIT_SHORT_SHA", repository.commit().substring(0, Math.min(8, repository.commit().length())));
        all.put("CI_COMMIT_BEFORE_SHA", repository.before());
        all.put("CI_COMMIT_REF_NAME", ref);
        all.put("CI_COMMIT_REF_SLUG", slug(ref));
        all.put("CI_COMMIT_TITLE", repository.message());
        all.put("CI_COMMIT_MESSAGE", repository.message());
        all.put("CI_COMMIT_AUTHOR", repository.actor());
        all.put("CI_DEFAULT_BRANCH", repository.defaultBranch());
        all.put("CI_PROJECT_PATH", repository.name());
        all.put("CI_PROJECT_NAME", repository.name().replaceFirst("^.*/", ""));
        all.put("CI_PROJECT_NAMESPACE", repository.name().replaceFirst("/[^/]*$", ""));
        all.put("CI_PROJECT_PATH_SLUG", slug(repository.name()));
        all.put("CI_PROJECT_URL", repository.server() + "/" + repository.name());
        all.put("CI_SERVER_URL", repository.server());
        all.put("GITLAB_USER_LOGIN", repository.actor());
        Optional.of(repository.tag()).filter(t -> tag).ifPresent(t -> all.put("CI_COMMIT_TAG", t));
        if (source.equals("pull_request") || source.equals("merge_request_event")) {
            all.put("CI_MERGE_REQUEST_IID", "1");
            all.put("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", branch);
            all.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", repository.defaultBranch());
        } else if (!tag) {
            all.put("CI_COMMIT_BRANCH", branch);
        }
        return all;
    }

    private static String slug(String text) {
        String slug = text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        slug = slug.length() > 63 ? slug.substring(0, 63) : slug;
        return slug.replaceAll("^-+|-+$", "");
    }
}
