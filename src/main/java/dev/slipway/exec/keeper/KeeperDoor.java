package dev.slipway.exec.keeper;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.ProxyInfo;
import dev.slipway.base.wire.ProxyStatus;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.ProcessIdentity;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Asks the keeper of a home to run and end processes, and reads what it observes. Everything goes through files, so a
 * request stands even when no keeper lives: the next one carries it out. Thread-safe.
 */
public final class KeeperDoor {
    /** The keeper's main class, by name: this room does not know the keeper's. */
    static final String MAIN = "dev.slipway.keep.KeeperMain";

    /** The process the keeper runs without being asked: the data plane. */
    public static final String PROXY = "proxy";

    /** For a keeper to come up: a JVM start on a busy machine of two cores. */
    private static final Duration START_LIMIT = Duration.ofSeconds(5);

    private final Home home;
    private final Processes processes = new Processes();

    public KeeperDoor(Home home) {
        this.home = home;
    }

    /** The file that names the keeper. */
    public static Path infoFile(Home home) {
        return home.run().resolve("keeper.json");
    }

    /** The file the keeper holds a lock on while it lives. */
    public static Path lockFile(Home home) {
        return home.run().resolve("keeper.lock");
    }

    /** While this file exists the keeper ends all it runs, the proxy too, then removes the file and ends itself. */
    public static Path stopFile(Home home) {
        return home.run().resolve("keeper.stop");
    }

    /** The keeper's own log. */
    public static Path log(Home home) {
        return home.logs().resolve("keeper.log");
    }

    /** The living keeper of this home. */
    public Optional<KeeperInfo> keeper() {
        return read(infoFile(home), KeeperInfo.class)
                .filter(info -> info.identity().alive());
    }

    /**
     * Starts a keeper, detached, unless one lives.
     *
     * @throws SlipwayException (surroundings) when none comes up within 5 s
     */
    public KeeperInfo ensureRunning(JavaRuntime runtime) {
        if (Files.exists(stopFile(home)) && keeper().isPresent()) {
            // It is about to end: let it, then start anew.
            await(START_LIMIT.multipliedBy(4), () -> keeper().isEmpty());
        }
        DurableFiles.remove(stopFile(home));
        return keeper().orElseGet(() -> start(runtime));
    }

    private KeeperInfo start(JavaRuntime runtime) {
        DurableFiles.privateFolder(home.run());
        DurableFiles.privateFolder(home.logs());
        DurableFiles.privateFolder(home.desired());
        DurableFiles.privateFolder(home.observed());
        Command command =
                Command.of(home.run(), runtime.command(MAIN, home.root().toString()));
        ProcessIdentity started = processes.detach(command, log(home));
        await(START_LIMIT, () -> keeper().isPresent());
        return keeper().orElseThrow(() -> Problem.surroundings(
                        "the keeper did not start",
                        command.arguments().getFirst(),
                        started.alive() ? "it is up but says nothing" : "it ended at once",
                        "read " + log(home))
                .asException());
    }

    /** Runs this from now on; the same id with another generation is stopped and started anew. */
    public void put(ProcessSpec spec) {
        if (spec.id().equals(PROXY)) {
            throw new IllegalArgumentException("'" + PROXY + "' is the keeper's own");
        }
        DurableFiles.write(specFile(spec.id()), Json.pretty(spec));
    }

    /** Ends this process; no matter if there is none. The state tells when it is {@code STOPPED}. */
    public void remove(String id) {
        DurableFiles.remove(specFile(id));
    }

    /** What shall run under this id. */
    public Optional<ProcessSpec> spec(String id) {
        return read(specFile(id), ProcessSpec.class);
    }

    /** The ids of all that shall run, sorted; one whose file is unreadable is {@code FAILED} among the states. */
    public List<String> specs() {
        return files(home.desired()).stream().map(KeeperDoor::idOf).toList();
    }

    /** Whether the process that the keeper last saw under this id lives. */
    public boolean running(String id) {
        return state(id).filter(KeeperDoor::lives).isPresent();
    }

    /** What the keeper last saw of this process; empty before it looked, and some time after it stopped. */
    public Optional<ProcessState> state(String id) {
        return read(home.observed().resolve(id + ".json"), ProcessState.class);
    }

    /** All states, by id, the proxy's too. */
    public List<ProcessState> states() {
        return files(home.observed()).stream()
                .flatMap(f -> read(f, ProcessState.class).stream())
                .toList();
    }

    /**
     * Where the living data plane answers.
     *
     * @param token for {@code Authorization: Bearer} and for verification requests; not a secret of the user's, but it
     *     belongs in no log
     */
    public record ProxyAdmin(URI uri, String token) {
        @Override
        public String toString() {
            return uri.toString();
        }
    }

    /** The living data plane; empty while it is down or not up yet. */
    public Optional<ProxyAdmin> proxyAdmin() {
        Optional<ProxyInfo> info = read(home.run().resolve("proxy.json"), ProxyInfo.class);
        Optional<ProcessState> state = state(PROXY).filter(KeeperDoor::lives);
        if (info.isEmpty() || state.isEmpty() || info.get().pid() != state.get().pid()) {
            return Optional.empty();
        }
        try {
            String token = Files.readString(home.run().resolve("proxy.token")).strip();
            return Optional.of(
                    new ProxyAdmin(URI.create("http://127.0.0.1:" + info.get().adminPort()), token));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What the data plane made of the route table; empty before it read one. */
    public Optional<ProxyStatus> proxyStatus() {
        return read(home.run().resolve("proxy.status.json"), ProxyStatus.class);
    }

    /** Ends the keeper alone; what it runs lives on, without restarts, until the next keeper adopts it. */
    public void stopKeeper() {
        keeper().ifPresent(info -> {
            processes.signalGroup(info.identity(), "TERM");
            if (!await(START_LIMIT, () -> !info.identity().alive())) {
                processes.signalGroup(info.identity(), "KILL");
                await(START_LIMIT, () -> !info.identity().alive());
            }
        });
    }

    /**
     * Ends all that the keeper runs, the proxy and the keeper too. The specifications stay: the next keeper starts them
     * again.
     *
     * @return whether all had ended within the limit
     */
    public boolean stopAll(JavaRuntime runtime, Duration limit) {
        DurableFiles.write(stopFile(home), "");
        if (keeper().isEmpty() && states().stream().anyMatch(KeeperDoor::lives)) {
            // Nobody supervises them now: a new keeper adopts and ends them.
            start(runtime);
        }
        boolean ended =
                await(limit, () -> keeper().isEmpty() && states().stream().noneMatch(KeeperDoor::lives));
        if (ended) {
            DurableFiles.remove(stopFile(home));
        }
        return ended;
    }

    /**
     * Whether something runs that no keeper watches: the keeper died alone. Where nothing runs any more, everything was
     * stopped or the machine was started anew, and starting it again is for a person to ask.
     */
    public boolean unsupervised() {
        return keeper().isEmpty()
                && !Files.exists(stopFile(home))
                && states().stream().anyMatch(KeeperDoor::lives);
    }

    private static boolean lives(ProcessState state) {
        return new ProcessIdentity(state.pid(), state.startTicks()).alive();
    }

    private Path specFile(String id) {
        return home.desired().resolve(id + ".json");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".json".length());
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(Json.read(Files.readString(file), type, file.toString()));
        } catch (IOException | SlipwayException e) {
            // Absent, or not ours: the keeper says so in the state.
            return Optional.empty();
        }
    }

    /** Polls with a bound; an interrupt ends the wait and stays set. */
    private static boolean await(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
