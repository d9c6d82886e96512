package dev.slipway.pipeline.engine;

import dev.slipway.base.SlipwayException;
import dev.slipway.pipeline.flow.FlowEffect;
import dev.slipway.pipeline.flow.FlowEvent;
import dev.slipway.pipeline.flow.FlowMachine;
import dev.slipway.pipeline.flow.FlowPolicy;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.flow.Settled;
import dev.slipway.pipeline.flow.Terms.Reason;
import dev.slipway.pipeline.flow.Verdict;
import dev.slipway.pipeline.runner.Timeline;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.runs.RunFile;
import dev.slipway.pipeline.session.JobReport;
import dev.slipway.pipeline.session.Session;
import dev.slipway.pipeline.session.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One run of a dialect's session: the machine decides when, the session what, a thread a job does it. Used once, by one
 * thread; {@link #cancel} and the gates from any.
 */
public final class FlowRun {
    private final Session session;
    private final FlowMachine machine;
    private final Workbench bench;
    private final RunFile file;
    private final FlowListener listener;
    private final Map<String, RunFile.Over> past;
    private final Timeline timeline = Timeline.real();
    private final BlockingQueue<FlowEvent> inbox = new LinkedBlockingQueue<>();
    private final Map<String, JobDrive> drives = new HashMap<>();
    private final Map<String, JobReport> reports = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> outputs = new ConcurrentHashMap<>();
    private final ReentrantLock listening = new ReentrantLock();
    private final View view = new View() {
        @Override
        public Optional<JobReport> of(String node) {
            return Optional.ofNullable(reports.get(node));
        }

        @Override
        public boolean cancelled() {
            return stopping;
        }
    };
    private volatile boolean stopping;
    private long wake = Long.MAX_VALUE;
    private Result result = Result.SUCCESS;

    /**
     * A run that has not begun.
     *
     * @param past nodes that an earlier run of the same file finished and that are not run again; empty for none
     * @throws IllegalArgumentException when the session's nodes are no graph
     */
    public FlowRun(
            Session session,
            FlowPolicy policy,
            Workbench bench,
            RunFile file,
            FlowListener listener,
            Map<String, RunFile.Over> past) {
        this.session = session;
        this.machine = new FlowMachine(session.nodes(), policy);
        this.bench = bench;
        this.file = file;
        this.listener = listener;
        this.past = Map.copyOf(past);
    }

    /**
     * How a run ended.
     *
     * @param nodes in the order of the file
     */
    public record Report(Result result, long tookMillis, Map<String, JobReport> nodes) {}

    /** Runs to the end. When the calling thread is interrupted the run is cancelled, cleaned up and reported all the same. */
    public Report run() {
        long begin = timeline.nowMillis();
        Thread atOurEnd = new Thread(this::endAll);
        Runtime.getRuntime().addShutdownHook(atOurEnd);
        try {
            take(new FlowEvent.Begin());
            while (!machine.finished()) {
                List<FlowEvent> events;
                try {
                    events = timeline.await(inbox, wake);
                } catch (InterruptedException e) {
                    events = List.of(new FlowEvent.Cancel());
                }
                for (FlowEvent event : events.isEmpty() ? List.<FlowEvent>of(new FlowEvent.Tick()) : events) {
                    take(event);
                }
            }
            long took = timeline.nowMillis() - begin;
            file.ended(new RunFile.Ended(result, took));
            Map<String, JobReport> all = new LinkedHashMap<>();
            for (String node : machine.nodes()) {
                JobReport report = reports.get(node);
                if (report != null) {
                    all.put(node, report);
                }
            }
            return new Report(result, took, all);
        } finally {
            unhook(atOurEnd);
            endAll();
            bench.workshop().endStrays();
        }
    }

    /** Wants the run to end: running jobs clean up. */
    public void cancel() {
        inbox.add(new FlowEvent.Cancel());
    }

    /** Opens the gate of a node that waits for a person. */
    public void open(String node) {
        inbox.add(new FlowEvent.Opened(node));
    }

    /** Answers of the session are events of their own, taken after the effects before them. */
    private void take(FlowEvent event) {
        Deque<FlowEvent> todo = new ArrayDeque<>();
        todo.add(event);
        for (FlowEvent next = todo.poll(); next != null; next = todo.poll()) {
            stopping |= next instanceof FlowEvent.Cancel;
            for (FlowEffect effect : machine.take(next, timeline.nowMillis())) {
                carryOut(effect, todo);
            }
        }
        stopping |= machine.stopping();
        wake = machine.wakeMillis();
    }

    private void carryOut(FlowEffect effect, Deque<FlowEvent> answers) {
        switch (effect) {
            case FlowEffect.Ask a -> answers.add(new FlowEvent.Decided(a.node(), decide(a.node())));
            case FlowEffect.Start s -> start(s, answers);
            case FlowEffect.Cancel c -> {
                JobDrive drive = drives.get(c.node());
                if (drive != null) {
                    drive.cancel(c.reason());
                }
            }
            case FlowEffect.Abandon a -> {
                JobDrive drive = drives.remove(a.node());
                if (drive != null) {
                    drive.abandon();
                }
            }
            case FlowEffect.Held h -> tell(() -> listener.held(h.node(), session.title(h.node()), h.gate()));
            case FlowEffect.Over o -> over(o.node(), o.settled());
            case FlowEffect.Finish f -> result = f.result();
        }
    }

    private Verdict decide(String node) {
        stopping |= machine.stopping();
        try {
            return session.decide(node, view);
        } catch (SlipwayException e) {
            return new Verdict.Fail(bench.masks().mask(String.valueOf(e.getMessage())));
        }
    }

    private void start(FlowEffect.Start start, Deque<FlowEvent> answers) {
        String node = start.node();
        RunFile.Over before = past.get(node);
        if (before != null) {
            outputs.put(node, before.outputs());
            answers.add(new FlowEvent.Ended(node, start.attempt(), before.outcome(), Reason.SCRIPT, -1, before.note()));
            return;
        }
        String title = session.title(node);
        tell(() -> listener.jobStarted(node, title, start.attempt()));
        try {
            JobPlace place = bench.workshop().open(node, session.workspace(node));
            var job = session.open(node, start.attempt(), place, view);
            JobDrive drive = new JobDrive(node, start.attempt(), job, place, bench, this::tell, listener);
            drives.put(node, drive);
            drive.start(done -> {
                outputs.put(node, done.outputs());
                inbox.add(done.event());
            });
        } catch (SlipwayException | java.io.UncheckedIOException e) {
            answers.add(new FlowEvent.Ended(
                    node,
                    start.attempt(),
                    Result.FAILURE,
                    e instanceof SlipwayException ? Reason.SETUP : Reason.LOST,
                    -1,
                    bench.masks().mask(String.valueOf(e.getMessage()))));
        }
    }

    private void over(String node, Settled settled) {
        drives.remove(node);
        Map<String, String> out = outputs.getOrDefault(node, Map.of());
        JobReport report = new JobReport(settled, out);
        reports.put(node, report);
        session.settled(node, report);
        file.over(new RunFile.Over(
                node,
                settled.outcome(),
                settled.conclusion(),
                settled.attempts(),
                settled.note(),
                settled.endedMillis() - settled.startedMillis(),
                out));
        tell(() -> listener.over(node, session.title(node), settled));
    }

    private void tell(Runnable what) {
        listening.lock();
        try {
            what.run();
        } finally {
            listening.unlock();
        }
    }

    private void endAll() {
        List.copyOf(drives.values()).forEach(JobDrive::abandon);
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This program ends already, and the hook runs now.
            return;
        }
    }
}
