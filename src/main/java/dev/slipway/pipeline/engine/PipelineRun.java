package dev.slipway.pipeline.engine;

import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Step;
import dev.slipway.pipeline.Workflow;
import dev.slipway.pipeline.runner.Runner;
import dev.slipway.pipeline.schedule.Decision;
import dev.slipway.pipeline.schedule.Effect;
import dev.slipway.pipeline.schedule.Event;
import dev.slipway.pipeline.schedule.JobState;
import dev.slipway.pipeline.schedule.Outcome;
import dev.slipway.pipeline.schedule.RunPolicy;
import dev.slipway.pipeline.schedule.RunState;
import dev.slipway.pipeline.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/** One run of one workflow; used once. */
final class PipelineRun {
    private record StepKey(String job, int attempt, int step) {}

    private final Runner runner;
    private final Workflow workflow;
    private final RunListener listener;
    private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>();
    private final Map<String, Runner.Workspace> workspaces = new HashMap<>();
    private final Map<StepKey, List<String>> tails = new ConcurrentHashMap<>();
    private final ReentrantLock listening = new ReentrantLock();
    private RunState state;
    private Outcome outcome = Outcome.SUCCESS;

    PipelineRun(Runner runner, Workflow workflow, RunPolicy policy, RunListener listener) {
        this.runner = runner;
        this.workflow = workflow;
        this.listener = listener;
        this.state = RunState.of(workflow, policy);
    }

    RunResult run() throws InterruptedException {
        boolean interrupted = false;
        long begin = runner.timeline().nowMillis();
        long wake = take(new Event.Begin());
        while (!state.finished()) {
            List<Event> events;
            try {
                events = runner.timeline().await(inbox, wake);
            } catch (InterruptedException e) {
                interrupted = true;
                events = List.of(new Event.CancelRun());
            }
            for (Event event : events) {
                wake = take(event);
            }
            if (events.isEmpty()) {
                wake = take(new Event.Tick());
            }
        }
        if (interrupted) {
            throw new InterruptedException("the run was cancelled");
        }
        return result(Duration.ofMillis(runner.timeline().nowMillis() - begin));
    }

    private long take(Event event) {
        RunState before = state;
        Decision decision = Scheduler.step(state, event, runner.timeline().nowMillis());
        state = decision.state();
        tellEnds(before);
        decision.effects().forEach(this::carryOut);
        return decision.wakeMillis();
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Start s -> start(s);
            case Effect.Cancel c -> workspace(c.job(), c.attempt()).cancel(c.step());
            case Effect.Close c -> {
                Runner.Workspace workspace = workspaces.remove(key(c.job(), c.attempt()));
                if (workspace != null) {
                    workspace.close();
                }
            }
            case Effect.Finish f -> outcome = f.outcome();
        }
    }

    private void start(Effect.Start start) {
        Job job = workflow.job(start.job());
        Step step = job.steps().get(start.step());
        tell(() -> listener.stepStarted(job, step));
        workspace(start.job(), start.attempt()).start(start.step(), new Runner.Reports() {
            @Override
            public void line(String text) {
                tell(() -> listener.line(job, step, text));
            }

            @Override
            public void ended(Event.StepEnd end, List<String> tail) {
                tails.put(new StepKey(job.id(), start.attempt(), start.step()), List.copyOf(tail));
                inbox.add(new Event.StepEnded(job.id(), start.attempt(), start.step(), end));
            }
        });
    }

    private Runner.Workspace workspace(String job, int attempt) {
        return workspaces.computeIfAbsent(key(job, attempt), k -> runner.open(workflow.job(job), attempt));
    }

    private static String key(String job, int attempt) {
        return job + "/" + attempt;
    }

    /** Steps that this turn ended, in the order of the workflow. */
    private void tellEnds(RunState before) {
        for (Job job : workflow.jobs()) {
            JobState then = before.job(job.id());
            JobState after = state.job(job.id());
            if (after.equals(then)) {
                continue;
            }
            int attempt = attempt(then);
            int known = records(then).size();
            boolean same = attempt == attempt(after) || attempt == 0;
            List<JobState.StepRecord> records = records(after);
            for (JobState.StepRecord r : records.subList(same ? Math.min(known, records.size()) : 0, records.size())) {
                if (r.outcome() != Outcome.SKIPPED) {
                    RunResult.StepResult result = stepResult(job, attempt(after), r);
                    tell(() -> listener.stepEnded(job, job.steps().get(r.index()), result));
                }
            }
        }
    }

    private void tell(Runnable what) {
        listening.lock();
        try {
            what.run();
        } finally {
            listening.unlock();
        }
    }

    private static int attempt(JobState job) {
        return switch (job) {
            case JobState.Pending p -> 0;
            case JobState.Active a -> a.attempt();
            case JobState.Settled s -> s.attempts();
        };
    }

    private static List<JobState.StepRecord> records(JobState job) {
        return switch (job) {
            case JobState.Pending p -> List.of();
            case JobState.Active a -> a.steps();
            case JobState.Settled s -> s.steps();
        };
    }

    private RunResult.StepResult stepResult(Job job, int attempt, JobState.StepRecord r) {
        return new RunResult.StepResult(
                job.steps().get(r.index()).name(),
                r.outcome(),
                r.conclusion(),
                r.status(),
                r.note(),
                Duration.ofMillis(r.endedMillis() - r.startedMillis()),
                tails.getOrDefault(new StepKey(job.id(), attempt, r.index()), List.of()));
    }

    private RunResult result(Duration took) {
        List<RunResult.JobResult> jobs = new ArrayList<>();
        for (Job job : workflow.jobs()) {
            if (state.jobs().get(job.id()) instanceof JobState.Settled s) {
                jobs.add(new RunResult.JobResult(
                        job.id(),
                        s.outcome(),
                        s.conclusion(),
                        s.attempts(),
                        Duration.ofMillis(s.endedMillis() - s.startedMillis()),
                        s.steps().stream()
                                .map(r -> stepResult(job, s.attempts(), r))
                                .toList()));
            }
        }
        return new RunResult(workflow.name(), outcome, took, jobs);
    }
}
