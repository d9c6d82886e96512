package dev.slipway.base.wire;

/**
 * What the keeper observes: one file {@code run/observed/<id>.json} each, written by the keeper alone.
 *
 * @param generation the generation of the specification this is about
 * @param pid 0 when nothing runs
 * @param startTicks the kernel's start time of that pid; a pid whose start time differs is somebody else's process
 * @param restarts how often it was started again by policy since the specification appeared
 * @param exitStatus of the last end, -1 when it never ended or was adopted
 * @param message for people: why it failed
 */
public record ProcessState(
        String id,
        long generation,
        Phase phase,
        long pid,
        long startTicks,
        long sinceMillis,
        int restarts,
        int exitStatus,
        String message) {
    /** Ends within {@link #QUICK_MILLIS} in a row that make a crash loop: the keeper then leaves it down and says so. */
    public static final int CRASH_LOOP = 5;

    /** An end sooner than this after the start is "quick", milliseconds. */
    public static final long QUICK_MILLIS = 10_000;

    /** The life of a process. */
    public enum Phase {
        RUNNING,
        /** Ended, a restart is due after a pause. */
        BACKOFF,
        /** Ended too often, or may not be started; the message says why. */
        FAILED,
        /** Ended and not to be restarted. */
        ENDED,
        STOPPING,
        /** The specification is gone and so is the process. */
        STOPPED
    }
}
