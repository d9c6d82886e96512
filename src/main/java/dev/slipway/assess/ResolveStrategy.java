package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Confidence;
import dev.slipway.base.EnvName;
import dev.slipway.intent.Declaration;
import dev.slipway.intent.Given;
import dev.slipway.intent.Intent.Role;
import dev.slipway.intent.Intent.StrategyIntent;
import dev.slipway.intent.Intent.StrategyIntent.Kind;
import dev.slipway.intent.Resolved;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a new version of a service comes in. */
record ResolveStrategy(Given<Declaration.Strategy> declared, EnvName environment) {
    /** Percent of errors that absolute evidence tolerates when no objective is declared. */
    private static final double MAX_ERROR_PERCENT = 2;

    /** Below it a few hundred requests cannot tell good from bad. */
    private static final double LEAST_ERROR_PERCENT = 1;

    private static final List<Integer> STEPS = List.of(10, 50, 100);

    /** On one machine verification requests give the evidence at once; elsewhere visitors do. */
    private static final Duration LOCAL_DWELL = Duration.ofSeconds(2);

    private static final Duration DWELL = Duration.ofSeconds(60);
    private static final Duration LOCAL_WARMUP = Duration.ofSeconds(1);
    private static final Duration WARMUP = Duration.ofSeconds(5);

    Resolved<StrategyIntent> of(Role role, Optional<Component> component, Given<Double> availabilityPercent) {
        boolean local = environment.equals(EnvName.LOCAL);
        Optional<Declaration.Strategy> wish = declared.toOptional();
        boolean fixedPort = component.filter(ResolveStrategy::fixedPort).isPresent();
        Kind custom = fixedPort || component.filter(ResolveStrategy::localState).isPresent()
                ? Kind.RECREATE
                : role.routed() ? Kind.CANARY : Kind.ROLLING;
        Kind kind = wish.flatMap(w -> w.kind().toOptional())
                .filter(k -> role.routed() || k != Kind.CANARY)
                .filter(k -> !fixedPort || k == Kind.RECREATE)
                .orElse(custom);
        double errors = availabilityPercent
                .toOptional()
                .map(a -> Math.max(LEAST_ERROR_PERCENT, 100 - a))
                .orElse(MAX_ERROR_PERCENT);
        StrategyIntent strategy = new StrategyIntent(
                kind,
                kind == Kind.CANARY ? wish.flatMap(w -> w.steps().toOptional()).orElse(STEPS) : List.of(),
                wish.flatMap(w -> w.dwell().toOptional()).orElse(local ? LOCAL_DWELL : DWELL),
                wish.flatMap(w -> w.bake().toOptional()).orElse(Duration.ZERO),
                wish.flatMap(w -> w.warmup().toOptional()).orElse(local ? LOCAL_WARMUP : WARMUP),
                wish.flatMap(w -> w.maxErrorPercent().toOptional()).orElse(errors));
        if (declared instanceof Given.Value<Declaration.Strategy> v) {
            return Resolved.declared(strategy, v.place());
        }
        String reason = switch (kind) {
            case CANARY -> "it answers requests, so traffic can be shifted in steps";
            case ROLLING -> "it answers no requests: one instance at a time";
            case RECREATE ->
                fixedPort
                        ? "its port is fixed in code: two versions cannot run beside each other on one machine"
                        : "it keeps state in a local file: two versions must not write at once";
            case BLUE_GREEN -> "declared";
        };
        return Resolved.byDefault(strategy, reason);
    }

    /** Whether a component listens on one port whatever it is told, so that one instance at a time can run here. */
    static boolean fixedPort(Component c) {
        return c.role().known().filter(Role::routed).isPresent()
                && c.recipe().fixedPort().isPresent();
    }

    /** Whether a component writes to a database file of its own. */
    static boolean localState(Component c) {
        return c.needs().stream()
                .anyMatch(n -> n instanceof Fact.Known<String> k
                        && k.value().equals("sqlite")
                        && k.confidence().value() >= Confidence.MEDIUM.value());
    }
}
