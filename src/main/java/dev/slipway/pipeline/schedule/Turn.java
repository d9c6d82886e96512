package dev.slipway.pipeline.schedule;

import dev.slipway.pipeline.Condition;
import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.schedule.JobState.Active;
import dev.slipway.pipeline.schedule.JobState.Pending;
import dev.slipway.pipeline.schedule.JobState.Settled;
import dev.slipway.pipeline.schedule.JobState.StepRecord;
import dev.slipway.pipeline.schedule.JobState.Stop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One turn of the scheduler: works on a copy of the state and collects effects. Used once, by one thread. */
final class Turn {
    private static final Stop NO_STOP = new Stop.No();

    private final RunState before;
    private final long now;
    private final Map<String, JobState> jobs;
    private final List<Effect> effects = new ArrayList<>();
    private long startedMillis;
    private Stop stop;

    Turn(RunState before, long now) {
        this.before = before;
        this.now = now;
        this.jobs = new LinkedHashMap<>(before.jobs());
        this.startedMillis = before.startedMillis();
        this.stop = before.stop();
    }

    Decision take(Event event) {
        switch (event) {
            case Event.Begin b -> startedMillis = now;
            case Event.StepEnded e -> stepEnded(e);
            case Event.Tick t -> {}
            case Event.CancelRun c -> stopRun(Outcome.CANCELLED);
        }
        if (reached(startedMillis, before.policy().timeout().millis())) {
            stopRun(Outcome.TIMED_OUT);
        }
        before.workflow().jobs().forEach(this::applyTimes);
        settleAndStart();
        boolean finished = jobs.values().stream().allMatch(s -> s instanceof Settled);
        if (finished) {
            effects.add(new Effect.Finish(outcome()));
        }
        RunState after = new RunState(before.workflow(), before.policy(), startedMillis, jobs, stop, finished);
        return new Decision(after, effects, finished ? Long.MAX_VALUE : wake());
    }

    private void stepEnded(Event.StepEnded event) {
        if (jobs.get(event.job()) instanceof Active a
                && a.attempt() == event.attempt()
                && a.current() == event.step()) {
            Job job = before.workflow().job(event.job());
            Step step = job.steps().get(event.step());
            Outcome outcome = outcome(event.end(), a.stepStop());
            int status = event.end() instanceof Event.StepEnd.Exited(int s) ? s : -1;
            String note = event.end() instanceof Event.StepEnd.Lost(String reason) ? reason : "";
            advance(job, a, record(a, step, outcome, status, note), false);
        }
    }

    private static Outcome outcome(Event.StepEnd end, Stop stop) {
        // One that came to a good end while we told it to stop has come to a good end.
        if (end instanceof Event.StepEnd.Exited(int status) && status == 0) {
            return Outcome.SUCCESS;
        }
        return switch (stop) {
            case Stop.Told t -> t.reason();
            case Stop.No n ->
                switch (end) {
                    case Event.StepEnd.Exited e -> Outcome.FAILURE;
                    case Event.StepEnd.Stopped s -> Outcome.CANCELLED;
                    case Event.StepEnd.Lost l -> Outcome.FAILURE;
                };
        };
    }

    private StepRecord record(Active a, Step step, Outcome outcome, int status, String note) {
        Outcome conclusion = outcome.failed() && step.tolerance().covers(status) ? Outcome.SUCCESS : outcome;
        return new StepRecord(a.current(), outcome, conclusion, status, note, a.stepStartedMillis(), now);
    }

    /** The run's own stop: pending jobs are over, active ones are told. */
    private void stopRun(Outcome reason) {
        if (stop instanceof Stop.No) {
            stop = new Stop.Told(reason, now);
        }
    }

