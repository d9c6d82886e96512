package dev.slipway.check.rules.cloud;

import dev.slipway.check.Rule;
import dev.slipway.check.rules.cloud.aws.AwsRules;
import dev.slipway.check.rules.cloud.azure.AzureRules;
import dev.slipway.check.rules.cloud.gcp.GcpRules;
import dev.slipway.check.rules.cloud.other.OtherRules;
import java.util.List;
import java.util.stream.Stream;

/** The rules about cloud resources in every language: one line each. */
public final class CloudRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(AwsRules.ALL, AzureRules.ALL, GcpRules.ALL, OtherRules.ALL)
            .flatMap(List::stream)
            .toList();

    private CloudRules() {}
}
