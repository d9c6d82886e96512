package dev.slipway.check.rules.terraform;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Terraform itself: one line a subject. */
public final class TerraformRules {
    /** In a fixed order. */
    public static final List<Rule> ALL =
            Stream.of(ModuleRules.ALL, VariableRules.ALL).flatMap(List::stream).toList();

    private TerraformRules() {}
}
