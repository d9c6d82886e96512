package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.IdSource;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.ProcessLock;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The journal for commands that need no history: one append-only, fsynced file a run, under {@code runs/}. A file lock makes
 * each method one transaction among all processes. Gates see no evidence here and no waivers.
 *
 * <p>Files of a run: {@code ID.run} while it is unfinished, {@code ID.done} afterwards, {@code ID.bad} when it cannot be read;
 * beside it {@code ID.lease} (until when) and {@code ID.ask}. Ended runs beyond a number are removed.
 */
public final class FileJournal implements Journal {
    /** Ended runs that are kept: enough to look back, few enough to list at once. */
    static final int MAX_KEPT = 200;

    private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

    private final Path folder;
    private final Clock clock;
    private final IdSource ids;
    private final Predicate<Owner> dead;
    private final Map<RunId, Tail> tails = new ConcurrentHashMap<>();

    public FileJournal(Home home, Clock clock, IdSource ids) {
        this(home, clock, ids, Owner::dead);
    }

    FileJournal(Home home, Clock clock, IdSource ids, Predicate<Owner> dead) {
        this.folder = home.runs();
        this.clock = clock;
        this.ids = ids;
        this.dead = dead;
    }

    /** What the file's end says, true as long as the file has this size: spares reading it for each write. */
    private record Tail(long sizeBytes, long epoch, boolean unfinished, long seq) {}

    @Override
    public Claim begin(Plan plan, Caller caller, Owner owner, Admission admission) {
        RunId id = new RunId(ids.next("run"));
        return locked(() -> {
            Optional<Run> holder = holderOf(plan.scopes());
            if (holder.isPresent()) {
                return new Claim.Busy(holder(holder.get()));
            }
            prune();
            Gates gates = Gates.ask(admission, new NoEvidence(), plan);
            long generation = gates.open() ? nextGeneration() : 0;
            RunFile.create(
                    gates.open() ? active(id) : ended(id),
                    id,
                    new RunFile.Begun(plan, caller, owner, gates.verdicts(), gates.why(), generation),
                    gates.open(),
                    clock.instant());
            if (!gates.open()) {
                return new Claim.Refused(id, gates.verdicts());
            }
            renew(id);
            return new Claim.Granted(new Lease(id, owner, new Fence(generation, 1)), gates.verdicts());
        });
    }

    @Override
    public Claim take(RunId run, Owner owner) {
        return locked(() -> {
            Run known = find(run).orElseThrow(() -> new IllegalArgumentException("no " + run));
            if (!known.phase().unfinished()) {
                throw new LostLease(run);
            }
            Holder holder = holder(known);
            if (!holder.claimable()) {
                return new Claim.Busy(holder);
            }
            Fence fence = new Fence(known.fence().generation(), known.fence().epoch() + 1);
            new RunFile(run, active(run)).take(owner, fence.epoch(), clock.instant());
            renew(run);
            return new Claim.Granted(new Lease(run, owner, fence), known.verdicts());
        });
    }

    @Override
    public void write(Lease lease, List<Event> events) {
        locked(() -> {
            RunId run = lease.run();
            Tail tail = owned(lease).orElseThrow(() -> new LostLease(run));
            var file = new RunFile(run, active(run));
            long seq = file.append(events, tail.seq(), tail.epoch(), clock.instant());
            tails.put(run, new Tail(file.sizeBytes(), tail.epoch(), true, seq));
            if (events.stream().anyMatch(Event.Ended.class::isInstance)) {
                end(run);
            } else {
                renew(run);
            }
            return true;
        });
    }

    @Override
    public boolean heartbeat(Lease lease) {
        return locked(() -> {
            boolean ours = owned(lease).isPresent();
            if (ours) {
                renew(lease.run());
            }
            return ours;
        });
    }

    @Override
    public Optional<Run> read(RunId run) {
        return locked(() -> find(run));
    }

    @Override
    public List<Holder> unfinished() {
        return locked(() -> active().stream().map(this::holder).toList());
    }

    @Override
    public boolean leave(RunId run, Ask ask) {
        return locked(() -> {
            boolean there = Files.exists(active(run));
            if (there) {
                DurableFiles.write(beside(run, "ask"), ask.text());
            }
            return there;
        });
    }

    @Override
    public Optional<Ask> takeAsk(Lease lease) {
        Path file = beside(lease.run(), "ask");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return locked(() -> {
            if (owned(lease).isEmpty() || !Files.exists(file)) {
                return Optional.empty();
            }
            Ask ask = Ask.of(text(file));
            DurableFiles.remove(file);
            return Optional.of(ask);
        });
    }

