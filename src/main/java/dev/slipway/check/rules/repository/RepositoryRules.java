package dev.slipway.check.rules.repository;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about repositories: one line each. */
public final class RepositoryRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of(
            new MissingLockfile(),
            new MissingTests(),
            new MissingHealthCheck(),
            new NoDockerignore(),
            new NoGitignore());

    private RepositoryRules() {}
}
