package dev.slipway.check.rules.cloudformation;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about CloudFormation itself: one line a topic. */
public final class CloudFormationRules {
    /** In a fixed order. */
    public static final List<Rule> ALL =
            Stream.of(SecretRules.ALL, TemplateRules.ALL).flatMap(List::stream).toList();

    private CloudFormationRules() {}
}
