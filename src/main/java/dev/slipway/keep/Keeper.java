package dev.slipway.keep;

import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.ProcessState.Phase;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.exec.process.ProcessGroup;
import dev.slipway.exec.process.ProcessIdentity;
import dev.slipway.exec.process.ProcessSearch;
import dev.slipway.exec.process.Processes;
import dev.slipway.keep.Supervision.Memory;
import dev.slipway.keep.Supervision.Policy;
import dev.slipway.keep.Supervision.Step;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The loop: looks at what shall run and at what runs, does the next step of each, sleeps until something happened or is
 * due. One thread owns all state; starts, which may read a whole release, run beside it. A failure of one entry is its
 * own: it becomes that entry's state.
 */
final class Keeper {
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

    /** Ends of adopted processes come without a signal: this is how late they are noticed at most. */
    private static final long LOOK_MILLIS = 500;

    /** How often logs are measured. */
    private static final long ROTATE_MILLIS = 5_000;

    /** Size at which a log is rotated. */
    private static final long LOG_LIMIT_BYTES = 10L << 20;

    /** Steps of one entry in one look: ended, noted, started is the longest way. */
    private static final int MAX_STEPS = 5;

    /** For the exit status of a child that is gone already. */
    private static final long EXIT_WAIT_MILLIS = 500;

    private static final class Entry {
        Memory memory;

        @Nullable
        Path log;

        /** Of a child of ours; null when adopted. */
        @Nullable
        CompletableFuture<Integer> exit;

        @Nullable
        CompletableFuture<Processes.Detached> starting;

        Step.@Nullable Start start;

        /** The state on disk is older than the memory. */
        boolean unsaved;

        Entry(Memory memory) {
            this.memory = memory;
        }
    }

    private final Home home;
    private final Specs specs;
    private final Launch launch;
    private final LogRotation rotation = new LogRotation(LOG_LIMIT_BYTES);
    private final Processes processes = new Processes();
    private final InstantSource clock;
    private final Map<String, Supplier<ProcessSpec>> dataPlane;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Semaphore wake = new Semaphore(0);
    private long rotatedMillis;

    /**
     * @param dataPlane what runs without being asked for, by id
     */
    Keeper(Home home, Launch launch, Map<String, Supplier<ProcessSpec>> dataPlane, InstantSource clock) {
        this.home = home;
        this.specs = new Specs(home.desired());
        this.launch = launch;
        this.dataPlane = Map.copyOf(dataPlane);
        this.clock = clock;
    }

    /** Something changed: look now. From any thread. */
    void wake() {
        wake.release();
    }

    /** Supervises until asked to stop everything; an interrupt ends the loop and leaves all running. */
    void run() throws InterruptedException {
        adopt();
        searchUnrecorded();
        boolean stopped = false;
        while (!stopped) {
            long until = look();
            stopped = Files.exists(KeeperDoor.stopFile(home)) && allDown();
            if (!stopped) {
                boolean woken =
                        wake.tryAcquire(Math.clamp(until - clock.millis(), 1, LOOK_MILLIS), TimeUnit.MILLISECONDS);
                if (woken) {
                    wake.drainPermits();
                }
            }
        }
        DurableFiles.remove(KeeperDoor.stopFile(home));
    }

