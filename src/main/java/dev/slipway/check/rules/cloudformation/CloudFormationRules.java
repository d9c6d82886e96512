package dev.slipway.check.rules.cloudformation;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about CloudFormation itself: one line each. */
public final class CloudFormationRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of();

    private CloudFormationRules() {}
}
