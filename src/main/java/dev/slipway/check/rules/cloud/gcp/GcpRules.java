package dev.slipway.check.rules.cloud.gcp;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Google Cloud resources: one line a service. */
public final class GcpRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    GcpComputeRules.ALL, GcpDataRules.ALL, GcpNetworkRules.ALL, GcpSqlRules.ALL, GkeRules.ALL)
            .flatMap(List::stream)
            .toList();

    private GcpRules() {}
}
