package dev.slipway.check.rules.github;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about GitHub Actions: one line each. */
public final class GithubRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of();

    private GithubRules() {}
}
