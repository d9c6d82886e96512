package dev.slipway.pipeline.runner.dummy;

import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.Work;
import dev.slipway.pipeline.runner.Runner;
import dev.slipway.pipeline.runner.Timeline;
import dev.slipway.pipeline.schedule.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;

/**
 * Runs nothing, in no time. A step's lines are {@code echo TEXT}, {@code sleep SECONDS}, {@code exit STATUS} and {@code hang}
 * (never ends, and hears no cancel); the first three mean the same to a shell. Sleeping advances a virtual clock when
 * everybody waits. Every wrong order of calls throws. For one thread: the engine's.
 */
public final class DummyRunner implements Runner, Timeline {
    private record Due(long atMillis, long order, Place place, int step, Runnable what) {}

    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::order));
    private final Set<String> opened = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private long now;
    private long order;

    @Override
    public Timeline timeline() {
        return this;
    }

    @Override
    public long nowMillis() {
        return now;
    }

    /** Places opened and not closed. */
    public int openCount() {
        return open.size();
    }

    @Override
    public <T> List<T> await(BlockingQueue<T> inbox, long untilMillis) {
        while (inbox.isEmpty() && !agenda.isEmpty() && agenda.element().atMillis() <= untilMillis) {
            Due due = agenda.remove();
            now = Math.max(now, due.atMillis());
            due.what().run();
        }
        if (inbox.isEmpty() && untilMillis == Long.MAX_VALUE) {
            throw new IllegalStateException("everybody waits for ever");
        }
        if (inbox.isEmpty()) {
            now = Math.max(now, untilMillis);
        }
        List<T> taken = new ArrayList<>();
        inbox.drainTo(taken);
        return taken;
    }

    @Override
    public Workspace open(Job job, int attempt) {
        String key = job.id() + "/" + attempt;
        if (!opened.add(key)) {
            throw new IllegalStateException("job " + key + " was opened already");
        }
        open.add(key);
        return new Place(job, key);
    }

    private final class Place implements Workspace {
        private final Job job;
        private final String key;
        private Runnable stopped = () -> {};
        private int current = -1;
        private boolean running;
        private boolean deaf;
        private boolean closed;

        Place(Job job, String key) {
            this.job = job;
            this.key = key;
        }

        @Override
        public void start(int step, Reports reports) {
            if (closed || running || step <= current) {
                throw new IllegalStateException("step " + step + " of job " + key + " after step " + current
                        + (closed ? ", closed" : running ? ", which runs" : ""));
            }
            current = step;
            running = true;
            deaf = false;
            schedule(step, reports);
        }

        private void schedule(int step, Reports reports) {
            List<String> tail = new ArrayList<>();
            stopped = () -> end(reports, new Event.StepEnd.Stopped(), tail);
            long at = now;
            for (String line : lines(job.steps().get(step).work())) {
                String[] words = line.strip().split(" ", 2);
                String rest = words.length > 1 ? words[1] : "";
                switch (words[0]) {
                    case "echo" ->
                        due(at, step, () -> {
                            tail.add(rest);
                            reports.line(rest);
                        });
                    case "sleep" -> at += Math.round(Double.parseDouble(rest) * 1000);
                    case "exit" -> {
                        int status = Integer.parseInt(rest);
                        due(at, step, () -> end(reports, new Event.StepEnd.Exited(status), tail));
                        return;
                    }
                    case "hang" -> {
                        deaf = true;
                        return;
                    }
                    default -> throw new IllegalArgumentException("the dummy does not know " + line);
                }
            }
            due(at, step, () -> end(reports, new Event.StepEnd.Exited(0), tail));
        }

        @Override
        public void cancel(int step) {
            if (step > current) {
                throw new IllegalStateException("step " + step + " of job " + key + " was not started");
            }
            if (step == current && running && !deaf) {
                agenda.removeIf(d -> d.place() == this && d.step() == step);
                due(now, step, stopped);
            }
        }

        @Override
        public void close() {
            if (closed) {
                throw new IllegalStateException("job " + key + " was closed already");
            }
            closed = true;
            running = false;
            open.remove(key);
        }

        private void end(Reports reports, Event.StepEnd end, List<String> tail) {
            running = false;
            reports.ended(end, List.copyOf(tail));
        }

        private void due(long at, int step, Runnable what) {
            agenda.add(new Due(at, order++, this, step, what));
        }
    }

    private static List<String> lines(Work work) {
        return switch (work) {
            case Work.Program p -> List.of(String.join(" ", p.arguments()));
            case Work.Script s -> s.text().lines().toList();
        };
    }
}
