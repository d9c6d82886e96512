package dev.slipway.pipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.Condition;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.Tolerance;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random workflows in random worlds: late, lost and repeated reports, deaf steps, cancels. The failing seed is printed. */
class SchedulerSimulationTest {
    private static final int SEEDS = 2_000;

    @Test
    void whatAlwaysHoldsHoldsInEveryWorld() {
        long chosen = Long.getLong("slipway.seed", -1);
        for (long seed = chosen < 0 ? 0 : chosen; seed < (chosen < 0 ? SEEDS : chosen + 1); seed++) {
            try {
                new World(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " (-Dslipway.seed=" + seed + ")", e);
            }
        }
    }

    private static final class World {
        private record Due(long at, long order, Event event) {}

        private final SplittableRandom random;
        private final Workflow workflow;
        private final RunPolicy policy;
        private final PriorityQueue<Due> future =
                new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
        private final Map<String, Integer> running = new HashMap<>();
        private final Set<String> closed = new HashSet<>();
        private long order;
        private long now;
        private RunState state;

        World(long seed) {
            random = new SplittableRandom(seed);
            workflow = workflow();
            policy = new RunPolicy(
                    1 + random.nextInt(4),
                    random.nextInt(3) == 0,
                    timeout(5, 20_000),
                    Duration.ofMillis(500),
                    Duration.ofMillis(1 + random.nextInt(3_000)));
            state = RunState.of(workflow, policy);
        }

        void run() {
            plan(0, new Event.Begin());
            if (random.nextInt(4) == 0) {
                plan(random.nextInt(10_000), new Event.CancelRun());
            }
            boolean finished = false;
            for (int turns = 0; !finished; turns++) {
                assertThat(turns).as("turns").isLessThan(5_000);
                assertThat(future).as("something is to come").isNotEmpty();
                Due due = future.remove();
                assertThat(due.at()).isGreaterThanOrEqualTo(now);
                now = due.at();
                RunState before = state;
                Decision decision = Scheduler.step(state, due.event(), now);
                assertThat(Scheduler.step(before, due.event(), now)).as("pure").isEqualTo(decision);
                state = decision.state();
                forgetEnded(before);
                decision.effects().forEach(this::carryOut);
                check();
                finished = decision.effects().stream().anyMatch(e -> e instanceof Effect.Finish);
                if (decision.wakeMillis() < Long.MAX_VALUE) {
                    assertThat(decision.wakeMillis()).as("wakes later").isGreaterThan(now);
                    plan(decision.wakeMillis() - now, new Event.Tick());
                }
            }
            assertThat(state.jobs().values()).allMatch(s -> s instanceof JobState.Settled);
            assertThat(running).isEmpty();
        }

        private void forgetEnded(RunState before) {
            before.jobs().forEach((id, job) -> {
                if (job instanceof JobState.Active a
                        && !(state.jobs().get(id) instanceof JobState.Active b
                                && b.attempt() == a.attempt()
                                && b.current() == a.current())) {
                    running.remove(id);
                }
            });
        }

        private void carryOut(Effect effect) {
            switch (effect) {
                case Effect.Start s -> {
                    Job job = workflow.job(s.job());
                    for (String need : job.needs()) {
                        assertThat(state.jobs().get(need)).as("need of " + s).isInstanceOf(JobState.Settled.class);
                    }
                    assertThat(running.put(s.job(), s.step()))
                            .as("one step at a time")
                            .isNull();
                    assertThat(closed).doesNotContain(s.job() + s.attempt());
                    if (random.nextInt(12) > 0) {
                        long takes = random.nextInt(random.nextInt(8) == 0 ? 8_000 : 900);
                        Event.StepEnd end = random.nextInt(10) == 0
                                ? new Event.StepEnd.Lost("lost")
                                : new Event.StepEnd.Exited(random.nextInt(4) == 0 ? 1 : 0);
                        plan(takes, new Event.StepEnded(s.job(), s.attempt(), s.step(), end));
                        if (random.nextInt(10) == 0) {
                            plan(takes + 50, new Event.StepEnded(s.job(), s.attempt(), s.step(), end));
                        }
                    } else {
                        // Never ends by itself: only a timeout or a cancel helps.
                        plan(30_000, new Event.CancelRun());
                    }
                }
                case Effect.Cancel c -> {
                    assertThat(running).containsEntry(c.job(), c.step());
                    if (random.nextInt(4) > 0) {
                        plan(
                                random.nextInt(700),
                                new Event.StepEnded(c.job(), c.attempt(), c.step(), new Event.StepEnd.Stopped()));
                    }
                }
                case Effect.Close c -> {
                    assertThat(closed.add(c.job() + c.attempt())).isTrue();
                    running.remove(c.job());
                }
                case Effect.Finish f -> {}
            }
        }

        private void check() {
            assertThat(state.active()).isLessThanOrEqualTo(policy.maxParallel());
            Set<String> locks = new HashSet<>();
            state.jobs().forEach((id, job) -> {
                if (job instanceof JobState.Active a) {
                    String lock = workflow.job(id).lock();
                    assertThat(lock.isEmpty() || locks.add(lock))
                            .as("lock " + lock)
                            .isTrue();
                    running.put(id, a.current());
                } else {
                    running.remove(id);
                }
                if (job instanceof JobState.Settled s) {
                    assertThat(s.steps().size())
                            .isIn(0, workflow.job(id).steps().size());
                    assertThat(s.conclusion() == s.outcome() || workflow.job(id).continueOnError())
                            .isTrue();
                }
            });
        }

        private void plan(long in, Event event) {
            future.add(new Due(now + in, order++, event));
        }

        private Workflow workflow() {
            List<Job> jobs = new ArrayList<>();
            int count = 1 + random.nextInt(9);
            for (int i = 0; i < count; i++) {
                List<String> needs = new ArrayList<>();
                for (int n = 0; n < i; n++) {
                    if (random.nextInt(3) == 0) {
                        needs.add("j" + n);
                    }
                }
                List<Step> steps = new ArrayList<>();
                int stepCount = random.nextInt(4);
                for (int s = 0; s < stepCount; s++) {
                    steps.add(new Step(
                            "s" + s,
                            new Work.Program(List.of("x")),
                            ".",
                            Map.of(),
                            condition(),
                            timeout(4, 2_000),
                            tolerance()));
                }
                jobs.add(new Job(
                        "j" + i,
                        needs,
                        condition(),
                        steps,
                        Map.of(),
                        timeout(4, 4_000),
                        random.nextInt(3) == 0 ? "lock" : "",
                        1 + random.nextInt(3),
                        random.nextInt(5) == 0));
            }
            return new Workflow("w", jobs);
        }

        private Tolerance tolerance() {
            return switch (random.nextInt(8)) {
                case 0 -> new Tolerance.All();
                case 1 -> new Tolerance.Statuses(Set.of(1));
                default -> Tolerance.none();
            };
        }

        private Condition condition() {
            return switch (random.nextInt(6)) {
                case 0 -> new Condition.OnFailure();
                case 1 -> new Condition.Always();
                default -> new Condition.OnSuccess();
            };
        }

        private Timeout timeout(int oneIn, int maxMillis) {
            return random.nextInt(oneIn) == 0
                    ? new Timeout.After(Duration.ofMillis(1 + random.nextInt(maxMillis)))
                    : Timeout.none();
        }
    }
}
