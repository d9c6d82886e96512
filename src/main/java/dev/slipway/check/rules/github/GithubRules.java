package dev.slipway.check.rules.github;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about GitHub Actions: a list each for what they are about. */
public final class GithubRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    Injection.ALL,
                    Triggers.ALL,
                    Pinning.ALL,
                    Permissions.ALL,
                    SecretUse.ALL,
                    Gates.ALL,
                    Correctness.ALL)
            .<Rule>flatMap(List::stream)
            .toList();

    private GithubRules() {}
}
