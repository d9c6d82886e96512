package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.wire.RouteTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The command line as a real process, killed at moments nobody chose. */
class KillIT {
    private static final int KILLS = World.FULL ? 100 : 20;

    /** A ship of the fixture takes about this long: the moments are spread over it. */
    private static final int SPREAD_MILLIS = 6_000;

    @Test
    void killedAtAnyMomentOfAShipTrafficStaysOnAHealthyVersionAndTheNextCommandFinishesOrUndoes() throws Exception {
        Random random = seeded();
        try (World world = new World("kill")) {
            world.release("v1", "");
            world.shipWell();
            String healthy = "v1";
            int killed = 0;
            try (Visitors visitors = new Visitors(world.port(), 4, 100)) {
                for (int i = 0; killed < KILLS && i < 2 * KILLS; i++) {
                    boolean good = i % 2 == 0;
                    String next = (good ? "good" : "bad") + i;
                    world.release(next, good ? "" : "errors");
                    boolean did = killed(world.startShip(), random.nextInt(SPREAD_MILLIS));
                    killed += did ? 1 : 0;
                    String name = next + (did ? ", killed" : ", ended by itself");
                    World.Said status = world.cli("status");
                    assertThat(status.exit()).as(name + ": " + status.text()).isZero();
                    healthy = check(world, healthy, next, good, name + ": " + status.text());
                    assertThat(visitors.failures()).as(name).isEmpty();
                }
            }
            assertThat(killed).isGreaterThanOrEqualTo(KILLS);
            World.Said verified = world.cli("audit", "verify");
            assertThat(verified.exit()).as(verified.text()).isZero();
        }
    }

    @Test
    void killedAtAnyMomentOfARollbackByHandTrafficStaysOnOneOfTheTwoVersions() throws Exception {
        Random random = seeded();
        try (World world = new World("back")) {
            world.release("v1", "");
            world.shipWell();
            world.release("v2", "");
            world.shipWell();
            try (Visitors visitors = new Visitors(world.port(), 4, 100)) {
                for (int i = 0; i < KILLS / 4; i++) {
                    killed(world.startCli("rollback", "web"), random.nextInt(4_000));
                    World.Said status = world.cli("status");
                    assertThat(status.exit()).as(status.text()).isZero();
                    check(world, "v1", "v2", true, "rollback " + i + ": " + status.text());
                    assertThat(visitors.failures()).isEmpty();
                }
            }
            assertThat(world.cli("audit", "verify").exit()).isZero();
        }
    }

    @Test
    void killedAtAnyMomentOfAFirstReleaseOrOfItsEndTheNextShipEndsWell() throws Exception {
        Random random = seeded();
        try (World world = new World("first")) {
            for (int i = 0; i < KILLS / 4; i++) {
                world.release("v" + i, "");
                killed(world.startShip(), random.nextInt(SPREAD_MILLIS));
                World.Said status = world.cli("status");
                assertThat(status.exit()).as(status.text()).isZero();
                assertThat(world.living()).as(status.text()).hasSizeLessThanOrEqualTo(1);
                World.Said again = world.ended(world.startShip());
                assertThat(again.exit()).as(again.text()).isZero();
                assertThat(world.serving()).isEqualTo("v" + i);
                killed(world.startCli("stop", "web"), random.nextInt(4_000));
                assertThat(world.cli("status").exit()).isZero();
                World.until("it runs or it is stopped", () -> world.living().size() <= 1);
            }
        }
    }

    private static Random seeded() {
        long seed = Long.getLong("slipway.seed", System.nanoTime());
        System.getLogger("KillIT").log(System.Logger.Level.INFO, "seed " + seed);
        return new Random(seed);
    }

    /** Kills a command after some time; false when it ended before. */
    private static boolean killed(World.Cli cli, int millis) throws InterruptedException {
        boolean ended = cli.process().waitFor(millis, TimeUnit.MILLISECONDS);
        if (!ended) {
            World.kill(cli.process().pid());
            cli.process().waitFor();
        }
        return !ended;
    }

    /** The version that serves now: the old one or, when it is good, the new one; and nothing else runs. */
    private static String check(World world, String healthy, String next, boolean good, String name) throws Exception {
        World.until(name + ": a healthy version answers", () -> {
            String serving = world.serving();
            return serving.equals(healthy) || good && serving.equals(next);
        });
        String serving = world.serving();
        RouteTable.Route route = world.route();
        assertThat(route.leaseUntilMillis()).as(name).isEqualTo(Long.MAX_VALUE);
        assertThat(route.arms().stream().filter(a -> a.weight() > 0)).as(name).hasSize(1);
        World.until(name + ": one instance lives", () -> world.living().size() == 1);
        assertThat(world.living().getFirst().id()).as(name).contains(route.stable() + ".");
        return serving;
    }
}
