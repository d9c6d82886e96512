package dev.slipway.assess.detect;

import dev.slipway.assess.Fact;

/**
 * A declared dependency.
 *
 * @param name as the stack names it: {@code group:artifact}, npm name, normalised Python name, Go module path
 * @param version as declared or locked; empty when it is managed elsewhere
 * @param scope when it is there
 * @param evidence where it is declared
 */
record Dependency(String name, String version, Scope scope, Fact.Evidence evidence) {
    /** When a dependency is there. */
    enum Scope {
        RUNTIME,
        DEVELOPMENT,
        TEST
    }

    boolean runtime() {
        return scope == Scope.RUNTIME;
    }
}
