package dev.slipway.check.rules.terraform;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about Terraform itself: one line each. */
public final class TerraformRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of();

    private TerraformRules() {}
}
