package dev.slipway.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.wire.Json;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.JudgeSettings;
import dev.slipway.deploy.rollout.Observation.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The machine against a world that does at once what it is told; faults are the simulation's subject. */
class RolloutMachineTest {
    private static final Duration DWELL = Duration.ofSeconds(2);

    /** An obedient world: effects happen at once, every look shows all. */
    private static final class Obedient {
        final Rollout rollout;
        RolloutState state;
        Instant now = Instant.ofEpochSecond(1_000);
        final List<Observation.Instance> instances = new ArrayList<>();
        Observation.Route route = Observation.Route.NONE;
        final List<Effect> done = new ArrayList<>();
        final List<String> states = new ArrayList<>();
        long oldVerified;
        long newVerified;
        long newWrong;
        double wrongShare;
        long newErrors;
        String gap = "";

        Obedient(Rollout rollout) {
            this.rollout = rollout;
            this.state = RolloutMachine.initial(rollout, now);
            if (!rollout.first()) {
                start(rollout.old(), rollout.oldInstances());
                route = new Observation.Route(
                        true, true, false, List.of(new Weight(rollout.old(), 10_000)), rollout.old(), false, 0);
            }
        }

        void start(String release, int count) {
            for (int i = 0; i < count; i++) {
                instances.add(new Observation.Instance(release, release + "-" + i, Phase.READY, 0, ""));
            }
        }

        void look(Command... command) {
            for (String release : RolloutMachine.verifying(rollout, state)) {
                long probes = RolloutMachine.verificationsPerSecond(rollout, state) / 4 + 1;
                if (release.equals(rollout.release())) {
                    newVerified += probes;
                    newWrong += Math.round(probes * wrongShare);
                } else {
                    oldVerified += probes;
                }
            }
            Decision decision = RolloutMachine.decide(
                    rollout,
                    RolloutCodec.readState(RolloutCodec.write(state), "test"),
                    seen(),
                    now,
                    Optional.ofNullable(command.length == 0 ? null : command[0]));
            if (!decision.state().getClass().equals(state.getClass())) {
                states.add(decision.state().getClass().getSimpleName());
            }
            state = decision.state();
            decision.effects().forEach(this::perform);
            now = now.plus(decision.pollAfter());
        }

        Observation seen() {
            List<Observation.Arm> arms = List.of(
                    new Observation.Arm(rollout.release(), 0, newErrors, 0, newVerified, newWrong, 0, 0),
                    new Observation.Arm(rollout.old(), 0, 0, 0, oldVerified, 0, 0, 0));
            return new Observation(instances, true, route, arms, gap);
        }

        void perform(Effect effect) {
            done.add(effect);
            switch (effect) {
                case Effect.StartInstances s ->
                    start(
                            s.release(),
                            s.count()
                                    - (int) instances.stream()
                                            .filter(i -> i.release().equals(s.release()))
                                            .count());
                case Effect.StopInstances s -> {
                    List<Observation.Instance> mine = instances.stream()
                            .filter(i -> i.release().equals(s.release()))
                            .toList();
                    instances.removeAll(mine.subList(Math.min(s.keep(), mine.size()), mine.size()));
                }
                case Effect.SetRoute s ->
                    route = new Observation.Route(
                            true,
                            true,
                            false,
                            s.goal().weights(),
                            s.goal().stable(),
                            s.goal().leased(),
                            0);
                case Effect.RenewLease s -> {}
                case Effect.Drain s -> {}
            }
        }

        /** Looks until the state is of this kind. */
        void until(Class<? extends RolloutState> kind) {
            for (int i = 0; i < 4_000 && !kind.isInstance(state); i++) {
                look();
            }
            assertThat(state).as(states::toString).isInstanceOf(kind);
        }

        void all(String release, Phase phase, int ends) {
            instances.replaceAll(i -> i.release().equals(release)
                    ? new Observation.Instance(release, i.id(), phase, ends, "exit status 1")
                    : i);
        }

        List<String> kinds() {
            return done.stream()
                    .filter(e -> !(e instanceof Effect.RenewLease))
                    .map(e -> switch (e) {
                        case Effect.StartInstances s -> "start " + s.release() + " " + s.count();
                        case Effect.StopInstances s -> "stop " + s.release() + " " + s.keep();
                        case Effect.SetRoute s ->
                            "route " + s.goal().weight(rollout.release())
                                    + (s.goal().leased() ? " leased" : "");
                        case Effect.RenewLease s -> "renew";
                        case Effect.Drain s -> "drain " + s.release();
                    })
                    .toList();
        }
    }

