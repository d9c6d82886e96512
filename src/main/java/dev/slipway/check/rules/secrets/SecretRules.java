package dev.slipway.check.rules.secrets;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about secrets: one line each. */
public final class SecretRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of(
            new PrivateKey(),
            new AwsKey(),
            new GithubToken(),
            new ServiceToken(),
            new UrlCredentials(),
            new PasswordAssigned(),
            new CommittedDotenv());

    private SecretRules() {}
}
