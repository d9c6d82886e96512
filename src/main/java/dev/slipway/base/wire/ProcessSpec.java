package dev.slipway.base.wire;

import java.util.List;
import java.util.Map;

/**
 * What the keeper shall keep running: one file {@code run/desired/<id>.json} each, written by temporary file and rename.
 * Removing the file means "stop it". The keeper never edits these files.
 *
 * @param id unique on this machine, {@code [a-z0-9.-]+}; the name of the state file too
 * @param generation grows when the CLI wants this very process started anew
 * @param command absolute program and arguments; no secret
 * @param directory the working directory
 * @param environment the whole environment; nothing is inherited
 * @param secretEnvironment environment name to a reference {@code NAME@VERSION} in the encrypted store
 * @param log file that standard output and error are appended to
 * @param release folder that must have {@code treeDigest} before each start; empty when the command is not from a release
 * @param restart what to do when it ends
 * @param stopGraceMillis between SIGTERM and SIGKILL
 * @param owner scope key and release id, for people
 */
public record ProcessSpec(
        String id,
        long generation,
        List<String> command,
        String directory,
        Map<String, String> environment,
        Map<String, String> secretEnvironment,
        String log,
        String release,
        String treeDigest,
        Restart restart,
        long stopGraceMillis,
        String owner) {
    /** Restart policy. */
    public enum Restart {
        /** Started again with growing pauses; after {@link ProcessState#CRASH_LOOP} quick ends it is left down. */
        ALWAYS,
        /** Runs once. */
        NEVER
    }

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secretEnvironment = Map.copyOf(secretEnvironment);
        if (!id.matches("[a-z0-9][a-z0-9.-]{0,120}")) {
            throw new IllegalArgumentException("process id " + id);
        }
    }
}