    private Optional<Tail> owned(Lease lease) {
        RunId run = lease.run();
        if (!Files.exists(active(run))) {
            return Optional.empty();
        }
        long size = new RunFile(run, active(run)).sizeBytes();
        Tail tail = tails.get(run);
        if (tail == null || tail.sizeBytes() != size) {
            Run known = find(run).orElseThrow();
            long seq = known.events().isEmpty() ? 0 : known.events().getLast().seq();
            tail = new Tail(size, known.fence().epoch(), known.phase().unfinished(), seq);
            tails.put(run, tail);
        }
        return Optional.of(tail)
                .filter(t -> t.unfinished() && t.epoch() == lease.fence().epoch());
    }

    private Optional<Run> find(RunId run) {
        return Stream.of(active(run), ended(run))
                .filter(Files::exists)
                .findFirst()
                .map(path -> new RunFile(run, path).read(leaseUntil(run)));
    }

    /** All unfinished runs, oldest first. A file that ended just before its writer died is put away; a broken one too. */
    private List<Run> active() {
        List<Run> runs = new ArrayList<>();
        for (Path path : files(".run")) {
            RunId id = idOf(path);
            try {
                Run run = new RunFile(id, path).read(leaseUntil(id));
                if (run.phase().unfinished()) {
                    runs.add(run);
                } else {
                    end(id);
                }
            } catch (SlipwayException | IllegalStateException e) {
                move(path, beside(id, "bad"));
            }
        }
        runs.sort(Comparator.comparing(Run::created).thenComparing(Run::id));
        return runs;
    }

    private Optional<Run> holderOf(List<String> scopes) {
        Set<String> wanted = new HashSet<>(scopes);
        return active().stream()
                .filter(r -> r.plan().scopes().stream().anyMatch(wanted::contains))
                .findFirst();
    }

    private Holder holder(Run run) {
        return run.holder(dead.test(run.owner()) || run.leaseUntil().isBefore(clock.instant()));
    }

    private void end(RunId run) {
        move(active(run), ended(run));
        tails.remove(run);
        DurableFiles.remove(beside(run, "lease"));
        DurableFiles.remove(beside(run, "ask"));
    }

    private void prune() {
        List<Path> done = files(".done");
        for (Path old : done.subList(0, Math.max(0, done.size() - MAX_KEPT + 1))) {
            DurableFiles.remove(old);
        }
    }

    /** Not fsynced: after a power cut nobody is alive to hold a lease. */
    private void renew(RunId run) {
        try {
            Files.writeString(
                    beside(run, "lease"),
                    String.valueOf(clock.instant().plus(Lease.TERM).toEpochMilli()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the lease of " + run, e);
        }
    }

    private Instant leaseUntil(RunId run) {
        Path file = beside(run, "lease");
        String text = Files.exists(file) ? text(file).strip() : "";
        return text.matches("[0-9]{1,18}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.EPOCH;
    }

    /** One counter for all scopes: it grows for each. */
    private long nextGeneration() {
        Path file = folder.resolve("generation");
        long next = (Files.exists(file) ? Long.parseLong(text(file).strip()) : 0) + 1;
        DurableFiles.write(file, next + "\n");
        return next;
    }

    private List<Path> files(String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> p.toString().endsWith(suffix)
                            && !p.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Path active(RunId run) {
        return beside(run, "run");
    }

    private Path ended(RunId run) {
        return beside(run, "done");
    }

    private Path beside(RunId run, String suffix) {
        return folder.resolve(run + "." + suffix);
    }

    private static RunId idOf(Path path) {
        String name = path.getFileName().toString();
        return new RunId(name.substring(0, name.lastIndexOf('.')));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(java.util.Objects.requireNonNull(to.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + from, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private <T> T locked(Supplier<T> work) {
        try (var lock = ProcessLock.take(folder.resolve(".lock"), LOCK_WAIT)) {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the journal", e);
        }
    }

    /** Plans that need evidence run on the history's journal. */
    private record NoEvidence() implements Admission.Transaction {
        @Override
        public List<byte[]> evidenceAbout(Digest subject) {
            return List.of();
        }

        @Override
        public String author(Plan plan) {
            return "";
        }

        @Override
        public Map<String, String> waivers(Plan plan) {
            return Map.of();
        }
    }
}
