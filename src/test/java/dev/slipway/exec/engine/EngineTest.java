package dev.slipway.exec.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.exec.process.Processes;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineTest {
    @Test
    void aCommandIsTheProgramItsOptionsAndTheWords() {
        Engine docker = new Engine(Engine.Kind.DOCKER, "docker", "28.2.2", List.of());
        Engine podman = new Engine(Engine.Kind.PODMAN, "podman", "5.4.0", List.of("--runtime", "runc"));
        assertThat(docker.command(List.of("image", "ls"))).containsExactly("docker", "image", "ls");
        assertThat(podman.command(List.of("run", "--detach", "x")))
                .containsExactly("podman", "--runtime", "runc", "run", "--detach", "x");
    }

    @Test
    void looksForBothAndSaysWhatItFound() throws InterruptedException {
        List<Engine.Found> found = Engine.look(new Processes());
        assertThat(found).hasSize(2).allSatisfy(f -> assertThat(f.text()).isNotBlank());
        assertThat(Engine.find(new Processes()))
                .isEqualTo(found.stream()
                        .filter(Engine.Found.Usable.class::isInstance)
                        .map(f -> ((Engine.Found.Usable) f).engine())
                        .findFirst());
    }

    @Test
    void explainsTheKnownFailures() {
        assertThat(Engine.hint(List.of("error setting rlimits: setrlimit `RLIMIT_NOFILE`: Operation not permitted")))
                .hasValueSatisfying(h -> assertThat(h).contains("--ulimit"));
        assertThat(Engine.hint(List.of("Error: crun: invalid cgroup")))
                .hasValueSatisfying(h -> assertThat(h).contains("runc"));
        assertThat(Engine.hint(List.of("anything else"))).isEmpty();
    }
}
