package dev.slipway.check.rules.cloud;

import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.aws.AwsRules;
import java.util.List;

/** The rules about cloud resources in every language: one line each. */
public final class CloudRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = AwsRules.ALL;

    private CloudRules() {}
}
