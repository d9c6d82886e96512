package dev.slipway.image;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.engine.Engine;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Builds the team's own Dockerfile with the engine at hand and takes the result as an OCI layout, named by its digest. */
public final class DockerfileBuild {
    /** For a whole build, base images and downloads included. */
    private static final Duration BUILD = Duration.ofMinutes(30);

    /** For writing the result to a tar. */
    private static final Duration SAVE = Duration.ofMinutes(10);

    private final Home home;
    private final Processes processes;
    private final Engine engine;

    public DockerfileBuild(Home home, Processes processes, Engine engine) {
        this.home = home;
        this.processes = processes;
        this.engine = engine;
    }

    /**
     * What to build.
     *
     * @param context folder that the Dockerfile may copy from
     * @param dockerfile the file itself
     * @param name of the service, for the engine's list of images
     * @param labels OCI labels that are added
     */
    public record Request(Path context, Path dockerfile, String name, Map<String, String> labels) {
        public Request {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * Builds, streaming the engine's output.
     *
     * @throws SlipwayException (no) when the build fails; (surroundings) when the engine or the disk does
     */
    public PackedImage build(Request request, Consumer<String> lines) throws InterruptedException {
        Path scratch = scratch();
        try {
            Path id = scratch.resolve("image.id");
            run(request.context(), buildWords(engine.kind(), request, id), BUILD, lines, true);
            Path tar = scratch.resolve("image.tar");
            String built = Files.readString(id, StandardCharsets.UTF_8).strip();
            run(scratch, saveWords(engine.kind(), built, tar), SAVE, line -> {}, false);
            PackedImage image = new ImageArchive(home).take(tar, ImageRequest.thisArchitecture());
            boolean root = image.user().isEmpty() || image.user().matches("(root|0)(:.*)?");
            return root
                    ? image.with("the Dockerfile sets no user: in a container it runs as root; add a USER line")
                    : image;
        } catch (IOException e) {
            throw new SlipwayException(
                    Problem.surroundings(
                            "cannot take the built image from " + engine.program(),
                            scratch.toString(),
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "check free space, then run the command again"),
                    e);
        } finally {
            remove(scratch);
        }
    }

    /** {@code docker build} as a value. Podman sets all times to the epoch, so that the digest says only what is inside. */
    static List<String> buildWords(Engine.Kind kind, Request request, Path idFile) {
        List<String> words =
                new ArrayList<>(List.of("build", "--file", request.dockerfile().toString()));
        words.addAll(
                switch (kind) {
                    case DOCKER -> List.<String>of();
                    case PODMAN -> List.of("--timestamp", "0");
                });
        new TreeMap<>(request.labels()).forEach((k, v) -> words.addAll(List.of("--label", k + "=" + v)));
        words.addAll(List.of("--tag", "slipway/" + request.name(), "--iidfile", idFile.toString()));
        words.add(request.context().toString());
        return words;
    }

    /** {@code docker save} as a value. */
    static List<String> saveWords(Engine.Kind kind, String image, Path tar) {
        return switch (kind) {
            case DOCKER -> List.of("save", "--output", tar.toString(), image);
            case PODMAN -> List.of("save", "--format", "oci-archive", "--output", tar.toString(), image);
        };
    }

    private void run(Path folder, List<String> words, Duration limit, Consumer<String> lines, boolean build)
            throws InterruptedException {
        Processes.Result result = processes.run(engine.in(folder, words), limit, lines);
        if (result.ok()) {
            return;
        }
        String last = result.tail().stream()
                .filter(l -> !l.isBlank())
                .reduce((a, b) -> b)
                .orElse(
                        result.end() instanceof Processes.End.TimedOut
                                ? "it took longer than " + limit.toMinutes() + " min"
                                : "no message");
        String command = engine.in(folder, words).toString();
        String fix = Engine.hint(result.tail())
                .orElse(build ? "read the output above; build it by hand with `" + command + "`" : "run it by hand");
        throw new Problem(
                        build ? dev.slipway.base.Exit.NO : dev.slipway.base.Exit.SURROUNDINGS,
                        build ? "the Dockerfile does not build" : engine.program() + " cannot save the image",
                        command,
                        last,
                        fix)
                .asException();
    }

    private Path scratch() {
        DurableFiles.privateFolder(home.cache());
        try {
            return Files.createTempDirectory(home.cache(), "dockerfile-");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot write to " + home.cache(), e);
        }
    }

    private static void remove(Path folder) {
        try {
            TreeRemoval.remove(folder);
        } catch (IOException e) {
            // Scratch in the cache: whatever stays is removed with it.
            return;
        }
    }
}
