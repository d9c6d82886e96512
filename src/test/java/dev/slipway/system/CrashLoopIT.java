package dev.slipway.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.Rooms;
import dev.slipway.app.RoomsForTests;
import dev.slipway.base.AppName;
import dev.slipway.base.Caller;
import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.base.ServiceName;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.deploy.Observer;
import dev.slipway.deploy.RolloutHandler;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.judge.JudgeSettings;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Strategy;
import dev.slipway.deploy.rollout.Timeouts;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.http.Http;
import dev.slipway.journal.CrashingJournal;
import dev.slipway.journal.Executor;
import dev.slipway.journal.Journal;
import dev.slipway.journal.Listener;
import dev.slipway.journal.Owner;
import dev.slipway.journal.RunResult;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every write of the journal is a point at which the process may die, before it or after it: the journal is the real one, so
 * are keeper, proxy and application; each death is followed by a fresh executor, observer and handler. With a good and with a
 * bad new version the end is that of a run nobody disturbed, and visitors never notice.
 */
class CrashLoopIT {
    private static final Scope SCOPE = Scope.local(new AppName("crashloop"), new ServiceName("web"), EnvName.LOCAL);

    /** Without {@code -Dslipway.full=true} each so many-th point is tried, another share of them before and after a write. */
    private static final int SAMPLE = World.FULL ? 1 : 5;

    /** No rollout of these tests writes more often. */
    private static final int MOST_WRITES = 200;

    private int number = 1;

    @Test
    void aRunKilledAtAnyWriteOfTheJournalEndsLikeOneThatNobodyKilled() throws Exception {
        try (World world = new World("crashloop")) {
            world.release("v1", "");
            world.shipWell();
            try (Rooms rooms = RoomsForTests.at(world.home);
                    Visitors visitors = new Visitors(world.port(), 4, 100)) {
                int points = 0;
                for (String fault : List.of("", "errors")) {
                    int writes = 0;
                    for (var when : CrashingJournal.When.values()) {
                        int first = World.FULL || when == CrashingJournal.When.BEFORE ? 1 : 1 + SAMPLE / 2;
                        int point = first;
                        while (point < MOST_WRITES && killedAt(world, rooms, visitors, fault, point, when)) {
                            point += SAMPLE;
                            points++;
                        }
                        writes = Math.max(writes, point);
                    }
                    System.getLogger("CrashLoopIT")
                            .log(
                                    System.Logger.Level.INFO,
                                    (fault.isEmpty() ? "good" : fault) + ": about " + writes + " writes");
                }
                System.getLogger("CrashLoopIT").log(System.Logger.Level.INFO, points + " crash points");
                assertThat(points).isGreaterThan(World.FULL ? 40 : 8);
                assertThat(visitors.sent()).isGreaterThan(100);
            }
        }
    }

    /** One rollout that dies at a point; false when it ended before it got there. Either way the world is checked. */
    private boolean killedAt(
            World world, Rooms rooms, Visitors visitors, String fault, int point, CrashingJournal.When when)
            throws InterruptedException {
        ReleaseSpec old = rooms.deployments().current(SCOPE.key()).orElseThrow();
        ReleaseSpec fresh = variant(old, "r" + ++number, fault);
        Plan plan = plan(old, fresh, world.port());
        String name = "'" + fault + "' " + when + " write " + point;
        boolean killed = false;
        try (Http http = new Http();
                Observer observer = observer(rooms, http)) {
            // The owner of this run is a process that is no more.
            Owner dead = new Owner(Owner.thisProcess().machine(), Integer.MAX_VALUE, 1);
            Journal journal = new CrashingJournal(rooms.journal(), point, when);
            executor(rooms, journal, observer, dead).run(plan, Caller.human("tester@here"), Listener.SILENT);
        } catch (CrashingJournal.Killed e) {
            killed = true;
        }
        boolean began = !rooms.journal().unfinished().isEmpty();
        if (killed) {
            recover(rooms, name);
        }
        boolean admitted = !killed
                || began
                || rooms.deployments().history(SCOPE.key(), 1).stream()
                        .anyMatch(d -> d.release().id().equals(fresh.id()));
        ReleaseSpec expected = fault.isEmpty() && admitted ? fresh : old;
        check(world, rooms, expected, name);
        // Only the bad version itself may have answered badly.
        assertThat(visitors.failures()).as(name).isEmpty();
        return killed;
    }

