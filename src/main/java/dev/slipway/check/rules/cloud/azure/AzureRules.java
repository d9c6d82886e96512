package dev.slipway.check.rules.cloud.azure;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Azure resources: one line a service. */
public final class AzureRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    AksRules.ALL,
                    AppServiceRules.ALL,
                    AzureAuditRules.ALL,
                    AzureDatabaseRules.ALL,
                    AzureMonitorRules.ALL,
                    AzureNetworkRules.ALL,
                    AzureStorageRules.ALL,
                    KeyVaultRules.ALL)
            .flatMap(List::stream)
            .toList();

    private AzureRules() {}
}
