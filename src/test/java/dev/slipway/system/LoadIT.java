package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.ship.ShipResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Not one request fails by our doing while versions come and go under load. */
class LoadIT {
    private static final int REQUESTS = World.FULL ? 100_000 : 20_000;
    private static final int RATE = World.FULL ? 2_000 : 1_000;

    /** Below this the run says nothing, and fails as invalid. */
    private static final int LEAST_RATE = World.FULL ? 1_800 : 400;

    private static final String STRATEGY = "{steps: [10, 50, 100], dwell: 2s, warmup: 0s}";

    @Test
    void noRequestFailsByOurDoingWhileAGoodVersionIsShippedAndABadOneRolledBack() throws Exception {
        try (World world = new World("load")) {
            world.release("v1", "", Map.of(), STRATEGY);
            world.shipWell();
            try (Visitors visitors = new Visitors(world.port(), 32, RATE)) {
                World.until("the load is on", () -> visitors.sent() > RATE);
                world.release("v2", "", Map.of(), STRATEGY);
                world.shipWell();
                assertThat(visitors.failures())
                        .as("while a good version is shipped")
                        .isEmpty();
                assertThat(visitors.badByApplication()).isZero();
                assertThat(world.serving()).isEqualTo("v2");

                world.release("v3", "errors", Map.of(), STRATEGY);
                ShipResult bad = world.ship();
                assertThat(bad.result()).as(bad.detail()).isEqualTo(ShipResult.Result.ROLLED_BACK);
                World.until("all requests are sent", () -> visitors.sent() >= REQUESTS);
                assertThat(visitors.failures())
                        .as("while a bad version is rolled back")
                        .isEmpty();
                assertThat(visitors.badByApplication()).isPositive();
                assertThat(world.serving()).isEqualTo("v2");
                System.getLogger("LoadIT")
                        .log(
                                System.Logger.Level.INFO,
                                visitors.sent() + " requests at " + Math.round(visitors.rate()) + " a second, "
                                        + visitors.badByApplication() + " answered badly by the bad version, 0 failed");
                assertThat(visitors.rate())
                        .as("invalid: the machine was too busy for this load")
                        .isGreaterThan(LEAST_RATE);
            }
        }
    }
}
