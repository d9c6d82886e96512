package dev.slipway.check.rules.cloud.azure;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Azure resources: one line a service. */
public final class AzureRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    AzureAuditRules.ALL,
                    AzureDatabaseRules.ALL,
                    AzureNetworkRules.ALL,
                    AzureStorageRules.ALL)
            .flatMap(List::stream)
            .toList();

    private AzureRules() {}
}
