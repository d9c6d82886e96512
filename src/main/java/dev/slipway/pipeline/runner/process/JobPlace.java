package dev.slipway.pipeline.runner.process;

import dev.slipway.exec.files.ContentStore;
import dev.slipway.exec.files.Globs;
import dev.slipway.pipeline.log.MaskSet;
import dev.slipway.pipeline.session.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of a job on this machine.
 *
 * @param root holds all of them but a shared workspace
 * @param cookie value of {@link #COOKIE} in the environment of all its processes, by which strays are found
 */
public record JobPlace(
        Path root,
        Path workspace,
        Path temporary,
        Path home,
        Map<String, String> environment,
        String cookie,
        MaskSet masks)
        implements Place {
    /** Set for every process of a job and nobody else. */
    public static final String COOKIE = "SLIPWAY_JOB";

    /** Bytes of a file that a session reads. */
    private static final int MAX_READ = 1 << 20;

    /** The name of its folder, which names its logs too. */
    public String name() {
        return String.valueOf(root.getFileName());
    }

    @Override
    public Optional<String> read(Path file) {
        return read(workspace.resolve(file), MAX_READ);
    }

    /** The first bytes of a file as UTF-8. */
    public static Optional<String> read(Path file, int limit) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(limit), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Path> glob(List<String> globs) {
        return new Globs(globs).below(workspace);
    }

    @Override
    public Optional<String> sha256(Path file) {
        try {
            return Optional.of(ContentStore.digest(workspace.resolve(file)).hex());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void mask(List<String> values) {
        masks.add(values);
    }
}