    private static Rollout rollout(String old, Rollout.Role role, Strategy strategy, int instances) {
        return new Rollout(
                "d7",
                Rollout.Purpose.FORWARD,
                role,
                "shop/web/local/local",
                "web",
                old,
                "b2",
                instances,
                old.isEmpty() ? 0 : instances,
                strategy,
                Timeouts.LOCAL,
                JudgeSettings.DEFAULT,
                0);
    }

    private static Rollout canary() {
        return rollout("a1", Rollout.Role.WEB, Strategy.canary(DWELL), 1);
    }

    @Test
    void aGoodReleaseGoesInStepsAndTheOldOneIsDrainedAndStopped() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds())
                .containsExactly(
                        "start b2 1",
                        "route 1000 leased",
                        "route 5000 leased",
                        "route 10000 leased",
                        "route 10000",
                        "drain a1",
                        "stop a1 0");
        assertThat(world.state).isInstanceOfSatisfying(RolloutState.Promoted.class, p -> {
            assertThat(p.summary().serving()).isEqualTo("b2");
            assertThat(p.summary().evidence().basis()).isEqualTo(Evidence.Basis.ABSOLUTE);
            assertThat(p.summary().evidence().rule()).isEqualTo(JudgeSettings.RULE);
        });
        assertThat(RolloutMachine.describe(world.rollout, world.state))
                .startsWith("promoted b2 after ")
                .contains("0 errors in 3")
                .contains("error rate below 0.");
        assertThat(world.done)
                .extracting(Effect::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("d7/[a-z0-9-]+/\\d+"));
    }

    @Test
    void aBadReleaseLosesItsTrafficFirstAndIsStoppedAfterThat() {
        Obedient world = new Obedient(canary());
        world.wrongShare = 0.2;
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds())
                .containsExactly("start b2 1", "route 1000 leased", "route 0", "drain b2", "stop b2 0");
        assertThat(world.state).isInstanceOfSatisfying(RolloutState.RolledBack.class, r -> {
            assertThat(r.blamed()).isTrue();
            assertThat(r.summary().serving()).isEqualTo("a1");
            assertThat(r.summary().evidence().e()).isGreaterThanOrEqualTo(200);
        });
        assertThat(RolloutMachine.describe(world.rollout, world.state))
                .matches("ROLLED BACK to a1 after [0-9.]+ s · [1-9][0-9]* requests answered badly by the new version"
                        + " · 0 failed by us");
    }

    @Test
    void theWatchedLineShowsTheNumbersOfBothVersions() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        assertThat(RolloutMachine.describe(world.rollout, world.state))
                .isEqualTo("10 % ░░░░░  old 0/0  new 0/0 errors  E = 1.00 < 200");
        world.wrongShare = 0.25;
        world.until(RolloutState.Aborting.class);
        assertThat(RolloutMachine.describe(world.rollout, world.state))
                .matches("10 % [█░]{5}  old 0/\\d+  new \\d+/\\d+ errors  E = [0-9,^]+ ≥ 200");
    }

    @Test
    void aFirstReleaseIsProvenBeforeAnyVisitor() {
        Obedient world = new Obedient(rollout("", Rollout.Role.WEB, Strategy.canary(DWELL), 2));
        world.until(RolloutState.ProvingFirst.class);
        assertThat(world.route).isEqualTo(Observation.Route.NONE);
        assertThat(RolloutMachine.verifying(world.rollout, world.state)).containsExactly("b2");
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds()).containsExactly("start b2 2", "route 10000");
        assertThat(world.state).isInstanceOf(RolloutState.Promoted.class);
    }

    @Test
    void aBadFirstReleaseIsStoppedAndNothingIsServed() {
        Obedient world = new Obedient(rollout("", Rollout.Role.WEB, Strategy.canary(DWELL), 1));
        world.wrongShare = 0.3;
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds()).containsExactly("start b2 1", "drain b2", "stop b2 0");
        assertThat(RolloutMachine.describe(world.rollout, world.state))
                .startsWith("REMOVED after ")
                .contains("no visitor reached the new version");
    }

    @Test
    void workersGoOneByOneAndTheOldOneStopsAfterTheNewOneIsJudged() {
        Obedient world =
                new Obedient(rollout("a1", Rollout.Role.WORKER, Strategy.rolling(2, Duration.ofSeconds(10)), 2));
        Instant start = world.now;
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds()).containsExactly("start b2 1", "stop a1 1", "start b2 2", "stop a1 0");
        assertThat(Duration.between(start, world.now)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(23));
        assertThat(RolloutMachine.describe(world.rollout, world.state)).contains("0 ended in 10.0 s");
    }

    @Test
    void aWorkerThatEndsIsRolledBackAndTheOldOnesComeBackFirst() {
        Obedient world =
                new Obedient(rollout("a1", Rollout.Role.WORKER, Strategy.rolling(2, Duration.ofSeconds(10)), 2));
        world.until(RolloutState.Trimming.class);
        while (world.kinds().size() < 3) {
            world.look();
        }
        world.until(RolloutState.Judging.class);
        world.all("b2", Phase.READY, 1);
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds()).containsExactly("start b2 1", "stop a1 1", "start b2 2", "start a1 2", "stop b2 0");
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.RolledBack.class,
                        r -> assertThat(r.blamed()).isTrue());
    }

    @Test
    void recreateNeverRunsBothVersions() {
        Obedient world = new Obedient(rollout("a1", Rollout.Role.WEB, Strategy.recreate(DWELL), 1));
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds()).startsWith("route 0", "stop a1 0", "start b2 1", "route 10000");
        Obedient bad = new Obedient(rollout("a1", Rollout.Role.WEB, Strategy.recreate(DWELL), 1));
        bad.wrongShare = 0.5;
        bad.until(RolloutState.Ended.class);
        assertThat(bad.kinds())
                .startsWith("route 0", "stop a1 0", "start b2 1", "route 10000", "route 0", "stop b2 0", "start a1 1");
        assertThat(bad.state).isInstanceOf(RolloutState.RolledBack.class);
    }

    @Test
    void aDeadNewInstanceIsRolledBackAtOnce() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        world.all("b2", Phase.DEAD, 1);
        world.look();
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.Aborting.class,
                        a -> assertThat(a.ending().reason())
                                .isEqualTo("an instance of the new version ended: exit status 1"));
    }

    @Test
    void aVersionThatIsNotReadyInTimeIsRolledBack() {
        Obedient world = new Obedient(canary());
        world.look();
        world.all("b2", Phase.STARTING, 0);
        Instant started = world.now;
        world.until(RolloutState.Aborting.class);
        assertThat(Duration.between(started, world.now)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(62));
    }

    @Test
    void bothVersionsDownEndInANamedStateWithoutFlapping() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        world.all("b2", Phase.CRASH_LOOP, 5);
        world.all("a1", Phase.CRASH_LOOP, 5);
        world.until(RolloutState.Ended.class);
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.NeedsPerson.class,
                        n -> assertThat(n.what()).startsWith("BOTH VERSIONS ARE DOWN"));
        long routes =
                world.done.stream().filter(Effect.SetRoute.class::isInstance).count();
        assertThat(routes).isLessThanOrEqualTo(2);
    }

    @Test
    void anOldVersionThatStaysDownHandsItsTrafficToTheNewOneAndCallsAPerson() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        world.all("a1", Phase.CRASH_LOOP, 5);
        world.until(RolloutState.Ended.class);
        assertThat(world.route.weights()).contains(new Weight("b2", 10_000));
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.NeedsPerson.class,
                        n -> assertThat(n.summary().serving()).isEqualTo("b2"));
    }

    @Test
    void aLapsedLeaseStartsAgainFromZero() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        world.until(RolloutState.Routing.class);
        world.until(RolloutState.Judging.class);
        Observation.Route before = world.route;
        assertThat(before.weights()).contains(new Weight("b2", 5_000));
        world.route = new Observation.Route(true, true, true, before.weights(), before.stable(), true, 0);
        world.now = world.now.plus(Duration.ofHours(3));
        world.until(RolloutState.ReturningToStable.class);
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds())
                .containsSubsequence("route 5000 leased", "route 0", "route 1000 leased", "route 5000 leased");
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.Promoted.class,
                        p -> assertThat(p.summary().restarts()).isEqualTo(1));
    }

    @Test
    void theLeaseIsRenewedWhileJudging() {
        Obedient world = new Obedient(rollout("a1", Rollout.Role.WEB, Strategy.canary(Duration.ofSeconds(60)), 1));
        world.until(RolloutState.Promoting.class);
        long renewals =
                world.done.stream().filter(Effect.RenewLease.class::isInstance).count();
        assertThat(renewals).isBetween(15L, 20L);
    }

    @Test
    void lackOfDataEndsWithAPersonAndNeverWithAVerdict() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        world.gap = "the counters cannot be read";
        world.until(RolloutState.Ended.class);
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.NeedsPerson.class,
                        n -> assertThat(n.what()).contains("no data for 600 s"));
        assertThat(world.route.weights()).contains(new Weight("a1", 10_000));
        assertThat(world.instances).allMatch(i -> i.release().equals("a1"));
    }

    @Test
    void commandsPauseAdvanceAndAbort() {
        Obedient world = new Obedient(canary());
        world.until(RolloutState.Judging.class);
        world.look(new Command.Pause());
        for (int i = 0; i < 100; i++) {
            world.look();
        }
        assertThat(world.state).isInstanceOf(RolloutState.Judging.class);
        assertThat(RolloutMachine.describe(world.rollout, world.state)).endsWith("(paused)");
        world.look(new Command.Advance("ada"));
        world.until(RolloutState.Judging.class);
        assertThat(world.route.weights()).contains(new Weight("b2", 5_000));
        world.look(new Command.Abort("wrong ticket"));
        world.look(new Command.Abort("again"));
        world.until(RolloutState.Ended.class);
        assertThat(world.state).isInstanceOfSatisfying(RolloutState.RolledBack.class, r -> {
            assertThat(r.reason()).isEqualTo("aborted: wrong ticket");
            assertThat(r.blamed()).isFalse();
        });
        RolloutState end = world.state;
        world.look(new Command.Abort("too late"));
        assertThat(world.state).isEqualTo(end);
    }

    @Test
    void theWayBackIsDirectAndRemovesAFirstRelease() {
        Obedient world = new Obedient(canary().wayBack("d8"));
        assertThat(world.rollout.baseline()).isEqualTo(new Baseline.Release("b2"));
        world.until(RolloutState.Ended.class);
        assertThat(world.kinds()).containsExactly("start a1 1", "route 10000", "drain b2", "stop b2 0");
        assertThat(RolloutMachine.describe(world.rollout, world.state)).startsWith("back on a1 after ");

        Obedient gone = new Obedient(
                rollout("", Rollout.Role.WEB, Strategy.canary(DWELL), 1).wayBack("d9"));
        assertThat(gone.rollout.purpose()).isEqualTo(Rollout.Purpose.REMOVE);
        gone.start("b2", 1);
        gone.route = new Observation.Route(true, true, false, List.of(new Weight("b2", 10_000)), "b2", false, 0);
        gone.until(RolloutState.Ended.class);
        assertThat(gone.kinds()).containsExactly("route 0", "drain b2", "stop b2 0");
        assertThat(gone.state)
                .isInstanceOfSatisfying(
                        RolloutState.Promoted.class,
                        p -> assertThat(p.summary().serving()).isEmpty());
        assertThat(RolloutMachine.describe(gone.rollout, gone.state)).startsWith("took b2 away after ");
    }

    @Test
    void aWayBackThatFailsIsNotRolledBackAgain() {
        Obedient world = new Obedient(canary().wayBack("d8"));
        world.look();
        world.all("a1", Phase.CRASH_LOOP, 5);
        world.until(RolloutState.Ended.class);
        assertThat(world.state)
                .isInstanceOfSatisfying(
                        RolloutState.NeedsPerson.class,
                        n -> assertThat(n.what()).startsWith("ROLLBACK FAILED"));
        assertThat(world.route.weights()).contains(new Weight("b2", 10_000));
    }

    @Test
    void specificationCommandsAndEffectsSurviveJson() {
        Rollout rollout = rollout("a1", Rollout.Role.WEB, Strategy.rolling(3, DWELL), 3);
        assertThat(Json.read(Json.write(rollout), Rollout.class, "test")).isEqualTo(rollout);
        for (Command command : List.of(
                new Command.Abort("x\"y"),
                new Command.Pause(),
                new Command.Resume(),
                new Command.Advance("a"),
                new Command.Retry())) {
            assertThat(RolloutCodec.readCommand(RolloutCodec.write(command), "test"))
                    .isEqualTo(command);
        }
        Effect effect = new Effect.SetRoute("d/route-0/1", rollout.routeOf(0));
        assertThat(RolloutCodec.readEffect(RolloutCodec.write(effect), "test")).isEqualTo(effect);
        assertThatThrownBy(() -> RolloutCodec.readState("{\"type\":\"Flying\"}", "row 7"))
                .hasMessageContaining("Flying");
    }
}
