package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.engine.Engine;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerfileBuildTest {
    private static final DockerfileBuild.Request REQUEST = new DockerfileBuild.Request(
            Path.of("/src/my shop"), Path.of("/src/my shop/Dockerfile"), "web", Map.of("b", "2", "a", "1"));

    @TempDir
    Path temp;

    @Test
    void commandsAreValues() {
        assertThat(DockerfileBuild.buildWords(Engine.Kind.DOCKER, REQUEST, Path.of("/tmp/id")))
                .containsExactly(
                        "build",
                        "--file",
                        "/src/my shop/Dockerfile",
                        "--label",
                        "a=1",
                        "--label",
                        "b=2",
                        "--tag",
                        "slipway/web",
                        "--iidfile",
                        "/tmp/id",
                        "/src/my shop");
        assertThat(DockerfileBuild.buildWords(Engine.Kind.PODMAN, REQUEST, Path.of("/tmp/id")))
                .containsExactly(
                        "build",
                        "--file",
                        "/src/my shop/Dockerfile",
                        "--timestamp",
                        "0",
                        "--label",
                        "a=1",
                        "--label",
                        "b=2",
                        "--tag",
                        "slipway/web",
                        "--iidfile",
                        "/tmp/id",
                        "/src/my shop");
        assertThat(DockerfileBuild.saveWords(Engine.Kind.DOCKER, "sha256:1", Path.of("/tmp/t")))
                .containsExactly("save", "--output", "/tmp/t", "sha256:1");
        assertThat(DockerfileBuild.saveWords(Engine.Kind.PODMAN, "sha256:1", Path.of("/tmp/t")))
                .containsExactly("save", "--format", "oci-archive", "--output", "/tmp/t", "sha256:1");
    }

    @Test
    void buildsWithAnEngineThatOnlySavesWhatWeGaveIt() throws Exception {
        // A stand-in for the engine's program: a shell script that writes the id file and a ready archive.
        PackedImage image = Samples.image(temp, "built");
        Path tar = Samples.tar(temp.resolve("ready.tar"), Samples.files(image.layout()), Map.of());
        Path program = temp.resolve("engine");
        Files.writeString(program, """
                #!/bin/sh
                echo "step $1"
                while [ $# -gt 1 ]; do
                  case "$1" in
                    --iidfile) echo sha256:abc > "$2" ;;
                    --output) cp "%s" "$2" ;;
                  esac
                  shift
                done
                """.formatted(tar));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Engine engine = new Engine(Engine.Kind.PODMAN, program.toString(), "1", List.of());
        List<String> lines = new java.util.concurrent.CopyOnWriteArrayList<>();
        Home home = new Home(temp.resolve("home"));
        DockerfileBuild.Request request =
                new DockerfileBuild.Request(temp, temp.resolve("Dockerfile"), "web", Map.of());
        PackedImage built = new DockerfileBuild(home, new Processes(), engine).build(request, lines::add);
        assertThat(built.digest()).isEqualTo(image.digest());
        assertThat(lines).containsExactly("step build");
        try (var left = Files.list(home.cache())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void buildsARealDockerfile() throws Exception {
        Optional<Engine> engine = Engine.find(new Processes());
        Assumptions.assumeTrue(engine.isPresent(), "neither docker nor podman answers on this machine");
        Path context = Files.createDirectories(temp.resolve("context"));
        Files.writeString(context.resolve("hello"), "hello");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM scratch\nCOPY hello /app/hello\nUSER 10001\nCMD [\"/app/hello\"]\n");
        Home home = new Home(temp.resolve("home"));
        DockerfileBuild build = new DockerfileBuild(home, new Processes(), engine.get());
        DockerfileBuild.Request request = new DockerfileBuild.Request(
                context,
                context.resolve("Dockerfile"),
                "slipway-test",
                Map.of("org.opencontainers.image.version", "v1"));
        PackedImage image = build.build(request, line -> {});
        assertThat(image.start()).containsExactly("/app/hello");
        assertThat(image.labels()).containsEntry("org.opencontainers.image.version", "v1");
        assertThat(new Unpacker(home).unpack(image).folder().resolve("app/hello"))
                .hasContent("hello");
    }
}
