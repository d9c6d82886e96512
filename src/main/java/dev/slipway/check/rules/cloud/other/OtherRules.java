package dev.slipway.check.rules.cloud.other;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about other cloud resources: one line a service. */
public final class OtherRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(AlibabaRules.ALL, OtherCloudRules.ALL)
            .flatMap(List::stream)
            .toList();

    private OtherRules() {}
}