    /** Deadlines of an active job: the run's stop, its own, its step's, its cleanup's, and the grace of a stop. */
    private void applyTimes(Job job) {
        if (!(jobs.get(job.id()) instanceof Active a)) {
            return;
        }
        Stop jobStop = a.jobStop();
        if (jobStop instanceof Stop.No && stop instanceof Stop.Told) {
            jobStop = new Stop.Told(Outcome.CANCELLED, now);
        } else if (jobStop instanceof Stop.No
                && reached(a.startedMillis(), job.timeout().millis())) {
            jobStop = new Stop.Told(Outcome.TIMED_OUT, now);
        }
        Step step = job.steps().get(a.current());
        Stop stepStop = a.stepStop();
        if (stepStop instanceof Stop.No) {
            stepStop = stepStop(a, step, jobStop);
            if (stepStop instanceof Stop.Told) {
                effects.add(new Effect.Cancel(job.id(), a.attempt(), a.current()));
            }
        }
        Active told = new Active(
                a.attempt(), a.startedMillis(), a.steps(), a.current(), a.stepStartedMillis(), stepStop, jobStop);
        jobs.put(job.id(), told);
        if (stepStop instanceof Stop.Told t
                && reached(t.sinceMillis(), before.policy().grace().toMillis())) {
            advance(job, told, record(told, step, t.reason(), -1, "did not end when it was told to"), true);
        }
    }

    private Stop stepStop(Active a, Step step, Stop jobStop) {
        if (reached(a.stepStartedMillis(), step.timeout().millis())) {
            return new Stop.Told(Outcome.TIMED_OUT, now);
        }
        return switch (jobStop) {
            case Stop.No n -> NO_STOP;
            case Stop.Told t -> {
                boolean cleaning = step.condition() instanceof Condition.Always;
                boolean mayGoOn = cleaning
                        && !reached(t.sinceMillis(), before.policy().cleanup().toMillis());
                yield mayGoOn ? NO_STOP : new Stop.Told(t.reason(), now);
            }
        };
    }

    /** After a step: the next one whose condition holds, or the job's end, or its next attempt. */
    private void advance(Job job, Active a, StepRecord ended, boolean givenUp) {
        List<StepRecord> done = new ArrayList<>(a.steps());
        done.add(ended);
        startNext(job, a.attempt(), a.startedMillis(), done, a.jobStop(), givenUp);
    }

    private void startNext(Job job, int attempt, long started, List<StepRecord> done, Stop jobStop, boolean givenUp) {
        for (int i = done.size(); i < job.steps().size(); i++) {
            if (!givenUp && wanted(job.steps().get(i).condition(), done, jobStop)) {
                jobs.put(job.id(), new Active(attempt, started, done, i, now, NO_STOP, jobStop));
                effects.add(new Effect.Start(job.id(), attempt, i));
                return;
            }
            done.add(new StepRecord(i, Outcome.SKIPPED, Outcome.SKIPPED, -1, "", now, now));
        }
        effects.add(new Effect.Close(job.id(), attempt));
        Outcome outcome = jobOutcome(done, jobStop);
        if (outcome.failed() && attempt < job.attempts() && stop instanceof Stop.No) {
            startNext(job, attempt + 1, now, new ArrayList<>(), NO_STOP, false);
            return;
        }
        settle(job, outcome, attempt, started, done);
    }

    private boolean wanted(Condition condition, List<StepRecord> done, Stop jobStop) {
        boolean failed = done.stream().anyMatch(r -> r.conclusion().failed());
        return switch (jobStop) {
            case Stop.No n ->
                switch (condition) {
                    case Condition.OnSuccess c -> !failed;
                    case Condition.OnFailure c -> failed;
                    case Condition.Always c -> true;
                };
            case Stop.Told t ->
                condition instanceof Condition.Always
                        && !reached(t.sinceMillis(), before.policy().cleanup().toMillis());
        };
    }

    private static Outcome jobOutcome(List<StepRecord> done, Stop jobStop) {
        return switch (jobStop) {
            case Stop.Told t -> t.reason();
            case Stop.No n ->
                done.stream()
                        .map(StepRecord::conclusion)
                        .filter(c -> c.failed() || c == Outcome.CANCELLED)
                        .findFirst()
                        .orElse(Outcome.SUCCESS);
        };
    }

