package dev.slipway.pipeline.dialect.gitlab;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The variables of a job, the stronger over the weaker (GitLab documentation, "CI/CD variable precedence"): given ones, then
 * those of rules and matrix, of the job, of the file, then predefined ones.
 */
public final class GitlabVariables {
    private GitlabVariables() {}

    /** Those that hold for the file. */
    static Map<String, String> ofFile(GitlabConfig config, GitlabContext context, Map<String, String> workflow) {
        Map<String, String> all = new LinkedHashMap<>(context.predefined());
        all.putAll(config.variables());
        all.putAll(workflow);
        all.putAll(context.given());
        return Variables.expandAll(all, Set.copyOf(config.raw()));
    }

    /** Those of a job while the pipeline is made. */
    static Map<String, String> of(GitlabConfig config, GitlabContext context, GitlabJob job, Map<String, String> over) {
        return of(config, context, job, over, Map.of());
    }

    /**
     * Those of a job.
     *
     * @param over of workflow, rules and matrix
     * @param reports of the dotenv reports of jobs before it
     */
    public static Map<String, String> of(
            GitlabConfig config,
            GitlabContext context,
            GitlabJob job,
            Map<String, String> over,
            Map<String, String> reports) {
        Map<String, String> all = new LinkedHashMap<>(context.predefined());
        all.put("CI_JOB_NAME", job.name());
        all.put("CI_JOB_STAGE", job.stage());
        job.node()
                .textAt("environment")
                .or(() -> job.node().textAt("environment", "name"))
                .ifPresent(e -> all.put("CI_ENVIRONMENT_NAME", e));
        config.variables().forEach((name, value) -> {
            if (job.inherits().takes(name)) {
                all.put(name, value);
            }
        });
        all.putAll(job.variables());
        all.putAll(over);
        all.putAll(reports);
        all.putAll(context.given());
        Set<String> raw = new HashSet<>(config.raw());
        raw.addAll(job.raw());
        return Variables.expandAll(all, raw);
    }
}
