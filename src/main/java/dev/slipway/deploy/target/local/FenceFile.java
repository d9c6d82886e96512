package dev.slipway.deploy.target.local;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.FileLocks;
import dev.slipway.plan.Fence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The newest fence seen by this machine, scope by scope: the target's own record, so that a stale writer is refused here. */
final class FenceFile {
    private final Path file;

    FenceFile(Path file) {
        this.file = file;
    }

    /** The file's content. */
    record Seen(Map<String, Long> tokens) {
        Seen {
            tokens = new TreeMap<>(tokens);
        }
    }

    /** Remembers the fence, or throws when a newer one was here. */
    void admit(String scope, Fence fence) {
        FileLocks.whileLocked(file.resolveSibling("fences.lock"), () -> {
            Map<String, Long> tokens = new TreeMap<>(read().tokens());
            long newest = tokens.getOrDefault(scope, 0L);
            if (newest > fence.token()) {
                throw new Problem(
                                Exit.SURROUNDINGS,
                                "another deployment has taken over " + scope,
                                file.toString(),
                                "its fence " + newest + " is newer than ours, " + fence.token(),
                                "slipway status")
                        .asException();
            }
            if (newest < fence.token()) {
                tokens.put(scope, fence.token());
                DurableFiles.write(file, Json.pretty(new Seen(tokens)));
            }
        });
    }

    private Seen read() {
        try {
            return Files.exists(file)
                    ? Json.read(Files.readString(file), Seen.class, file.toString())
                    : new Seen(Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
