package dev.slipway.app.resources;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.exec.engine.Engine;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.secrets.SecretStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Backing services as containers of docker or podman: the declared image on loopback with its named volumes. Commands are
 * values, compared in tests; secrets go by the environment of the client, never by argument.
 */
public final class Containers {
    /** An image may have to be pulled. */
    private static final Duration START = Duration.ofMinutes(10);

    private final Home home;
    private final Processes processes;
    private final SecretStore secrets;
    private final Supplier<Optional<Engine>> engine;

    /** @param engine asked only when a container is to be started */
    public Containers(Home home, Processes processes, SecretStore secrets, Supplier<Optional<Engine>> engine) {
        this.home = home;
        this.processes = processes;
        this.secrets = secrets;
        this.engine = engine;
    }

    void start(ResourceOrder order) throws InterruptedException {
        Engine at = engine.get()
                .orElseThrow(() -> Problem.surroundings(
                                "the container engine is gone",
                                order.name(),
                                "it answered when this was planned",
                                "start docker or podman, then run this again")
                        .asException());
        DurableFiles.privateFolder(home.run());
        Map<String, Secret> values = new TreeMap<>();
        order.secrets().forEach((name, reference) -> values.put(name, secrets.get(reference)));
        List<String> again = at.command(List.of("start", name(order)));
        if (processes.ask(command(again, Map.of())).ok()) {
            return;
        }
        var result = processes.run(command(at.command(run(order)), values), START, line -> {});
        if (!result.ok()) {
            throw Problem.surroundings(
                            "the container of '" + order.name() + "' did not start",
                            at.program() + " run " + order.image(),
                            result.tail().isEmpty()
                                    ? "no message"
                                    : result.tail().getLast(),
                            "try it by hand; then run this again")
                    .asException();
        }
    }

    /** The name of the container. */
    public static String name(ResourceOrder order) {
        return "slipway-" + order.app() + "-" + order.environmentName() + "-" + order.name();
    }

    /** The subcommand that starts it, as a value. A variable without a value takes that of the client's environment. */
    static List<String> run(ResourceOrder order) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--restart",
                "unless-stopped",
                "--name",
                name(order),
                "--publish",
                "127.0.0.1:" + order.port() + ":" + order.containerPort()));
        new TreeMap<>(order.environment()).forEach((name, value) -> words.addAll(List.of("--env", name + "=" + value)));
        new TreeMap<>(order.secrets()).keySet().forEach(name -> words.addAll(List.of("--env", name)));
        order.volumes().stream()
                .filter(v -> v.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*:/.*"))
                .forEach(v -> words.addAll(List.of("--volume", name(order) + "-" + v)));
        words.add("--");
        words.add(order.image());
        return words;
    }

    private Command command(List<String> words, Map<String, Secret> values) {
        return new Command(words, home.run(), Environment.trusted(), values);
    }
}
