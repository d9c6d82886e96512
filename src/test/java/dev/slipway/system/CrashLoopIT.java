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
import dev.slipway.proxy.RawHttp;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every write of the journal is a point at which the process may die, before it or after it: the journal is the real one, so
 * are keeper, proxy and application; each death is followed by a fresh executor, observer and handler. With a good and with a
 * bad new version the end is that of a run nobody disturbed, and visitors never notice.
 */
class CrashLoopIT {
    private static final Scope WEB = scope("web");
    private static final Scope API = scope("api");

    /** Without {@code -Dslipway.full=true} each so many-th point is tried, another share of them before and after a write. */
    private static final int SAMPLE = 7;

    /** No run of these tests writes more often. */
    private static final int MOST_WRITES = 300;

    /** A new version of a service, bad when it has a fault. */
    private record Change(Scope scope, String fault) {}

    /** What is shipped in one plan. It ends well when no version of it is bad, else everything is as before. */
    private record Scenario(String name, List<Change> changes) {
        boolean good() {
            return changes.stream().allMatch(c -> c.fault().isEmpty());
        }
    }

    private static final Caller ME = Caller.human("tester@here");

    private int number = 1;

    @Test
    void aGoodVersionEndsInServiceWhereverItsRunIsKilled() throws Exception {
        killedEverywhere(new Scenario("good", List.of(new Change(WEB, ""))));
    }

    @Test
    void aBadVersionEndsTakenBackWhereverItsRunIsKilled() throws Exception {
        killedEverywhere(new Scenario("bad", List.of(new Change(WEB, "errors"))));
    }

    @Test
    void aGoodServiceIsTakenBackWithTheBadOneAfterItWhereverTheirRunIsKilled() throws Exception {
        killedEverywhere(new Scenario("good, then bad", List.of(new Change(WEB, ""), new Change(API, "errors"))));
    }

    private void killedEverywhere(Scenario scenario) throws Exception {
        try (World world = new World("crashloop")) {
            world.release("v1", "");
            world.shipWell();
            try (Rooms rooms = RoomsForTests.at(world.home)) {
                if (scenario.changes().size() > 1) {
                    assertThat(firstOfApi(rooms)).isInstanceOf(RunResult.Succeeded.class);
                }
                try (Visitors visitors = new Visitors(world.port(), 4, 100)) {
                    int points = 0;
                    int stride = World.FULL ? 1 : SAMPLE * scenario.changes().size();
                    for (var when : CrashingJournal.When.values()) {
                        int point = when == CrashingJournal.When.BEFORE ? 1 : 1 + stride / 2;
                        while (point < MOST_WRITES && killedAt(rooms, visitors, scenario, point, when)) {
                            point += stride;
                            points++;
                        }
                    }
                    System.getLogger("CrashLoopIT")
                            .log(System.Logger.Level.INFO, scenario.name() + ": killed at " + points + " points");
                    assertThat(points).isGreaterThanOrEqualTo(World.FULL ? 40 : 4);
                    assertThat(visitors.sent()).isGreaterThan(100);
                }
            }
        }
    }

    @Test
    void aFirstReleaseWhosePortAnotherProgramTookMeanwhileIsNotCalledLive() throws Exception {
        try (World world = new World("crashloop")) {
            world.release("v1", "");
            world.shipWell();
            try (Rooms rooms = RoomsForTests.at(world.home);
                    ServerSocket other = new ServerSocket()) {
                other.bind(new InetSocketAddress("127.0.0.1", rooms.registry().publicPort(API)));
                // A person must decide: the address is the service's for life, and the other program is not ours to
                // end.
                assertThat(firstOfApi(rooms)).isInstanceOf(RunResult.Stuck.class);
                assertThat(rooms.journal().unfinished()).isEmpty();
            }
        }
    }

    private RunResult firstOfApi(Rooms rooms) throws InterruptedException {
        ReleaseSpec web = current(rooms, WEB).orElseThrow();
        ReleaseSpec api = variant(web, API, "a1", "");
        try (Http http = new Http();
                Observer observer = observer(rooms, http)) {
            Plan plan = plan(List.of(action(rooms, API, List.of(), api, List.of())), List.of(API));
            return executor(rooms, rooms.journal(), observer, Owner.thisProcess())
                    .run(plan, ME, Listener.SILENT);
        }
    }

