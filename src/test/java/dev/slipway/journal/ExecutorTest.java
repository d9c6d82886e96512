package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.IdSource;
import dev.slipway.exec.files.Home;
import dev.slipway.journal.CrashingJournal.When;
import dev.slipway.journal.RunResult.Status;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import dev.slipway.store.Audit;
import dev.slipway.store.AuditRecord;
import dev.slipway.store.Database;
import dev.slipway.store.PostgresForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresForTests.class)
class ExecutorTest {
    private static final Plan PLAN = Plans.plan(
            List.of(Plans.once("a"), Plans.machine("m"), Plans.once("b"), Plans.machine("n"), Plans.once("c")), "s/1");
    private static final Map<String, Integer> ALL =
            Map.of("a", 1, "m", ToyWorld.TOP, "b", 1, "n", ToyWorld.TOP, "c", 1);

    /** More deaths of one run than any test causes. */
    private static final int MAX_LIVES = 20;

    private final VirtualClock clock = new VirtualClock();
    private final IdSource ids = Plans.ids();
    private int nextPid = -1;
    private Database database;

    @TempDir
    Path folder;

    @BeforeEach
    void begin(PostgresForTests.Store store) {
        database = store.open();
    }

    @AfterEach
    void end() {
        assertThat(Audit.verify(database)).isInstanceOf(Audit.Checked.Whole.class);
        database.close();
    }

    private Journal journal() {
        return new PostgresJournal(database, clock, ids, Plans::dead);
    }

    /** A fresh executor of a process that is as good as dead once it is killed. */
    private Executor executor(Journal journal, ToyWorld world, int failAt) {
        return new Executor(
                journal,
                Plans.OPEN,
                List.of(world.new Switch()),
                List.of(world.new Stairs(failAt)),
                clock,
                Plans.owner(nextPid--),
                clock::advance);
    }

