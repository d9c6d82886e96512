package dev.slipway.check.rules.compose;

import dev.slipway.check.Rule;
import java.util.List;

/** The rules about Compose files: one line each. */
public final class ComposeRules {
    /** In a fixed order. */
    public static final List<Rule> ALL = List.of(
            new Privileged(),
            new HostNamespace(),
            new EngineSocket(),
            new SensitiveMount(),
            new AllCapabilities(),
            new PlainSecret(),
            new ComposeFloatingTag(),
            new PublishedDatabase(),
            new NoRestart(),
            new NoComposeHealthcheck(),
            new UndefinedReference(),
            new PortClash(),
            new SecurityDisabled());

    private ComposeRules() {}
}
