package dev.slipway.deploy.sim;

import dev.slipway.deploy.rollout.Command;
import dev.slipway.deploy.rollout.Decision;
import dev.slipway.deploy.rollout.Effect;
import dev.slipway.deploy.rollout.Observation;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.RolloutCodec;
import dev.slipway.deploy.rollout.RolloutMachine;
import dev.slipway.deploy.rollout.RolloutState;
import dev.slipway.deploy.rollout.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One seeded run of a machine in a world full of faults. */
public final class Simulation {
    /** Virtual time by which a rollout has ended, dead control planes not counted, milliseconds. */
    private static final long MUST_END = 10 * 60_000;

    /** Looks by which it has ended; a machine that turns in circles without waiting is caught by this. */
    private static final int MAX_LOOKS = 5_000;

    private final Scenario scenario;
    private final Decider decider;
    private final SplittableRandom random;
    private final World world;
    private final Oracle oracle;
    private final List<Scenario.Order> orders;
    private final List<String> trace = new ArrayList<>();
    private RolloutState state;
    private long epoch = 1;
    private long controlledMillis;
    private int kills;

    /** What is simulated: {@link RolloutMachine#decide}, or a broken one to show that the oracle sees it. */
    @FunctionalInterface
    public interface Decider {
        /** As {@link RolloutMachine#decide}. */
        Decision decide(Rollout rollout, RolloutState state, Observation seen, Instant now, Optional<Command> command);
    }

    /**
     * How a run ended.
     *
     * @param end simple name of the terminal state; empty when it never ended
     * @param violations of the invariants; empty when all held
     * @param trace the states it went through, for people
     */
    public record Outcome(long seed, String end, int kills, List<String> violations, List<String> trace) {
        public Outcome {
            violations = List.copyOf(violations);
            trace = List.copyOf(trace);
        }
    }

    private Simulation(long seed, Decider decider) {
        this.scenario = Scenario.draw(seed);
        this.decider = decider;
        this.random = new SplittableRandom(seed ^ 0x5eed);
        this.world = new World(scenario, random.split());
        this.oracle = new Oracle(scenario, world);
        this.orders = new ArrayList<>(scenario.commands());
        this.state = RolloutMachine.initial(scenario.rollout(), Instant.ofEpochMilli(0));
    }

    /** Runs the real machine. */
    public static Outcome run(long seed) {
        return run(seed, RolloutMachine::decide);
    }

    /** Runs any machine. */
    public static Outcome run(long seed, Decider decider) {
        return new Simulation(seed, decider).run();
    }

    private Outcome run() {
        if (scenario.rollout().strategy().insufficient() == Strategy.Insufficient.PASS) {
            oracle.decreed();
        }
        int looks = 0;
        while (state instanceof RolloutState.Active && looks < MAX_LOOKS && controlledMillis < MUST_END) {
            looks++;
            look();
        }
        if (state instanceof RolloutState.Ended end) {
            trace.add(world.now() + " " + RolloutMachine.describe(scenario.rollout(), end));
            pass(5_000, true);
            oracle.ended(end);
            return new Outcome(scenario.seed(), end.getClass().getSimpleName(), kills, oracle.violations(), trace());
        }
        List<String> violations = new ArrayList<>(oracle.violations());
        violations.add("never ended: " + RolloutMachine.describe(scenario.rollout(), state));
        return new Outcome(scenario.seed(), "", kills, violations, trace());
    }

    private List<String> trace() {
        List<String> all = new ArrayList<>();
        all.add(scenario.toString());
        all.addAll(trace.size() > 60 ? trace.subList(trace.size() - 60, trace.size()) : trace);
        return all;
    }

    /** One look: observe, decide, save, do. The control plane may die between any two of these. */
    private void look() {
        Observation seen = world.observe();
        Optional<Command> command = Scenario.due(orders, world.now());
        if (command.isPresent() && command.get() instanceof Command.Advance) {
            oracle.decreed();
        }
        Decision decision =
                decider.decide(scenario.rollout(), state, seen, Instant.ofEpochMilli(1 + world.now()), command);
        if (killed()) {
            die(List.of());
            return;
        }
        if (!decision.state().getClass().equals(state.getClass())) {
            trace.add(world.now() + " " + decision.state().getClass().getSimpleName() + " "
                    + RolloutMachine.describe(scenario.rollout(), decision.state()));
        }
        command.ifPresent(c -> orders.removeFirst());
        state = RolloutCodec.readState(RolloutCodec.write(decision.state()), "simulation");
        oracle.deciding(seen, state, decision.effects());
        List<Effect> effects = decision.effects();
        for (int i = 0; i < effects.size(); i++) {
            if (killed()) {
                die(effects.subList(i, effects.size()));
                return;
            }
            perform(effects.get(i));
            if (killed()) {
                die(effects.subList(i + 1, effects.size()));
                return;
            }
        }
        pass(decision.pollAfter().toMillis() + random.nextInt(20), true);
    }

    private void perform(Effect effect) {
        Effect saved = RolloutCodec.readEffect(RolloutCodec.write(effect), "simulation");
        // The last effect of a terminal state has nobody left to repeat it: the journal does it until it is done.
        if (random.nextDouble() < scenario.lostChance() && state instanceof RolloutState.Active) {
            return;
        }
        world.perform(saved, epoch);
        if (random.nextDouble() < scenario.twiceChance()) {
            world.perform(saved, epoch);
        }
    }

    private boolean killed() {
        return random.nextDouble() < scenario.killChance();
    }

    /** Dead for a while; then a new control plane takes over, and does what was saved but not done, or leaves it. */
    private void die(List<Effect> pending) {
        kills++;
        world.controlPlaneDied();
        long down = random.nextInt(8) == 0 ? 30_000 + random.nextInt(3_600_000) : random.nextInt(4_000);
        pass(down, false);
        epoch++;
        boolean end = state instanceof RolloutState.Ended;
        if (end || random.nextBoolean()) {
            pending.forEach(this::perform);
        }
        // The writer that was only paused wakes up: it is refused.
        pending.forEach(e -> world.perform(e, epoch - 1));
    }

    private void pass(long millis, boolean controlled) {
        if (controlled) {
            controlledMillis += millis;
        }
        List<String> probed = controlled ? RolloutMachine.verifying(scenario.rollout(), state) : List.of();
        int perSecond = RolloutMachine.verificationsPerSecond(scenario.rollout(), state);
        world.advance(millis, probed, perSecond, () -> oracle.look(controlled));
    }
}
