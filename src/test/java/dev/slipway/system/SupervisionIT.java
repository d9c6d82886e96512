package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Progress;
import dev.slipway.app.Slipway;
import dev.slipway.app.StatusReport;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.exec.keeper.KeeperDoor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was shipped lives on when its processes die and no command of ours runs. */
class SupervisionIT {
    @Test
    void proxyKeeperAndInstanceComeBackAfterKillNine() throws Exception {
        try (World world = new World("supervision")) {
            world.release("v1", "");
            world.shipWell();
            RouteTable.Route route = world.route();
            killProxy(world);
            assertThat(world.route()).isEqualTo(route);
            killInstance(world);
            killKeeper(world);
            killInstance(world);
            killAllInstances(world);
        }
    }

    private static void killProxy(World world) throws Exception {
        try (Visitors visitors = new Visitors(world.port(), 8, 200)) {
            World.until("load", () -> visitors.sent() > 200);
            long proxy = world.door.state(KeeperDoor.PROXY).orElseThrow().pid();
            World.kill(proxy);
            // The promise is 2 s on a machine that is not busy with other tests.
            World.until(
                    "the proxy is back",
                    Duration.ofSeconds(10),
                    () -> proxy
                                    != world.door
                                            .state(KeeperDoor.PROXY)
                                            .orElseThrow()
                                            .pid()
                            && world.serving().equals("v1"));
            int failed = visitors.failures().size();
            long sent = visitors.sent();
            World.until("load goes on", () -> visitors.sent() > sent + 200);
            assertThat(visitors.failures()).hasSize(failed);
        }
    }

    private static void killInstance(World world) throws Exception {
        ProcessState instance = world.living().getFirst();
        World.kill(instance.pid());
        World.until(
                "the instance is restarted",
                () -> world.living().stream()
                        .anyMatch(s -> s.pid() != instance.pid() && s.phase() == ProcessState.Phase.RUNNING));
        World.until("it answers", () -> world.serving().equals("v1"));
    }

    private static void killKeeper(World world) throws Exception {
        List<ProcessState> before = world.living();
        long keeper = world.door.keeper().orElseThrow().pid();
        try (Visitors visitors = new Visitors(world.port(), 8, 200)) {
            World.until("load", () -> visitors.sent() > 100);
            World.kill(keeper);
            World.until("the keeper is dead", () -> world.door.keeper().isEmpty());
            long sent = visitors.sent();
            World.until("load goes on", () -> visitors.sent() > sent + 400);
            World.Said status = world.cli("status");
            assertThat(status.exit()).as(status.text()).isZero();
            World.until(
                    "the next command restores supervision",
                    () -> world.door.keeper().isPresent());
            assertThat(world.living()).containsExactlyElementsOf(before);
            assertThat(visitors.failures()).isEmpty();
        }
    }

    /** A version that can no longer start is restarted ever more rarely and then called failed: a clear state, no flapping. */
    private static void killAllInstances(World world) throws Exception {
        String id = world.living().getFirst().id();
        breakRelease(world);
        World.kill(world.living().getFirst().pid());
        World.until("it is known to be down", () -> state(world).equals("down"));
        assertThat(world.serving()).startsWith("status 50");
        World.until("it is not running", () -> world.living().isEmpty());
        assertThat(world.door.state(id).orElseThrow().message()).isNotBlank();
    }

    /** Somebody edits what was proven: the keeper refuses to start it. */
    private static void breakRelease(World world) throws Exception {
        try (var files = java.nio.file.Files.walk(world.home.root().resolve("releases"))) {
            var page = files.filter(f -> f.endsWith("index.html")).findFirst().orElseThrow();
            page.toFile().setWritable(true);
            java.nio.file.Files.writeString(page, "changed behind everybody's back");
        }
    }

    private static String state(World world) throws InterruptedException {
        try (Slipway slipway = world.slipway()) {
            StatusReport report = slipway.status();
            return report.services().getFirst().state();
        }
    }

    @Test
    void upBringsBackTheLastStateAfterEverythingWasStopped() throws Exception {
        try (World world = new World("up")) {
            world.release("v1", "");
            world.shipWell();
            try (Slipway slipway = world.slipway()) {
                slipway.stopAll(Progress.SILENT);
            }
            assertThat(world.living()).isEmpty();
            try (Slipway slipway = world.slipway()) {
                slipway.up(Progress.SILENT);
            }
            World.until("it answers again", () -> world.serving().equals("v1"));
        }
    }
}
