package dev.slipway.check.rules.ansible;

import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules about Ansible itself: one line a topic. */
public final class AnsibleRules {
    /** In a fixed order. */
    public static final List<Rule> ALL =
            Stream.of(TaskRules.ALL, ConfigRules.ALL).flatMap(List::stream).toList();

    private AnsibleRules() {}
}
