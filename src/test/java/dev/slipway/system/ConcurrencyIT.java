package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.app.Rooms;
import dev.slipway.app.RoomsForTests;
import dev.slipway.base.Scope;
import dev.slipway.base.SlipwayException;
import dev.slipway.deploy.router.Router;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.plan.Fence;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Never two writers. */
class ConcurrencyIT {
    @Test
    void twoShipsOfOneServiceAtTheSameMomentAreNeverTwoWriters() throws Exception {
        try (World world = new World("concurrency")) {
            world.release("v1", "");
            world.shipWell();
            world.release("v2", "");
            List<World.Cli> both = List.of(world.startShip(), world.startShip());
            List<World.Said> said = List.of(world.ended(both.getFirst()), world.ended(both.getLast()));
            String all = said.getFirst().text() + "\n---\n" + said.getLast().text();
            assertThat(said).as(all).anyMatch(s -> s.exit() == 0);
            // The other one was refused, or came late and found nothing to do.
            assertThat(said)
                    .as(all)
                    .allMatch(s -> s.exit() == 0 || s.exit() == 4 && s.text().contains("under way"));
            World.until("the new version answers", () -> world.serving().equals("v2"));
            World.until("one instance lives", () -> world.living().size() == 1);
            try (Rooms rooms = RoomsForTests.at(world.home)) {
                String scope = world.route().scope();
                long promotions = rooms.deployments().history(scope, 10).stream()
                        .filter(d -> "v2".equals(d.release().environment().get("RELEASE")))
                        .count();
                assertThat(promotions).isEqualTo(1);
                refusesAStaleFence(
                        world, rooms, rooms.deployments().current(scope).orElseThrow());
            }
            assertThat(world.cli("audit", "verify").exit()).isZero();
        }
    }

    private static void refusesAStaleFence(World world, Rooms rooms, ReleaseSpec release) {
        Fence stale = new Fence(0, 1);
        var route = world.route();
        assertThatThrownBy(() -> rooms.target().start(release, 2, stale)).isInstanceOf(SlipwayException.class);
        assertThatThrownBy(() -> rooms.target().stop(release, 0, stale)).isInstanceOf(SlipwayException.class);
        assertThatThrownBy(() -> rooms.router()
                        .set(
                                Scope.parse(route.scope()),
                                route.port(),
                                List.of(),
                                route.stable(),
                                Router.Hold.SETTLED,
                                stale))
                .isInstanceOf(SlipwayException.class);
        assertThatThrownBy(() -> rooms.router().remove(Scope.parse(route.scope()), stale))
                .isInstanceOf(SlipwayException.class);
        assertThat(world.route()).isEqualTo(route);
        assertThat(world.living()).hasSize(1);
    }
}
