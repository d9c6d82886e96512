package dev.slipway.pipeline.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A step that is over.
 *
 * @param step its {@link StepInfo#id}
 * @param files contents of the files that the plan asked to read, as UTF-8
 * @param values what a builtin gave; empty for programs
 * @param tail last lines, masked
 */
public record StepEnd(
        String step, How how, Map<Path, String> files, Map<String, String> values, List<String> tail, long tookMillis) {
    public StepEnd {
        files = Map.copyOf(files);
        values = Map.copyOf(values);
        tail = List.copyOf(tail);
    }

    /** Whether it exited with 0. */
    public boolean ok() {
        return how instanceof How.Exited(int status) && status == 0;
    }

    /** The exit status; -1 when there is none. */
    public int status() {
        return how instanceof How.Exited(int status) ? status : -1;
    }

    /** How it ended. */
    public sealed interface How {
        /** By itself. */
        record Exited(int status) implements How {}

        /** By us: its own time was up. */
        record TimedOut() implements How {}

        /** By us: the job was cancelled, or ran out of time. */
        record Cancelled() implements How {}

        /** It could not be started or was lost; the reason is for people. */
        record Lost(String reason) implements How {}
    }
}
