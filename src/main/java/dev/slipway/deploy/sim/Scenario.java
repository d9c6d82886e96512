package dev.slipway.deploy.sim;

import dev.slipway.deploy.judge.JudgeSettings;
import dev.slipway.deploy.rollout.Command;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Rollout.Purpose;
import dev.slipway.deploy.rollout.Rollout.Role;
import dev.slipway.deploy.rollout.Strategy;
import dev.slipway.deploy.rollout.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A deployment and what goes wrong in it, drawn from a seed.
 *
 * @param visitorsPerSecond to the whole service
 * @param killChance that the control plane is killed in one look
 * @param lostChance that an effect does nothing although it was reported done
 * @param twiceChance that an effect is done twice
 * @param lagMillis most that the proxy needs to take a route
 * @param blindChance a second that the proxy, the counters or the instances cannot be seen for a while
 * @param blind whether counters can never be read
 * @param stuckRequest whether one request never ends
 * @param commands at which virtual millisecond somebody asks for what
 */
record Scenario(
        long seed,
        Rollout rollout,
        Behaviour old,
        Behaviour fresh,
        int visitorsPerSecond,
        double killChance,
        double lostChance,
        double twiceChance,
        int lagMillis,
        double blindChance,
        boolean blind,
        boolean stuckRequest,
        List<Order> commands) {
    static final String OLD = "v1";
    static final String NEW = "v2";

    /** A command at a time. */
    record Order(long atMillis, Command command) {}

    /** Short, so that a run is short; the proportions are the local target's. */
    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofMillis(400));

    static Scenario draw(long seed) {
        // The generator mixes: neighbouring seeds give unrelated runs.
        SplittableRandom random = new SplittableRandom(seed);
        Rollout rollout = rollout(random);
        boolean calm = random.nextInt(4) == 0;
        return new Scenario(
                seed,
                rollout,
                old(random, calm || rollout.role() == Role.WORKER),
                fresh(random),
                random.nextInt(3) == 0 ? 0 : 5 + random.nextInt(60),
                calm ? 0 : pick(random, 0, 0.01, 0.05, 0.3),
                calm ? 0 : pick(random, 0, 0.02, 0.2),
                calm ? 0 : pick(random, 0, 0.3),
                calm ? 100 : 100 + random.nextInt(2_000),
                calm ? 0 : pick(random, 0, 0.02, 0.1),
                random.nextInt(25) == 0,
                random.nextInt(10) == 0,
                calm ? List.of() : orders(random));
    }

    private static double pick(SplittableRandom random, double... values) {
        return values[random.nextInt(values.length)];
    }

    private static Rollout rollout(SplittableRandom random) {
        Role role = random.nextInt(4) == 0 ? Role.WORKER : Role.WEB;
        boolean first = random.nextInt(5) == 0;
        int instances = 1 + random.nextInt(3);
        Duration dwell = Duration.ofMillis(1_000 + random.nextInt(3_000));
        Strategy forward = switch (random.nextInt(role == Role.WORKER ? 2 : 5)) {
            case 0 -> Strategy.rolling(instances, dwell);
            case 1 -> Strategy.recreate(dwell);
            case 2 -> Strategy.blueGreen(dwell);
            default -> Strategy.canary(dwell);
        };
        Strategy.Insufficient policy = Strategy.Insufficient.values()[random.nextInt(3)];
        Strategy timed = forward.with(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(20), policy);
        Rollout rollout = new Rollout(
                "d" + random.nextInt(1_000),
                Purpose.FORWARD,
                role,
                "shop/web/local/local",
                "web",
                first ? "" : OLD,
                NEW,
                instances,
                first ? 0 : 1 + random.nextInt(3),
                timed,
                TIMEOUTS,
                JudgeSettings.DEFAULT.withMinRequests(150),
                0);
        // Sometimes the run is the way back; the release that comes is NEW all the same.
        return !first && random.nextInt(8) == 0
                ? new Rollout(
                        rollout.id(),
                        Purpose.BACK,
                        role,
                        rollout.scope(),
                        "web",
                        OLD,
                        NEW,
                        instances,
                        rollout.oldInstances(),
                        Strategy.direct(),
                        TIMEOUTS,
                        rollout.judge(),
                        0)
                : rollout;
    }

    private static Behaviour old(SplittableRandom random, boolean calm) {
        Behaviour good = Behaviour.good(300 + random.nextInt(3_000));
        return switch (calm ? 9 : random.nextInt(10)) {
            case 0 -> good.dying(random.nextInt(30_000), true);
            case 1 -> good.dying(random.nextInt(30_000), false);
            default -> good;
        };
    }

    private static Behaviour fresh(SplittableRandom random) {
        Behaviour good = Behaviour.good(200 + random.nextInt(5_000));
        double bad = 0.2 + 0.8 * random.nextDouble();
        return switch (random.nextInt(10)) {
            case 0 -> good.broken(true, false);
            case 1 -> good.broken(false, true);
            case 2 -> good.dying(random.nextInt(20_000), random.nextBoolean());
            case 3 -> good.answering(bad, bad);
            case 4 -> good.answering(bad, 0);
            case 5 -> good.answering(0, bad);
            default -> good;
        };
    }

    private static List<Order> orders(SplittableRandom random) {
        List<Order> orders = new ArrayList<>();
        int count = Math.max(0, random.nextInt(6) - 3);
        for (int i = 0; i < count; i++) {
            long at = random.nextInt(30_000);
            switch (random.nextInt(4)) {
                case 0 -> orders.add(new Order(at, new Command.Abort("changed my mind")));
                case 1 -> {
                    orders.add(new Order(at, new Command.Pause()));
                    orders.add(new Order(at + random.nextInt(60_000), new Command.Resume()));
                }
                case 2 -> orders.add(new Order(at, new Command.Advance("ada")));
                default -> orders.add(new Order(at, new Command.Retry()));
            }
        }
        orders.sort(java.util.Comparator.comparingLong(Order::atMillis));
        return orders;
    }

    /** Whether somebody or a policy may decide instead of the evidence. */
    boolean decreed() {
        return rollout.strategy().insufficient() == Strategy.Insufficient.PASS
                || commands.stream().anyMatch(o -> o.command() instanceof Command.Advance);
    }

    /** The command due; it stays in the queue until the decision about it is saved. */
    static Optional<Command> due(List<Order> left, long now) {
        return !left.isEmpty() && left.getFirst().atMillis() <= now
                ? Optional.of(left.getFirst().command())
                : Optional.empty();
    }
}