    /** Takes over what an earlier keeper left; whether it lives is seen at the first look. */
    private void adopt() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home.observed(), "[a-z0-9]*.json")) {
            for (Path file : files) {
                try {
                    ProcessState state = Json.read(Files.readString(file), ProcessState.class, file.toString());
                    entries.put(
                            state.id(),
                            new Entry(new Memory(state, 0, clock.millis(), Supervision.DEFAULT_GRACE_MILLIS)));
                } catch (IOException | RuntimeException e) {
                    LOG.log(System.Logger.Level.WARNING, "state is not readable: " + file, e);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot list " + home.observed(), e);
        }
    }

    /** An earlier keeper may have ended between a start and its record: a second process would fight for its port. */
    private void searchUnrecorded() {
        Map<String, ProcessSpec> wanted = new TreeMap<>();
        dataPlane.forEach((id, spec) -> wanted.put(id, spec.get()));
        try {
            specs.all().forEach((id, read) -> {
                if (read instanceof Specs.Read.Good(ProcessSpec spec)) {
                    wanted.put(id, spec);
                }
            });
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read what shall run", e);
        }
        wanted.forEach((id, spec) -> {
            Entry entry = entries.computeIfAbsent(id, i -> new Entry(Memory.none(i)));
            if (!identity(entry).alive()) {
                ProcessSearch.leader(spec.command(), Path.of(spec.directory()), spec.environment())
                        .ifPresent(found -> {
                            int restarts = entry.memory.state().restarts();
                            ProcessState state = Supervision.started(
                                    spec, found.pid(), found.startTicks(), restarts, -1, clock.millis());
                            remember(entry, new Memory(state, 0, 0, spec.stopGraceMillis()));
                        });
            }
        });
    }

    /** One look at everything; the time of the next thing due. */
    private long look() {
        Map<String, Specs.Read> desired = new TreeMap<>();
        if (!Files.exists(KeeperDoor.stopFile(home))) {
            try {
                desired.putAll(specs.all());
            } catch (IOException | RuntimeException e) {
                // Not knowing what shall run is no reason to end anything.
                LOG.log(System.Logger.Level.WARNING, "cannot read what shall run", e);
                return clock.millis() + LOOK_MILLIS;
            }
            dataPlane.forEach((id, spec) -> desired.put(id, new Specs.Read.Good(spec.get())));
        }
        Set<String> ids = new TreeSet<>(entries.keySet());
        ids.addAll(desired.keySet());
        long until = Long.MAX_VALUE;
        for (String id : ids) {
            until = Math.min(until, lookAt(id, desired.get(id)));
        }
        rotate();
        return until;
    }

    private long lookAt(String id, Specs.@Nullable Read read) {
        Entry entry = entries.computeIfAbsent(id, i -> new Entry(Memory.none(i)));
        try {
            long until = switch (read) {
                case null -> advance(id, entry, null);
                case Specs.Read.Good(ProcessSpec spec) -> advance(id, entry, spec);
                case Specs.Read.Broken(String message) -> broken(entry, message);
            };
            save(entry);
            return until;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "supervising " + id, e);
            return clock.millis() + LOOK_MILLIS;
        }
    }

    private long advance(String id, Entry entry, @Nullable ProcessSpec spec) {
        if (spec != null) {
            entry.log = Path.of(spec.log());
        }
        for (int i = 0; i < MAX_STEPS; i++) {
            if (!finishStart(entry)) {
                return Long.MAX_VALUE;
            }
            boolean alive = identity(entry).alive();
            Step step = Supervision.next(
                    spec, entry.memory, alive, alive ? OptionalInt.empty() : exit(entry), policy(id), clock.millis());
            switch (step) {
                case Step.Rest(long until) -> {
                    return until;
                }
                case Step.Start start -> begin(entry, start);
                case Step.Signal(String name, Memory then) -> {
                    processes.signalGroup(identity(entry), name);
                    remember(entry, then);
                    // A killed process needs a moment to be gone.
                    return clock.millis() + 50;
                }
                case Step.Ended(Memory then) -> {
                    long group = entry.memory.state().pid();
                    if (ProcessGroup.hasLeftovers(group)) {
                        processes.killLeftovers(group);
                    }
                    entry.exit = null;
                    remember(entry, then);
                }
                case Step.Note(Memory then) -> remember(entry, then);
                case Step.Forget() -> {
                    entries.remove(id);
                    DurableFiles.remove(stateFile(id));
                    entry.unsaved = false;
                    return Long.MAX_VALUE;
                }
            }
        }
        return clock.millis();
    }

    private void begin(Entry entry, Step.Start start) {
        CompletableFuture<Processes.Detached> starting = new CompletableFuture<>();
        entry.starting = starting;
        entry.start = start;
        Thread.ofVirtual().name("start-" + start.spec().id()).start(() -> {
            try {
                starting.complete(launch.start(start.spec()));
            } catch (Throwable e) {
                starting.completeExceptionally(e);
            }
            wake();
        });
    }

    /** Whether no start is under way. */
    private boolean finishStart(Entry entry) {
        CompletableFuture<Processes.Detached> starting = entry.starting;
        Step.Start start = entry.start;
        if (starting == null || start == null) {
            return true;
        }
        if (!starting.isDone()) {
            return false;
        }
        entry.starting = null;
        entry.start = null;
        long now = clock.millis();
        ProcessSpec spec = start.spec();
        Memory before = entry.memory;
        if (starting.isCompletedExceptionally()) {
            String message = message(starting.exceptionNow());
            boolean again = policy(spec.id()) == Policy.DATA_PLANE;
            ProcessState state = Supervision.resting(
                    spec.id(), spec.generation(), again ? Phase.BACKOFF : Phase.FAILED, start.restarts(), now, message);
            long due = again ? now + policy(spec.id()).maxPauseMillis() : 0;
            remember(entry, new Memory(state, before.quickEnds(), due, spec.stopGraceMillis()));
            return true;
        }
        Processes.Detached detached = starting.resultNow();
        ProcessIdentity identity = detached.identity();
        int quickEnds = spec.generation() == before.state().generation() ? before.quickEnds() : 0;
        ProcessState state = Supervision.started(
                spec,
                identity.pid(),
                identity.startTicks(),
                start.restarts(),
                before.state().exitStatus(),
                now);
        entry.exit = detached.exit();
        remember(entry, new Memory(state, quickEnds, 0, spec.stopGraceMillis()));
        save(entry);
        var unused = detached.exit().thenRun(this::wake);
        return true;
    }

    /** A specification that cannot be read ends nothing; it starts nothing either. */
    private long broken(Entry entry, String message) {
        if (!finishStart(entry)) {
            return Long.MAX_VALUE;
        }
        ProcessState state = entry.memory.state();
        boolean alive = identity(entry).alive();
        Phase phase = alive ? state.phase() : Phase.FAILED;
        if (state.phase() != phase || !state.message().equals(message)) {
            remember(
                    entry,
                    entry.memory.with(new ProcessState(
                            state.id(),
                            state.generation(),
                            phase,
                            alive ? state.pid() : 0,
                            alive ? state.startTicks() : 0,
                            alive ? state.sinceMillis() : clock.millis(),
                            state.restarts(),
                            state.exitStatus(),
                            message)));
        }
        return Long.MAX_VALUE;
    }

    private static void remember(Entry entry, Memory memory) {
        entry.unsaved |= !memory.state().equals(entry.memory.state());
        entry.memory = memory;
    }

    /** A full disk must not stop supervision: what could not be written is tried again at the next look. */
    private void save(Entry entry) {
        if (entry.unsaved) {
            DurableFiles.exchange(stateFile(entry.memory.state().id()), Json.pretty(entry.memory.state()));
            entry.unsaved = false;
        }
    }

    private static OptionalInt exit(Entry entry) {
        CompletableFuture<Integer> exit = entry.exit;
        if (exit == null) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(exit.get(EXIT_WAIT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private boolean allDown() {
        return entries.values().stream()
                .allMatch(e -> e.starting == null && e.memory.state().pid() == 0);
    }

    private void rotate() {
        long now = clock.millis();
        if (now - rotatedMillis < ROTATE_MILLIS) {
            return;
        }
        rotatedMillis = now;
        Set<Path> logs = new TreeSet<>(Set.of(KeeperDoor.log(home)));
        entries.values().forEach(e -> {
            if (e.log != null) {
                logs.add(e.log);
            }
        });
        for (Path log : logs) {
            try {
                rotation.rotate(log);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "cannot rotate " + log, e);
            }
        }
    }

    private Policy policy(String id) {
        return dataPlane.containsKey(id) ? Policy.DATA_PLANE : Policy.APPLICATION;
    }

    private static ProcessIdentity identity(Entry entry) {
        return new ProcessIdentity(
                entry.memory.state().pid(), entry.memory.state().startTicks());
    }

    private Path stateFile(String id) {
        return home.observed().resolve(id + ".json");
    }

    private static String message(Throwable e) {
        if (e instanceof SlipwayException s) {
            var problem = s.problems().getFirst();
            return problem.what() + (problem.cause().isEmpty() ? "" : ": " + problem.cause());
        }
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
