package dev.slipway.app;

import dev.slipway.pipeline.dialect.CaseEvaluator;
import dev.slipway.pipeline.dialect.Linter;
import dev.slipway.pipeline.dialect.github.GithubCases;
import dev.slipway.pipeline.dialect.github.GithubLinter;
import dev.slipway.pipeline.dialect.github.run.GithubRunDialect;
import dev.slipway.pipeline.session.RunDialect;
import java.util.List;

/** The pipeline languages, literally: one line each. */
public final class Dialects {
    /** What {@code lint} knows; the first that recognises a file takes it. */
    public static final List<Linter> LINTERS = List.of(new GithubLinter());

    /** What {@code eval} knows. */
    public static final List<CaseEvaluator> EVALUATORS = List.of(new GithubCases());

    /** What {@code run} knows. */
    public static final List<RunDialect> RUNNERS = List.of(new GithubRunDialect());

    private Dialects() {}
}
