package dev.slipway.exec.keeper;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.ProcessIdentity;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    public Optional<KeeperInfo> running() {
        return read(infoFile(home), KeeperInfo.class).filter(info -> info.identity().alive());
    }

    /**
     * Starts a keeper, detached, unless one lives.
     *
     * @throws SlipwayException (surroundings) when none comes up within 5 s
     */
    public KeeperInfo ensureRunning(JavaRuntime runtime) {
        if (Files.exists(stopFile(home)) && running().isPresent()) {
            // It is about to end: let it, then start anew.
            await(START_LIMIT.multipliedBy(4), () -> running().isEmpty());
        }
        DurableFiles.remove(stopFile(home));
        return running().orElseGet(() -> start(runtime));
    }

    private KeeperInfo start(JavaRuntime runtime) {
        DurableFiles.privateFolder(home.run());
        DurableFiles.privateFolder(home.logs());
        DurableFiles.privateFolder(home.desired());
        DurableFiles.privateFolder(home.observed());
        Command command = Command.of(home.run(), runtime.command(MAIN, home.root().toString()));
        ProcessIdentity started = processes.detach(command, log(home));
        await(START_LIMIT, () -> running().isPresent());
        return running().orElseThrow(() -> Problem.surroundings(
                        "the keeper did not start",
                        command.arguments().getFirst(),
                        started.alive() ? "it is up but says nothing" : "it ended at once",
                        "read " + log(home))
                .asException());
    }

    /** Runs this from now on; the same id with another generation is stopped and started anew. */
    public void putSpec(ProcessSpec spec) {
        if (spec.id().equals(PROXY)) {
            throw new IllegalArgumentException("'" + PROXY + "' is the keeper's own");
        }
        DurableFiles.write(specFile(spec.id()), Json.pretty(spec));
    }

    /** Ends this process; no matter if there is none. The state tells when it is {@code STOPPED}. */
    public void removeSpec(String id) {
        DurableFiles.remove(specFile(id));
    }

    /** What shall run under this id. */
    public Optional<ProcessSpec> spec(String id) {
        return read(specFile(id), ProcessSpec.class);
    }

    /** All that shall run, by id; unreadable ones are left out here and are {@code FAILED} among the states. */
    public List<ProcessSpec> specs() {
        return all(home.desired(), ProcessSpec.class);
    }

    /** What the keeper last saw of this process; empty before it looked, and some time after it stopped. */
    public Optional<ProcessState> state(String id) {
        return read(home.observed().resolve(id + ".json"), ProcessState.class);
    }

    /** All states, by id, the proxy's too. */
    public List<ProcessState> states() {
        return all(home.observed(), ProcessState.class);
    }

    /** Ends the keeper alone; what it runs lives on, without restarts, until the next keeper adopts it. */
    public void stopKeeper() {
        running().ifPresent(info -> {
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
        if (running().isEmpty() && states().stream().anyMatch(KeeperDoor::lives)) {
            // Nobody supervises them now: a new keeper adopts and ends them.
            start(runtime);
        }
        boolean ended = await(limit, () -> running().isEmpty()
                && states().stream().noneMatch(KeeperDoor::lives));
        if (ended) {
            DurableFiles.remove(stopFile(home));
        }
        return ended;
    }

    private static boolean lives(ProcessState state) {
        return new ProcessIdentity(state.pid(), state.startTicks()).alive();
    }

    private Path specFile(String id) {
        return home.desired().resolve(id + ".json");
    }

    private static <T> List<T> all(Path folder, Class<T> type) {
        List<T> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> !f.getFileName().toString().startsWith("."))
                    .filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .forEach(f -> read(f, type).ifPresent(all::add));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        return all;
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
