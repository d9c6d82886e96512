package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.base.Scope;
import dev.slipway.intent.Intent;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * May it go? The same gates outside of a plan, for {@code slipway ready}.
 *
 * @param verdicts one a gate
 */
public record Readiness(Scope scope, Digest subject, List<Verdict> verdicts) {
    public Readiness {
        verdicts = List.copyOf(verdicts);
    }

    /** Asks the five gates and those that the environment adds. */
    public static Readiness of(
            Scope scope,
            Digest subject,
            Intent.Environment environment,
            EvidenceStore store,
            TrustedKeys keys,
            Clock clock) {
        List<GateId> gates = Stream.concat(GateId.FIXED.stream(), environment.gates().stream())
                .distinct()
                .toList();
        GateInput input = new GateInput(
                gates,
                subject,
                List.of(scope.key()),
                environment,
                Map.of(),
                store.about(subject),
                keys,
                clock.instant());
        return new Readiness(scope, subject, Gates.evaluate(input));
    }

    /** Whether all gates are open. */
    public boolean ready() {
        return verdicts.stream().allMatch(Verdict::open);
    }
}
