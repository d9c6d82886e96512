package dev.slipway.keep;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.TreeDigest;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Starts a process as specified: only from files that are what was proven, with exactly the environment given. */
final class Launch {
    private final Processes processes = new Processes();
    private final SecretSource secrets;

    Launch(SecretSource secrets) {
        this.secrets = secrets;
    }

    /**
     * Starts it.
     *
     * @throws dev.slipway.base.SlipwayException when it may not or cannot be started; the message names no secret
     */
    Processes.Detached start(ProcessSpec spec) {
        if (!spec.release().isEmpty()) {
            verify(spec);
        }
        Map<String, Secret> opened = new HashMap<>();
        spec.secretEnvironment().forEach((name, reference) -> opened.put(name, secrets.open(reference)));
        Path log = Path.of(spec.log());
        makeLog(log);
        return processes.spawn(new Command(spec.command(), Path.of(spec.directory()), spec.environment(), opened), log);
    }

    private static void verify(ProcessSpec spec) {
        String found;
        try {
            found = TreeDigest.of(Path.of(spec.release())).value();
        } catch (UncheckedIOException e) {
            throw Problem.surroundings(
                            "the release cannot be read",
                            spec.release(),
                            String.valueOf(e.getMessage()),
                            "ship this version again")
                    .asException();
        }
        if (!found.equals(spec.treeDigest())) {
            throw Problem.no(
                            "the release folder is not what was proven: " + spec.release(),
                            "its files have digest " + found + ", proven was " + spec.treeDigest(),
                            "ship this version again")
                    .asException();
        }
    }

    /** Made before the process is, so that only the owner may read it. */
    private static void makeLog(Path log) {
        try {
            DurableFiles.privateFolder(
                    Objects.requireNonNull(log.toAbsolutePath().getParent(), "a log lies in a folder"));
            if (!Files.exists(log)) {
                Files.createFile(
                        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the log " + log, e);
        }
    }
}