    private static void recover(Rooms rooms, String name) {
        try (Http http = new Http();
                Observer observer = observer(rooms, http)) {
            List<RunResult> results = executor(rooms, rooms.journal(), observer, Owner.thisProcess())
                    .recover(Listener.SILENT);
            assertThat(results).as(name).noneMatch(r -> r instanceof RunResult.Stuck || r instanceof RunResult.Busy);
        }
        assertThat(rooms.journal().unfinished()).as(name).isEmpty();
    }

    private static void check(World world, Rooms rooms, ReleaseSpec expected, String name) throws InterruptedException {
        String release = expected.environment().get("RELEASE");
        assertThat(rooms.deployments().current(SCOPE.key()).map(ReleaseSpec::id))
                .as(name)
                .contains(expected.id());
        RouteTable.Route route = world.route();
        assertThat(route.stable()).as(name).isEqualTo(expected.id());
        assertThat(route.leaseUntilMillis()).as(name).isEqualTo(Long.MAX_VALUE);
        assertThat(route.arms().stream().filter(a -> a.weight() > 0).map(RouteTable.Arm::id))
                .as(name)
                .containsExactly(expected.id());
        World.until(name + ": " + release + " answers", () -> world.serving().equals(release));
        World.until(
                name + ": one instance, of " + release,
                () -> world.living().size() == 1
                        && world.living().getFirst().id().contains(expected.id() + "."));
    }

    private static Observer observer(Rooms rooms, Http http) {
        return new Observer(rooms.target(), rooms.router(), rooms.keeper(), http, rooms.traces());
    }

    private static Executor executor(Rooms rooms, Journal journal, Observer observer, Owner owner) {
        return new Executor(
                journal,
                (tx, plan) -> List.of(),
                List.of(),
                List.of(new RolloutHandler(
                        rooms.target(), rooms.router(), observer, rooms.deployments(), rooms.clock())),
                rooms.clock(),
                owner);
    }

    private static ReleaseSpec variant(ReleaseSpec old, String release, String fault) {
        Map<String, String> environment = new HashMap<>(old.environment());
        environment.put("RELEASE", release);
        environment.put("FAULT", fault);
        return new ReleaseSpec(
                        "",
                        old.scope(),
                        old.service(),
                        release,
                        old.digest(),
                        old.tree(),
                        old.command(),
                        old.runtime(),
                        environment,
                        old.secrets(),
                        old.folder(),
                        true,
                        old.health(),
                        old.verify(),
                        1,
                        old.stopMillis())
                .identified();
    }

    private static Plan plan(ReleaseSpec old, ReleaseSpec fresh, int port) {
        Duration dwell = Duration.ofMillis(200);
        Strategy usual = Strategy.canary(dwell);
        Strategy quick = new Strategy(
                "canary",
                false,
                true,
                List.of(Strategy.Step.share(5_000, dwell), Strategy.Step.share(Strategy.ALL, dwell)),
                Duration.ZERO,
                usual.bake(),
                usual.maxHold(),
                usual.insufficient());
        Timeouts local = Timeouts.LOCAL;
        Timeouts times = new Timeouts(
                local.ready(),
                local.route(),
                local.drain(),
                local.stop(),
                local.down(),
                Duration.ofSeconds(2),
                Duration.ofMillis(100));
        Rollout rollout = new Rollout(
                "d-" + fresh.id(),
                Rollout.Purpose.FORWARD,
                Rollout.Role.WEB,
                SCOPE.key(),
                "web",
                old.id(),
                fresh.id(),
                1,
                1,
                quick,
                times,
                JudgeSettings.DEFAULT.withMinRequests(20),
                0);
        Action action = new Action(
                "rollout/web",
                RolloutOrder.KIND,
                Action.Shape.MACHINE,
                List.of(),
                Json.write(new RolloutOrder(rollout, fresh, List.of(old), port)),
                "web " + fresh.version());
        return new Plan(
                "",
                SCOPE.app(),
                SCOPE.environment(),
                "ship crashloop",
                List.of(action),
                List.of(),
                List.of(SCOPE.key()),
                Risk.R1,
                List.of());
    }
}