    /** One run that dies at a point; false when it ended before it got there. Either way the world is checked. */
    private boolean killedAt(Rooms rooms, Visitors visitors, Scenario scenario, int point, CrashingJournal.When when)
            throws InterruptedException {
        Map<Scope, ReleaseSpec> before = new LinkedHashMap<>();
        Map<Scope, ReleaseSpec> after = new LinkedHashMap<>();
        List<Action> actions = new ArrayList<>();
        for (Change change : scenario.changes()) {
            ReleaseSpec old = current(rooms, change.scope()).orElseThrow();
            ReleaseSpec fresh = variant(old, change.scope(), "r" + ++number, change.fault());
            before.put(change.scope(), old);
            after.put(change.scope(), fresh);
            List<String> needs = actions.stream().map(Action::key).toList();
            actions.add(action(rooms, change.scope(), List.of(old), fresh, needs));
        }
        String name = "'" + scenario.name() + "' " + when + " write " + point;
        boolean killed = false;
        try (Http http = new Http();
                Observer observer = observer(rooms, http)) {
            // The owner of this run is a process that is no more.
            Owner dead = new Owner(Owner.thisProcess().machine(), Integer.MAX_VALUE, 1);
            Journal journal = new CrashingJournal(rooms.journal(), point, when);
            executor(rooms, journal, observer, dead)
                    .run(plan(actions, List.copyOf(before.keySet())), ME, Listener.SILENT);
        } catch (CrashingJournal.Killed e) {
            killed = true;
        }
        // Killed before the first write, nobody will ever know of the run.
        boolean known = point > 1 || when == CrashingJournal.When.AFTER;
        if (killed) {
            recover(rooms, name);
        }
        for (Change change : scenario.changes()) {
            var expected = scenario.good() && known ? after : before;
            check(rooms, change.scope(), Objects.requireNonNull(expected.get(change.scope())), name);
        }
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

    private static void check(Rooms rooms, Scope scope, ReleaseSpec expected, String name) throws InterruptedException {
        assertThat(current(rooms, scope).map(ReleaseSpec::id)).as(name).contains(expected.id());
        RouteTable.Route route = rooms.router().get(scope).orElseThrow();
        assertThat(route.stable()).as(name).isEqualTo(expected.id());
        assertThat(route.leaseUntilMillis()).as(name).isEqualTo(Long.MAX_VALUE);
        assertThat(route.arms().stream().filter(a -> a.weight() > 0).map(RouteTable.Arm::id))
                .as(name)
                .containsExactly(expected.id());
        String release = expected.environment().get("RELEASE");
        World.until(
                name + ": " + release + " answers",
                () -> RawHttp.get(route.port(), "/").header("x-fixture").equals(release));
        World.until(
                name + ": one instance, of " + release,
                () -> living(rooms, scope.service()).equals(List.of(expected.id())));
    }

    /** Release ids of the processes of a service that live, wanted or not. */
    private static List<String> living(Rooms rooms, ServiceName service) {
        return rooms.keeper().states().stream()
                .filter(s -> s.id().startsWith("crashloop.local." + service + "-"))
                .filter(s -> World.identity(s).alive())
                .map(s -> s.id().split("\\.")[2])
                .toList();
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

    private static Scope scope(String service) {
        return Scope.local(new AppName("crashloop"), new ServiceName(service), EnvName.LOCAL);
    }

    private static Optional<ReleaseSpec> current(Rooms rooms, Scope scope) {
        return rooms.deployments().current(scope.key());
    }

    private static ReleaseSpec variant(ReleaseSpec old, Scope scope, String release, String fault) {
        Map<String, String> environment = new HashMap<>(old.environment());
        environment.put("RELEASE", release);
        environment.put("FAULT", fault);
        return new ReleaseSpec(
                        "",
                        scope.key(),
                        scope.service().value(),
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

    private static Action action(
            Rooms rooms, Scope scope, List<ReleaseSpec> old, ReleaseSpec fresh, List<String> needs) {
        Timeouts local = Timeouts.LOCAL;
        Timeouts times = new Timeouts(
                local.ready(),
                Duration.ofSeconds(10),
                local.drain(),
                local.stop(),
                local.down(),
                Duration.ofSeconds(2),
                Duration.ofMillis(100));
        Rollout rollout = new Rollout(
                "d-" + fresh.id(),
                Rollout.Purpose.FORWARD,
                Rollout.Role.WEB,
                scope.key(),
                scope.service().value(),
                old.isEmpty() ? "" : old.getFirst().id(),
                fresh.id(),
                1,
                old.size(),
                quick(),
                times,
                JudgeSettings.DEFAULT.withMinRequests(20),
                0);
        int port = rooms.registry().publicPort(scope);
        return new Action(
                "rollout/" + scope.service(),
                RolloutOrder.KIND,
                Action.Shape.MACHINE,
                needs,
                Json.write(new RolloutOrder(rollout, fresh, old, port)),
                scope.service() + " " + fresh.version());
    }

    private static Strategy quick() {
        Duration dwell = Duration.ofMillis(200);
        Strategy usual = Strategy.canary(dwell);
        return new Strategy(
                "canary",
                false,
                true,
                List.of(Strategy.Step.share(5_000, dwell), Strategy.Step.share(Strategy.ALL, dwell)),
                Duration.ZERO,
                usual.bake(),
                usual.maxHold(),
                usual.insufficient());
    }

    private static Plan plan(List<Action> actions, List<Scope> scopes) {
        return new Plan(
                "",
                WEB.app(),
                WEB.environment(),
                "ship crashloop",
                actions,
                List.of(),
                scopes.stream().map(Scope::key).toList(),
                Risk.R1,
                List.of());
    }
}
