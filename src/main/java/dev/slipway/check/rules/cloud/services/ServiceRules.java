package dev.slipway.check.rules.cloud.services;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about single services: one line a topic. */
public final class ServiceRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    ApiRules.ALL,
                    EdgeRules.ALL,
                    DataServiceRules.ALL,
                    ComputeServiceRules.ALL,
                    IdentityServiceRules.ALL)
            .flatMap(List::stream)
            .toList();

    private ServiceRules() {}
}
