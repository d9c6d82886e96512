package dev.slipway.pipeline.engine;

import dev.slipway.base.SlipwayException;
import dev.slipway.exec.process.Strays;
import dev.slipway.pipeline.flow.FlowEvent;
import dev.slipway.pipeline.flow.Result;
import dev.slipway.pipeline.flow.Terms.Reason;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.runner.process.StepRun;
import dev.slipway.pipeline.session.JobSession;
import dev.slipway.pipeline.session.JobSession.Counted;
import dev.slipway.pipeline.session.JobSession.Status;
import dev.slipway.pipeline.session.Move;
import dev.slipway.pipeline.session.StepEnd;
import dev.slipway.pipeline.session.StepEnd.How;
import dev.slipway.pipeline.session.StepPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One attempt of a job: asks its session for the next step and runs it, on a thread of its own. {@link #cancel} ends the steps
 * that run; steps that the session wants even so run after it. {@link #abandon} ends everything.
 */
final class JobDrive {
    /** What came of it. */
    record Done(FlowEvent event, Map<String, String> outputs) {}

    private record Background(StepPlan step, StepWork work, Thread thread, StepEnd[] end) {}

    private final String node;
    private final int attempt;
    private final JobSession session;
    private final JobPlace place;
    private final Workbench bench;
    private final Consumer<Runnable> tell;
    private final FlowListener listener;
    private final ReentrantLock speaking = new ReentrantLock();
    private final Map<String, Background> background = new LinkedHashMap<>();
    private final Map<StepRun, Status> running = new ConcurrentHashMap<>();
    private volatile Status status = Status.RUNNING;
    private volatile boolean abandoned;
    private volatile Reason reason = Reason.SCRIPT;
    private int number;

    JobDrive(
            String node,
            int attempt,
            JobSession session,
            JobPlace place,
            Workbench bench,
            Consumer<Runnable> tell,
            FlowListener listener) {
        this.node = node;
        this.attempt = attempt;
        this.session = session;
        this.place = place;
        this.bench = bench;
        this.tell = tell;
        this.listener = listener;
    }

    void start(Consumer<Done> done) {
        Thread.ofVirtual().name("job " + node).start(() -> done.accept(drive()));
    }

    /** Steps that run now are ended; the session hears of it when it is asked next. */
    void cancel(Result why) {
        status = why == Result.TIMED_OUT ? Status.TIMED_OUT : Status.CANCELLED;
        running.forEach((run, since) -> {
            if (since == Status.RUNNING) {
                Thread.ofVirtual().start(run::end);
            }
        });
    }

    /** No more steps, and no process of this job. */
    void abandon() {
        abandoned = true;
        status = status == Status.RUNNING ? Status.CANCELLED : status;
        running.keySet().forEach(run -> Thread.ofVirtual().start(run::end));
        Strays.end(JobPlace.COOKIE, place.cookie());
    }

    private Done drive() {
        Move.Done done = new Move.Done(Result.FAILURE, -1, "a bug in slipway");
        Map<String, String> outputs = Map.of();
        try {
            done = steps();
            outputs = clean(session.outputs());
            summarise(session.summary());
        } catch (SlipwayException e) {
            reason = Reason.SETUP;
            done = new Move.Done(Result.FAILURE, -1, mask(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            done = new Move.Done(Result.CANCELLED, -1, "");
        } catch (RuntimeException e) {
            done = new Move.Done(Result.FAILURE, -1, mask("a bug in slipway: " + e));
        } finally {
            background.values().forEach(b -> b.work().end());
            bench.workshop().endStrays(place);
            if (done.result().good() || !bench.keepFailed()) {
                bench.workshop().close(place);
            }
        }
        return new Done(
                new FlowEvent.Ended(node, attempt, done.result(), reason, done.status(), mask(done.note())), outputs);
    }

    private Move.Done steps() throws InterruptedException {
        while (true) {
            if (abandoned) {
                return new Move.Done(status == Status.TIMED_OUT ? Result.TIMED_OUT : Result.CANCELLED, -1, "");
            }
            Status now = status;
            Move move = speak(() -> session.next(now));
            switch (move) {
                case Move.Run r -> {
                    StepWork work = work(r.step());
                    ended(r.step(), work, work.run(place, now));
                }
                case Move.Background b -> launch(b.step());
                case Move.Wait w -> await(w.steps().isEmpty() ? List.copyOf(background.keySet()) : w.steps());
                case Move.Stop s -> {
                    Background b = background.get(s.step());
                    if (b != null) {
                        b.work().end();
                        await(List.of(s.step()));
                    }
                }
                case Move.Skip s -> tell.accept(() -> listener.stepSkipped(node, s.step(), mask(s.reason())));
                case Move.Done d -> {
                    await(List.copyOf(background.keySet()));
                    return d;
                }
            }
        }
    }

    private void launch(StepPlan step) {
        StepWork work = work(step);
        StepEnd[] end = new StepEnd[1];
        Status since = status;
        Thread thread =
                Thread.ofVirtual().name("step " + step.info().id()).start(() -> end[0] = work.run(place, since));
        background.put(step.info().id(), new Background(step, work, thread, end));
    }

    private void await(List<String> steps) throws InterruptedException {
        for (String id : steps) {
            Background b = background.remove(id);
            if (b != null) {
                b.thread().join();
                ended(b.step(), b.work(), b.end()[0]);
            }
        }
    }

    private StepWork work(StepPlan step) {
        String file = String.format("%02d-%s.log", ++number, step.info().id().replaceAll("[^A-Za-z0-9._-]+", "-"));
        var log = bench.folder().logs().resolve(place.name()).resolve(file);
        tell.accept(() -> listener.stepStarted(node, step.info()));
        return new StepWork(node, step, session, speaking, bench, listener, tell, running, log);
    }

    private void ended(StepPlan step, StepWork work, StepEnd end) {
        if (end.how() instanceof How.Lost) {
            reason = Reason.LOST;
        }
        Counted counted = speak(() -> session.ended(end));
        tell.accept(() -> listener.stepEnded(node, step.info(), counted, end, work.log()));
    }

    private void summarise(String text) {
        if (!text.isBlank()) {
            dev.slipway.exec.files.DurableFiles.exchange(
                    bench.folder().logs().resolve(place.name()).resolve("summary.md"), mask(text));
        }
    }

    /** Outputs that hold a secret are not handed on, as on the hosted services. */
    private Map<String, String> clean(Map<String, String> outputs) {
        Map<String, String> clean = new HashMap<>();
        outputs.forEach((name, value) -> {
            if (mask(value).equals(value)) {
                clean.put(name, value);
            }
        });
        return clean;
    }

    private <T> T speak(java.util.function.Supplier<T> what) {
        speaking.lock();
        try {
            return what.get();
        } finally {
            speaking.unlock();
        }
    }

    private String mask(String text) {
        return bench.masks().mask(text);
    }
}
