package dev.slipway.pipeline.runner;

import dev.slipway.pipeline.Job;
import dev.slipway.pipeline.schedule.Event;
import java.util.List;

/**
 * Runs the steps of jobs somewhere. An open choice: to add one, implement this and pass the contract suite.
 *
 * <p>Life cycle, for each attempt of a job:
 *
 * <ol>
 *   <li>{@link #open} once;
 *   <li>{@link Workspace#start} for one step at a time, each only after the one before has reported its end or was given up;
 *   <li>{@link Workspace#cancel} at any time after a start; for a step that has ended already it does nothing;
 *   <li>{@link Workspace#close} once, after the last step ended or was given up; nothing may be started after it.
 * </ol>
 *
 * <p>{@code open}, {@code start}, {@code cancel} and {@code close} are called by one thread and return at once: work goes on
 * elsewhere. Reports may come from any thread. A wrong order of calls is a bug and throws {@link IllegalStateException}.
 *
 * <p>Jobs must not see each other's processes or environment; whether they share files is the runner's to say.
 */
public interface Runner {
    /** The clock that this runner's steps live by. */
    Timeline timeline();

    /** Makes a place for an attempt of a job. */
    Workspace open(Job job, int attempt);

    /** The place of one attempt. */
    interface Workspace {
        /** Starts a step; exactly one {@link Reports#ended} follows, unless the runner is lost. */
        void start(int step, Reports reports);

        /** Ends a step and all it started: asks first, then by force. Its end is reported. */
        void cancel(int step);

        /** Gives the place up. */
        void close();
    }

    /** What a step reports: its lines in order, masked, then its end. */
    interface Reports {
        /** One line of output, without line end and without secrets. */
        void line(String text);

        /** The end; nothing comes after it. */
        void ended(Event.StepEnd end, List<String> tail);
    }
}
