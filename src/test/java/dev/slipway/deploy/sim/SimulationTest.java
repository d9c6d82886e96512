package dev.slipway.deploy.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.deploy.rollout.Decision;
import dev.slipway.deploy.rollout.Effect;
import dev.slipway.deploy.rollout.Ending;
import dev.slipway.deploy.rollout.RolloutMachine;
import dev.slipway.deploy.rollout.RolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = Integer.getInteger("slipway.seeds", 2_500);

    private static void assertHolds(Simulation.Outcome outcome) {
        assertThat(outcome.violations())
                .as(() -> "replay with -Dslipway.seed=" + outcome.seed() + "\n" + String.join("\n", outcome.trace()))
                .isEmpty();
    }

    @Test
    void everyPromiseHoldsInEverySimulatedWorld() {
        Long one = Long.getLong("slipway.seed");
        if (one != null) {
            Simulation.Outcome outcome = Simulation.run(one);
            System.err.println(String.join("\n", outcome.trace()));
            assertHolds(outcome);
            return;
        }
        Map<String, Integer> ends = new TreeMap<>();
        int kills = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Simulation.Outcome outcome = Simulation.run(seed);
            assertHolds(outcome);
            ends.merge(outcome.end(), 1, Integer::sum);
            kills += outcome.kills();
        }
        System.err.println("SimulationTest seeds 1 to " + SEEDS + ": " + ends + ", " + kills + " kills");
        // The worlds are varied enough to reach all three ends often.
        assertThat(ends).hasSize(3).allSatisfy((end, count) -> assertThat(count).isGreaterThan(SEEDS / 50));
        assertThat(kills).isGreaterThan(SEEDS);
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(Simulation.run(seed)).isEqualTo(Simulation.run(seed));
        }
    }

    @Test
    void aMachineThatStopsTheOldVersionBeforeTheRouteIsSeenIsCaught() {
        assertCaught((rollout, state, seen, now, command) -> {
            Decision decision = RolloutMachine.decide(rollout, state, seen, now, command);
            if (!(decision.state() instanceof RolloutState.Promoting p)) {
                return decision;
            }
            Ending ending =
                    new Ending(Ending.Outcome.PROMOTED, "", false, p.progress().evidence());
            List<Effect> effects = new ArrayList<>(decision.effects());
            effects.add(new Effect.StopInstances("broken/stop/1", rollout.old(), 0));
            return new Decision(new RolloutState.Stopping(p.progress(), ending), effects, decision.pollAfter());
        });
    }

    @Test
    void aMachineThatPassesEveryStepIsCaught() {
        assertCaught((rollout, state, seen, now, command) -> {
            Decision decision = RolloutMachine.decide(rollout, state, seen, now, command);
            return decision.state() instanceof RolloutState.Judging j
                    ? new Decision(new RolloutState.Promoting(j.progress()), decision.effects(), decision.pollAfter())
                    : decision;
        });
    }

    @Test
    void aMachineThatForgetsToWaitForReadyInstancesIsCaught() {
        assertCaught((rollout, state, seen, now, command) -> {
            Decision decision = RolloutMachine.decide(rollout, state, seen, now, command);
            if (!(decision.state() instanceof RolloutState.Starting s)
                    || rollout.old().isEmpty()
                    || decision.effects().isEmpty()) {
                return decision;
            }
            List<Effect> effects = new ArrayList<>(decision.effects());
            effects.add(new Effect.SetRoute(
                    "broken/route/1",
                    new dev.slipway.deploy.rollout.RouteGoal(
                            List.of(new dev.slipway.deploy.rollout.Weight(rollout.release(), 10_000)),
                            rollout.old(),
                            true)));
            return new Decision(new RolloutState.Routing(s.progress()), effects, decision.pollAfter());
        });
    }

    @Test
    void aMachineThatNeverGivesUpIsCaught() {
        assertCaught((rollout, state, seen, now, command) -> {
            Decision decision = RolloutMachine.decide(rollout, state, seen, now, command);
            return decision.state() instanceof RolloutState.Aborting
                    ? new Decision(state, List.of(), decision.pollAfter())
                    : decision;
        });
    }

    private static void assertCaught(Simulation.Decider broken) {
        int caught = 0;
        for (long seed = 1; seed <= 60; seed++) {
            caught += Simulation.run(seed, broken).violations().isEmpty() ? 0 : 1;
        }
        assertThat(caught).isGreaterThan(3);
    }
}