    @Test
    void doesAllActionsInOrder() {
        var world = new ToyWorld();
        RunResult result = executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT);
        assertThat(result)
                .isInstanceOfSatisfying(
                        RunResult.Succeeded.class,
                        s -> assertThat(s.actions())
                                .extracting(
                                        RunResult.ActionOutcome::key,
                                        RunResult.ActionOutcome::status,
                                        RunResult.ActionOutcome::detail)
                                .startsWith(
                                        org.assertj.core.groups.Tuple.tuple("a", Status.DONE, "on"),
                                        org.assertj.core.groups.Tuple.tuple("m", Status.DONE, "top")));
        assertThat(world.things).isEqualTo(ALL);
        assertThat(world.log)
                .containsExactly("act a", "m/up1", "m/up2", "m/up3", "act b", "n/up1", "n/up2", "n/up3", "act c");
    }

    @Test
    void comesToTheSameEndKilledAtEveryWriteAndEveryTouchOfAGoodRun() {
        int points = killEverywhere(() -> new ToyWorld(), 0, RunResult.Succeeded.class, ALL);
        assertThat(points).isGreaterThanOrEqualTo(70);
    }

    @Test
    void comesToTheSameEndKilledAtEveryWriteAndEveryTouchOfABadRun() {
        // The last action never works: everything before it is taken back.
        int points = killEverywhere(
                () -> new ToyWorld().failing("act c", Integer.MAX_VALUE), 0, RunResult.Failed.class, Map.of());
        assertThat(points).isGreaterThan(90);
    }

    @Test
    void comesToTheSameEndKilledAtEveryWriteOfARunWhoseMachineGoesBack() {
        int points = killEverywhere(ToyWorld::new, 3, RunResult.Failed.class, Map.of());
        assertThat(points).isGreaterThan(30);
    }

    private int killEverywhere(
            java.util.function.Supplier<ToyWorld> worlds,
            int failAt,
            Class<? extends RunResult> expected,
            Map<String, Integer> end) {
        var counting = new CrashingJournal(journal(), 0, When.AFTER);
        ToyWorld undisturbed = worlds.get();
        assertThat(executor(counting, undisturbed, failAt).run(PLAN, Plans.ME, Listener.SILENT))
                .isInstanceOf(expected);
        assertThat(undisturbed.things).isEqualTo(end);
        int points = 0;
        for (When when : When.values()) {
            for (int point = 1; point <= counting.writes(); point++, points++) {
                ToyWorld world = worlds.get();
                survive("write " + point, world, new CrashingJournal(journal(), point, when), failAt, expected, end);
            }
            for (int touch = 1; touch <= undisturbed.touches(); touch++, points++) {
                ToyWorld world = worlds.get();
                world.killAt(touch, when);
                survive("touch " + touch, world, journal(), failAt, expected, end);
            }
        }
        return points;
    }

    /** One life is killed; each later life dies at its own third write, until one comes through. */
    private void survive(
            String where,
            ToyWorld world,
            Journal first,
            int failAt,
            Class<? extends RunResult> expected,
            Map<String, Integer> end) {
        List<RunResult> results = new ArrayList<>();
        try {
            results.add(executor(first, world, failAt).run(PLAN, Plans.ME, Listener.SILENT));
        } catch (CrashingJournal.Killed killed) {
            where = where + " (" + killed.getMessage() + ")";
        }
        for (int life = 0; results.isEmpty() && life < MAX_LIVES; life++) {
            int dieAt = life < 3 ? 3 + life : 0;
            try {
                results.addAll(executor(new CrashingJournal(journal(), dieAt, When.AFTER), world, failAt)
                        .recover(Listener.SILENT));
                if (results.isEmpty()) {
                    // Killed before it began or after it ended: a person would start it again, or see that it is done.
                    assertThat(world.things).as(where).isIn(Map.of(), end);
                    return;
                }
            } catch (CrashingJournal.Killed again) {
                continue;
            }
        }
        assertThat(results).as(where).singleElement().isInstanceOf(expected);
        assertThat(world.things).as(where).isEqualTo(end);
        assertThat(journal().unfinished()).as(where).isEmpty();
    }

    @Test
    void unwindsToTheStartFromAFaultAtEveryStep() {
        var undisturbed = new ToyWorld();
        executor(journal(), undisturbed, 0).run(PLAN, Plans.ME, Listener.SILENT);
        for (String touch : undisturbed.log) {
            boolean effect = touch.contains("/");
            var world = new ToyWorld().failing(touch, Integer.MAX_VALUE);
            RunResult result = executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT);
            assertThat(result).as(touch).isInstanceOfSatisfying(RunResult.Failed.class, f -> {
                assertThat(f.why()).contains("the toy is broken");
                assertThat(f.rolledBack()).isEqualTo(!touch.equals("act a"));
            });
            assertThat(world.things).as(touch).isEmpty();
            assertThat(effect || !world.log.contains(touch)).isTrue();
        }
    }

    @Test
    void goesOnWhenAnEffectFailsAFewTimes() {
        var world =
                new ToyWorld().failing("m/up2", MachineDrive.MAX_TROUBLE - 1).failing("n/up1", 1);
        assertThat(executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT))
                .isInstanceOf(RunResult.Succeeded.class);
        assertThat(world.things).isEqualTo(ALL);
    }

    @Test
    void callsAPersonWhenAMachineCanNeitherGoOnNorBack() {
        var world = new ToyWorld().failing("m/up2", Integer.MAX_VALUE).failing("m/down0", Integer.MAX_VALUE);
        assertThat(executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT))
                .isInstanceOfSatisfying(
                        RunResult.Stuck.class, s -> assertThat(s.what()).startsWith("'climb m' cannot go on"));
        assertThat(world.things).isEqualTo(Map.of("a", 1, "m", 1));
        assertThat(journal().unfinished()).isEmpty();
    }

    @Test
    void callsAPersonWhenAnActionCannotBeTakenBack() {
        var world = new ToyWorld().failing("act c", 1).failing("m/down2", Integer.MAX_VALUE);
        assertThat(executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT))
                .isInstanceOfSatisfying(
                        RunResult.Stuck.class, s -> assertThat(s.what()).startsWith("could not take back 'climb m'"));
        assertThat(world.things).isEqualTo(Map.of("a", 1, "m", ToyWorld.TOP));
        var twice = new ToyWorld().failing("act c", 1).failing("m/down2", 2);
        assertThat(executor(journal(), twice, 0).run(PLAN, Plans.ME, Listener.SILENT))
                .isInstanceOf(RunResult.Failed.class);
        assertThat(twice.things).isEmpty();
    }

    @Test
    void journalsEveryStepOfAMachinesWayBack() {
        var world = new ToyWorld().failing("act c", 1);
        RunResult result = executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT);
        assertThat(result).isInstanceOf(RunResult.Failed.class);
        List<Event> events = journal().read(((RunResult.Failed) result).run()).orElseThrow().events().stream()
                .map(Run.Recorded::event)
                .filter(e -> e instanceof Event.Intended i
                        && i.action().startsWith("m")
                        && !i.key().startsWith("m/up")
                        && !i.equals(new Event.Intended("m", Event.ACT, "")))
                .toList();
        assertThat(events)
                .containsExactly(
                        new Event.Intended("m", Event.UNDO, ""),
                        new Event.Intended("m-back", Event.ACT, ""),
                        new Event.Intended("m-back", "m/down2", "2"),
                        new Event.Intended("m-back", "m/down1", "1"),
                        new Event.Intended("m-back", "m/down0", "0"));
    }

    @Test
    void touchesNothingWhenAGateIsClosedOrTheScopeIsHeld() {
        var world = new ToyWorld();
        var refused = new Executor(
                journal(),
                Plans.CLOSED,
                List.of(world.new Switch()),
                List.of(world.new Stairs(0)),
                clock,
                Plans.owner(1));
        assertThat(refused.run(PLAN, Plans.ME, Listener.SILENT)).isInstanceOf(RunResult.Refused.class);
        Lease held = JournalContract.lease(journal().begin(PLAN, Plans.ME, Plans.owner(1), Plans.OPEN));
        assertThat(executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT))
                .isInstanceOfSatisfying(
                        RunResult.Busy.class, b -> assertThat(b.holder().run()).isEqualTo(held.run()));
        assertThat(executor(journal(), world, 0).recover(Listener.SILENT)).isEmpty();
        assertThat(world.log).isEmpty();
        assertThatThrownBy(() -> executor(journal(), world, 0)
                        .run(
                                Plans.plan(
                                        List.of(new Action("x", "unknown", Action.Shape.ONCE, List.of(), "", "")), "x"),
                                Plans.ME,
                                Listener.SILENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stopsAtTheNextWriteWhenAnotherTookOver() {
        var world = new ToyWorld();
        var taker = executor(journal(), world, 0);
        AtomicReference<RunResult> taken = new AtomicReference<>();
        RunResult result = executor(journal(), world, 0).run(PLAN, Plans.ME, new Listener() {
            @Override
            public void onState(Action action, String summary) {
                if (summary.equals("up to 2") && taken.get() == null) {
                    taken.set(taker.recover(Listener.SILENT).getFirst());
                }
            }
        });
        assertThat(taken.get()).isInstanceOf(RunResult.Succeeded.class);
        assertThat(result).isInstanceOf(RunResult.Succeeded.class);
        assertThat(world.things).isEqualTo(ALL);
    }

    @Test
    void takesBackWhatWasDoneWhenAskedToAbort() {
        for (String moment : List.of("up to 1", "up to 3", "top")) {
            var world = new ToyWorld();
            var executor = executor(journal(), world, 0);
            AtomicReference<RunId> run = new AtomicReference<>();
            RunResult result = executor.run(PLAN, Plans.ME, new Listener() {
                @Override
                public void onRun(RunId id, Plan plan, boolean resumed) {
                    run.set(id);
                }

                @Override
                public void onState(Action action, String summary) {
                    if (action.key().equals("n") && summary.equals(moment)) {
                        executor.interrupt(run.get(), new Ask.Abort("you said so"));
                    }
                }
            });
            assertThat(result)
                    .as(moment)
                    .isInstanceOfSatisfying(
                            RunResult.Failed.class, f -> assertThat(f.why()).endsWith("you said so"));
            assertThat(world.things).as(moment).isEmpty();
        }
    }

    @Test
    void hearsAnotherProcessWhileAMachinePauses() {
        var world = new ToyWorld();
        AtomicReference<RunId> run = new AtomicReference<>();
        var listener = new Listener() {
            @Override
            public void onRun(RunId id, Plan plan, boolean resumed) {
                run.set(id);
            }

            @Override
            public void onState(Action action, String summary) {
                if (summary.equals("up to 2")) {
                    assertThat(executor(journal(), world, 0).interrupt(run.get(), new Ask.Steer("stuck")))
                            .isTrue();
                }
            }
        };
        assertThat(executor(journal(), world, 0).run(PLAN, Plans.ME, listener))
                .isInstanceOfSatisfying(
                        RunResult.Stuck.class, s -> assertThat(s.what()).isEqualTo("on the stairs"));
    }

    @Test
    void interruptsAOnceActionWhenAskedToAbortAndLeavesItWhenAskedToDetach() throws Exception {
        for (boolean abort : List.of(true, false)) {
            var world = new ToyWorld();
            var begun = new CountDownLatch(1);
            var slow = new Once() {
                @Override
                public String kind() {
                    return "slow";
                }

                @Override
                public Seen observe(Action action) {
                    return new Seen.NotDone();
                }

                @Override
                public String act(Action action, Fence fence) throws InterruptedException {
                    begun.countDown();
                    new CountDownLatch(1).await();
                    return "";
                }

                @Override
                public void undo(Action action, String outcome, Fence fence) {}
            };
            Plan plan = Plans.plan(
                    List.of(Plans.once("a"), new Action("z", "slow", Action.Shape.ONCE, List.of(), "", "wait")),
                    "abort " + abort);
            var executor = new Executor(
                    journal(), Plans.OPEN, List.of(world.new Switch(), slow), List.of(), clock, Plans.owner(-500));
            AtomicReference<RunId> run = new AtomicReference<>();
            AtomicReference<RunResult> result = new AtomicReference<>();
            Thread driver = Thread.ofPlatform()
                    .start(() -> result.set(executor.run(plan, Plans.ME, new Listener() {
                        @Override
                        public void onRun(RunId id, Plan p, boolean resumed) {
                            run.set(id);
                        }
                    })));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            if (abort) {
                executor.interrupt(run.get(), new Ask.Abort("Ctrl-C"));
            } else {
                executor.detach(run.get());
            }
            assertThat(driver.join(Duration.ofSeconds(20))).isTrue();
            if (abort) {
                assertThat(result.get())
                        .isInstanceOfSatisfying(
                                RunResult.Failed.class, f -> assertThat(f.why()).isEqualTo("Ctrl-C"));
                assertThat(world.things).isEmpty();
            } else {
                assertThat(result.get()).isInstanceOf(RunResult.Detached.class);
                assertThat(world.things).isEqualTo(Map.of("a", 1));
                assertThat(journal().unfinished()).singleElement().matches(Holder::claimable);
            }
        }
    }

    @Test
    void leavesARunThatBreaksOurCodeToAPersonAfterAFewTries() {
        var world = new ToyWorld();
        Plan plan = Plans.plan(List.of(Plans.machine("m")), "poison");
        try {
            executor(new CrashingJournal(journal(), 2, When.AFTER), world, 0).run(plan, Plans.ME, Listener.SILENT);
        } catch (CrashingJournal.Killed expected) {
            assertThat(expected.getMessage()).startsWith("killed after write 2");
        }
        var bad = new Machine() {
            private final Machine stairs = world.new Stairs(0);

            @Override
            public String kind() {
                return "climb";
            }

            @Override
            public String initial(Action action) {
                return stairs.initial(action);
            }

            @Override
            public Tick decide(
                    Action action,
                    String state,
                    boolean resumed,
                    java.util.Optional<String> command,
                    java.time.Instant now) {
                return new Tick("", List.of(new Effect(Event.ACT, "")), new Next.Succeeded(), "");
            }

            @Override
            public void perform(Action action, Effect effect, Fence fence) {}

            @Override
            public java.util.Optional<Action> wayBack(Action action, String state) {
                return java.util.Optional.empty();
            }
        };
        List<RunResult> results = List.of();
        List<String> trouble = new ArrayList<>();
        for (int i = 0; i < MAX_LIVES && !(results.stream().anyMatch(RunResult.Stuck.class::isInstance)); i++) {
            results = new Executor(journal(), Plans.OPEN, List.of(), List.of(bad), clock, Plans.owner(nextPid--))
                    .recover(new Listener() {
                        @Override
                        public void onTrouble(RunId run, String why) {
                            trouble.add(why);
                        }
                    });
        }
        assertThat(trouble).hasSize(5).allMatch(t -> t.contains("must not be called act"));
        assertThat(journal().unfinished()).isEmpty();
    }

    @Test
    void auditsEveryEffectBeforeAndAfter() {
        var world = new ToyWorld();
        RunResult result = executor(journal(), world, 0).run(PLAN, Plans.ME, Listener.SILENT);
        RunId run = ((RunResult.Succeeded) result).run();
        List<String> records = database.inTransaction(tx -> tx.audit().of(run.value())).stream()
                .map(r -> r.action() + " " + r.object())
                .toList();
        for (String effect : List.of("a act", "m m/up1", "m m/up2", "m m/up3", "b act", "c act")) {
            assertThat(records)
                    .containsSubsequence("effect.intended shop/local " + effect, "effect.done shop/local " + effect);
        }
        List<AuditRecord> latest = database.inTransaction(tx -> tx.audit().latest(1));
        assertThat(latest).extracting(AuditRecord::action).containsExactly("plan.succeeded");
    }

    @Test
    void drivesPlansOnFilesAsWell() {
        Journal files = new FileJournal(new Home(folder), clock, ids, Plans::dead);
        var world = new ToyWorld();
        try {
            executor(new CrashingJournal(files, 9, When.AFTER), world, 0).run(PLAN, Plans.ME, Listener.SILENT);
        } catch (CrashingJournal.Killed expected) {
            assertThat(executor(files, world, 0).recover(Listener.SILENT))
                    .singleElement()
                    .isInstanceOf(RunResult.Succeeded.class);
        }
        assertThat(world.things).isEqualTo(ALL);
    }
}
