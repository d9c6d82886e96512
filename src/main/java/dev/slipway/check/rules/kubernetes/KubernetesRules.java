package dev.slipway.check.rules.kubernetes;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about Kubernetes objects: one line each. */
public final class KubernetesRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of();

    private KubernetesRules() {}
}