    private void settle(Job job, Outcome outcome, int attempts, long started, List<StepRecord> steps) {
        Outcome conclusion = outcome.failed() && job.continueOnError() ? Outcome.SUCCESS : outcome;
        jobs.put(job.id(), new Settled(outcome, conclusion, attempts, started, now, steps));
        if (conclusion.failed() && before.policy().failFast() && stop instanceof Stop.No) {
            stop = new Stop.Told(Outcome.FAILURE, now);
            before.workflow().jobs().forEach(this::applyTimes);
        }
    }

    /** Pending jobs: over when they will never run, started in the workflow's order when they can. */
    private void settleAndStart() {
        for (boolean changed = true; changed; ) {
            changed = false;
            int active = 0;
            Set<String> locks = new HashSet<>();
            for (Job job : before.workflow().jobs()) {
                if (jobs.get(job.id()) instanceof Active) {
                    active++;
                    locks.add(job.lock());
                }
            }
            for (Job job : before.workflow().jobs()) {
                if (!(jobs.get(job.id()) instanceof Pending)) {
                    continue;
                }
                boolean lockFree = job.lock().isEmpty() || !locks.contains(job.lock());
                switch (readiness(job)) {
                    case NEVER -> {
                        settle(job, stop instanceof Stop.No ? Outcome.SKIPPED : Outcome.CANCELLED, 0, now, List.of());
                        changed = true;
                    }
                    case NOW -> {
                        if (lockFree && active < before.policy().maxParallel()) {
                            startNext(job, 1, now, new ArrayList<>(), NO_STOP, false);
                            boolean runs = jobs.get(job.id()) instanceof Active;
                            active += runs ? 1 : 0;
                            locks.add(runs ? job.lock() : "");
                            changed |= !runs;
                        }
                    }
                    case LATER -> {}
                }
            }
        }
    }

    private enum Readiness {
        NOW,
        LATER,
        NEVER
    }

    private Readiness readiness(Job job) {
        if (stop instanceof Stop.Told) {
            return Readiness.NEVER;
        }
        boolean good = true;
        boolean failed = false;
        for (String need : job.needs()) {
            if (!(jobs.get(need) instanceof Settled s)) {
                return Readiness.LATER;
            }
            good &= s.conclusion() == Outcome.SUCCESS;
            failed |= s.conclusion().failed();
        }
        boolean wanted = switch (job.condition()) {
            case Condition.OnSuccess c -> good;
            case Condition.OnFailure c -> failed;
            case Condition.Always c -> true;
        };
        return wanted ? Readiness.NOW : Readiness.NEVER;
    }

    private Outcome outcome() {
        if (stop instanceof Stop.Told(Outcome reason, long since)) {
            return reason;
        }
        boolean failed = false;
        boolean cancelled = false;
        for (JobState state : jobs.values()) {
            if (state instanceof Settled s) {
                failed |= s.conclusion().failed();
                cancelled |= s.conclusion() == Outcome.CANCELLED;
            }
        }
        return failed ? Outcome.FAILURE : cancelled ? Outcome.CANCELLED : Outcome.SUCCESS;
    }

    private long wake() {
        long wake = plus(
                startedMillis,
                stop instanceof Stop.No ? before.policy().timeout().millis() : Long.MAX_VALUE);
        for (Job job : before.workflow().jobs()) {
            if (jobs.get(job.id()) instanceof Active a) {
                wake = Math.min(wake, wake(job, a));
            }
        }
        return wake;
    }

    private long wake(Job job, Active a) {
        return switch (a.stepStop()) {
            case Stop.Told t -> plus(t.sinceMillis(), before.policy().grace().toMillis());
            case Stop.No n -> {
                long step = plus(
                        a.stepStartedMillis(),
                        job.steps().get(a.current()).timeout().millis());
                long whole = switch (a.jobStop()) {
                    case Stop.No m -> plus(a.startedMillis(), job.timeout().millis());
                    case Stop.Told t ->
                        plus(t.sinceMillis(), before.policy().cleanup().toMillis());
                };
                yield Math.min(step, whole);
            }
        };
    }

    private boolean reached(long since, long limit) {
        return now >= plus(since, limit);
    }

    private static long plus(long a, long b) {
        return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
    }
}
