package dev.slipway.exec.keeper;

import dev.slipway.exec.process.ProcessIdentity;

/**
 * Who keeps this home: {@code run/keeper.json}, written by the keeper once it holds the lock and supervises.
 *
 * @param startTicks see {@link ProcessIdentity}
 * @param version of the program, for people
 */
public record KeeperInfo(long pid, long startTicks, long startedMillis, String version) {
    /** The process. */
    public ProcessIdentity identity() {
        return new ProcessIdentity(pid, startTicks);
    }
}
