package dev.slipway.app;

import dev.slipway.pipeline.dialect.CaseEvaluator;
import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.github.GithubCases;
import dev.slipway.pipeline.dialect.github.GithubLinter;
import dev.slipway.pipeline.dialect.github.run.GithubRunDialect;
import dev.slipway.pipeline.dialect.gitlab.GitlabCases;
import dev.slipway.pipeline.dialect.gitlab.GitlabLinter;
import dev.slipway.pipeline.dialect.gitlab.run.GitlabRunDialect;
import dev.slipway.pipeline.dialect.jenkins.JenkinsLinter;
import dev.slipway.pipeline.session.RunDialect;
import java.util.List;

/** The pipeline languages, literally: one line each. */
public final class Dialects {
    /** What {@code lint} knows; the first that recognises a file takes it. */
    public static final List<Linter> LINTERS = List.of(new GithubLinter(), new GitlabLinter(), new JenkinsLinter());

    /** What {@code eval} knows. */
    public static final List<CaseEvaluator> EVALUATORS = List.of(new GithubCases(), new GitlabCases());

    /** What {@code run} knows. */
    public static final List<RunDialect> RUNNERS = List.of(new GithubRunDialect(), new GitlabRunDialect());

    private Dialects() {}
}
