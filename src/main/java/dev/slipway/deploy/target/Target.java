package dev.slipway.deploy.target;

import dev.slipway.plan.Fence;
import java.util.List;

/**
 * A place where instances run. Methods may block for the time of a process start, are safe to call from several threads for
 * different scopes, and are level-triggered: starting what runs and stopping what is gone do nothing.
 */
public interface Target {
    /** {@code local}: for the record. */
    String id();

    /**
     * Sees to it that {@code count} instances of the release exist.
     *
     * @throws dev.slipway.base.SlipwayException when the fence is older than the last write of this scope, or the files are
     *     not those of the digest
     */
    void start(ReleaseSpec release, int count, Fence fence) throws InterruptedException;

    /**
     * Sees to it that at most {@code keep} instances of this release exist: the others are asked to end, then ended.
     * Returns when they are gone.
     */
    void stop(ReleaseSpec release, int keep, Fence fence) throws InterruptedException;

    /** What runs of this release now, probed. */
    List<Instance> observe(ReleaseSpec release) throws InterruptedException;

    /**
     * One instance as observed.
     *
     * @param host and {@code port} where it answers; port 0 when it has none
     * @param restarts since it was first started
     * @param message for people, why it is not ready
     */
    record Instance(String id, Phase phase, String host, int port, int restarts, String message) {}

    /** What an instance is. */
    enum Phase {
        STARTING,
        READY,
        DEAD,
        CRASH_LOOP
    }
}
