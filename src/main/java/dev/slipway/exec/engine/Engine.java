package dev.slipway.exec.engine;

import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A container engine that answers.
 *
 * @param program {@code docker} or {@code podman}, as found on the path
 * @param version of the part that runs containers: the server of docker, podman itself
 * @param global options that come before each subcommand
 */
public record Engine(Kind kind, String program, String version, List<String> global) {
    /** Asking a remote daemon that is gone can take long. */
    private static final Duration ASK = Duration.ofSeconds(10);

    public Engine {
        global = List.copyOf(global);
    }

    /** Which command line it understands. A program called docker may be podman. */
    public enum Kind {
        DOCKER,
        PODMAN
    }

    /** What looking for one program gave. */
    public sealed interface Found {
        /** It answers. */
        record Usable(Engine engine) implements Found {}

        /** It is on the path and does not answer. */
        record Unusable(String program, String why) implements Found {}

        /** It is not on the path. */
        record Absent(String program) implements Found {}

        /** One line for {@code slipway doctor}. */
        default String text() {
            return switch (this) {
                case Usable u ->
                    u.engine().program() + " " + u.engine().version()
                            + (u.engine().global().isEmpty()
                                    ? ""
                                    : " (" + String.join(" ", u.engine().global()) + ")");
                case Unusable u -> u.program() + " does not answer: " + u.why();
                case Absent a -> a.program() + " is not on the path";
            };
        }
    }

    /** Looks for docker, then for podman. */
    public static List<Found> look(Processes processes) throws InterruptedException {
        List<Found> all = new ArrayList<>();
        for (String program : List.of("docker", "podman")) {
            all.add(look(processes, program));
        }
        return all;
    }

    /** The first that answers. */
    public static Optional<Engine> find(Processes processes) throws InterruptedException {
        for (String program : List.of("docker", "podman")) {
            if (look(processes, program) instanceof Found.Usable(Engine engine)) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    /** This engine with a subcommand, as a value. */
    public List<String> command(List<String> words) {
        return Stream.of(List.of(program), global, words).flatMap(List::stream).toList();
    }

    /** A command with the user's environment: the engine's own settings (host, context, credentials) come from there. */
    public Command in(Path directory, List<String> words) {
        return new Command(command(words), directory, Environment.trusted(), Map.of());
    }

    /** What a failure of the engine most likely means and what to do; empty when it is none of the known ones. */
    public static Optional<String> hint(List<String> tail) {
        String all = String.join("\n", tail);
        if (all.contains("setrlimit") && all.contains("not permitted")) {
            return Optional.of("this machine limits processes: add `--ulimit nofile=1024:1024 --ulimit nproc=512:512`");
        }
        if (all.contains("crun") && all.contains("cgroup")) {
            return Optional.of("crun cannot work with this machine's cgroups: install runc, it is then chosen");
        }
        if (all.contains("Cannot connect to the Docker daemon") || all.contains("connection refused")) {
            return Optional.of("start the container engine (`systemctl start docker`, or `podman system service`)");
        }
        return Optional.empty();
    }

    private static Found look(Processes processes, String program) throws InterruptedException {
        if (onPath(program).isEmpty()) {
            return new Found.Absent(program);
        }
        Processes.Result name = ask(processes, List.of(program, "--version"));
        Processes.Result version = ask(processes, List.of(program, "version", "--format", "{{json .}}"));
        Kind kind = name.tail().stream().anyMatch(l -> l.startsWith("podman")) ? Kind.PODMAN : Kind.DOCKER;
        String answer = version.tail().stream()
                .filter(l -> l.startsWith("{"))
                .findFirst()
                .orElse("{}");
        Node json = JsonText.parse("version", answer).root();
        Optional<String> runs = switch (kind) {
            case DOCKER -> json.textAt("Server", "Version");
            case PODMAN -> json.textAt("Server", "Version").or(() -> json.textAt("Client", "Version"));
        };
        if (!version.ok() || runs.isEmpty()) {
            String why = version.tail().stream()
                    .filter(l -> !l.startsWith("{") && !l.isBlank())
                    .reduce((a, b) -> b)
                    .orElse(version.end() instanceof Processes.End.TimedOut ? "no answer in time" : "no version");
            return new Found.Unusable(program, why);
        }
        return new Found.Usable(new Engine(kind, program, runs.get(), global(kind)));
    }

    /** Where version 1 controllers stand beside version 2, crun starts nothing; runc does. */
    private static List<String> global(Kind kind) {
        boolean hybrid = Files.isDirectory(Path.of("/sys/fs/cgroup/unified"))
                && !Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
        return kind == Kind.PODMAN && hybrid && onPath("runc").isPresent() ? List.of("--runtime", "runc") : List.of();
    }

    private static Processes.Result ask(Processes processes, List<String> words) throws InterruptedException {
        Path here = Path.of(System.getProperty("java.io.tmpdir"));
        return processes.run(new Command(words, here, Environment.trusted(), Map.of()), ASK, line -> {});
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(Environment.path().split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
