package dev.slipway.pipeline.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what steps wrote. */
final class JobFiles {
    private JobFiles() {}

    /** The first bytes of a file as UTF-8; empty when it is none. */
    static Optional<String> read(Path file, int limit) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(limit), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
