package dev.slipway.app.ship;

import dev.slipway.app.Progress;
import dev.slipway.app.Traces;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Names, times and tells the steps of a recipe. */
final class Steps {
    private final Progress progress;
    private final List<ShipResult.StepTime> times = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();

    private record Told(String step, String text, long beginNanos, long millis) {}

    Steps(Progress progress) {
        this.progress = progress;
    }

    /** A step's work. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    <T> T run(String step, Work<T> work, Function<T, String> words) throws InterruptedException {
        long begin = System.nanoTime();
        progress.accept(new Progress.Event.Now(step, "…"));
        T result = work.run();
        done(step, begin, words.apply(result));
        return result;
    }

    /** Tells a step that was timed by its caller. */
    void done(String step, long beginNanos, String text) {
        long millis = (System.nanoTime() - beginNanos) / 1_000_000;
        times.add(new ShipResult.StepTime(step, millis));
        told.add(new Told(step, text, beginNanos, millis));
        progress.accept(new Progress.Event.Step(step, text, millis));
    }

    /** Tells a step whose time says nothing. */
    void tell(String step, String text) {
        progress.accept(new Progress.Event.Step(step, text, -1));
    }

    Progress progress() {
        return progress;
    }

    /** The steps so far with the times of the clock, for the report. */
    List<Traces.Step> soFar(Clock clock) {
        long nowMillis = clock.millis();
        long nowNanos = System.nanoTime();
        return told.stream()
                .map(t -> new Traces.Step(
                        t.step(), t.text(), nowMillis - (nowNanos - t.beginNanos()) / 1_000_000, t.millis()))
                .toList();
    }

    List<ShipResult.StepTime> times() {
        return List.copyOf(times);
    }
}
