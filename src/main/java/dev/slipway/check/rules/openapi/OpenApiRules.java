package dev.slipway.check.rules.openapi;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about API descriptions: one line a topic. */
public final class OpenApiRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = Stream.of(
                    SecurityRules.ALL,
                    SchemeRules.ALL,
                    SchemaBounds.ALL,
                    SchemaSense.ALL,
                    ReferenceRules.ALL,
                    ResponseRules.ALL,
                    ParameterRules.ALL,
                    MediaRules.ALL,
                    StructureRules.ALL,
                    ServerRules.ALL)
            .flatMap(List::stream)
            .toList();

    private OpenApiRules() {}
}
