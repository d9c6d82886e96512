package dev.slipway.pipeline.session;

import dev.slipway.pipeline.flow.Result;
import java.util.Map;

/**
 * One attempt of one job: an iterator over its steps that hears what they print and how they end. All calls come from one
 * thread at a time.
 *
 * <p>Order: {@link #next}; for a step {@link #line} any number of times, then {@link #ended}; again {@link #next}; until it
 * answers {@link Move.Done}. With background steps lines and ends of several steps interleave, each naming its step.
 */
public interface JobSession {
    /**
     * What to do next.
     *
     * @param status whether the job was cancelled or ran out of time meanwhile. The session then goes on with the steps that
     *     run even so (cleanup, {@code always()}), or is done; the engine cuts it off when the cleanup's time is over
     */
    Move next(Status status);

    /**
     * Whether a line may be a command: called for every line that steps write, on raw bytes, so it must be cheap. Only lines
     * for which it answers true are decoded and given to {@link #line}.
     */
    default boolean mayCommand(byte[] buffer, int from, int to) {
        return false;
    }

    /** What a line means. The line is not masked yet and holds no line end. */
    default Heard line(String step, String text) {
        return Heard.PLAIN;
    }

    /** A step is over: takes its files' contents, sets outputs, variables and results, and says how the step counts. */
    Counted ended(StepEnd end);

    /** What other jobs may read, when the job is done. */
    default Map<String, String> outputs() {
        return Map.of();
    }

    /** What steps wrote for people, as Markdown; empty for nothing. */
    default String summary() {
        return "";
    }

    /** Why the engine's patience changed. */
    enum Status {
        /** Go on. */
        RUNNING,
        /** Somebody wants the job to end. */
        CANCELLED,
        /** The job's time is up. */
        TIMED_OUT
    }

    /**
     * How a step counts.
     *
     * @param outcome what happened
     * @param conclusion what the job sees: a step that may fail has the conclusion {@code SUCCESS}
     */
    record Counted(Result outcome, Result conclusion) {
        /** Both the same. */
        public static Counted as(Result result) {
            return new Counted(result, result);
        }
    }
}
