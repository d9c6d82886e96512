package dev.slipway.store;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.ProcessLock;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.ProcessIdentity;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster on this machine, of the programs in our jar. It listens on loopback with a password, because loopback
 * is shared by all local users. Once started it lives on when the command that started it ends; the next command adopts it.
 *
 * <p>There are two: the history, started by the first command that needs it, and the applications' databases, a child of the
 * keeper ({@link #foreground}). They differ in folder, port and number of connections only.
 */
public final class EmbeddedPostgres {
    /** Between the start and "ready": recovery after a crash may take a while. */
    private static final Duration START_TIME = Duration.ofSeconds(60);

    /** How long a start is tried again while backends of a killed cluster still end: some 2 s, seen. */
    private static final Duration LOCK_TIME = Duration.ofSeconds(20);

    /** Another command may be making the first cluster (some 5 s) or recovering one after a crash. */
    private static final Duration LOCK_WAIT = Duration.ofSeconds(120);

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final String SUPERUSER = "slipway";

    private final PostgresCluster cluster;

    private static final Pattern TRUSTED = Pattern.compile("(?m)^trusted *= *true");

    EmbeddedPostgres(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** The cluster that keeps the history. */
    public static EmbeddedPostgres history(Home home) throws InterruptedException {
        return new EmbeddedPostgres(PostgresCluster.of(home, home.database(), 40));
    }

    /** The cluster for the applications' databases. */
    public static EmbeddedPostgres applications(Home home) throws InterruptedException {
        return new EmbeddedPostgres(PostgresCluster.of(home, home.applicationDatabases(), 200));
    }

    /**
     * Extensions that an application's own role can create in the embedded cluster: the binaries have them, and they are
     * marked as trusted (a role of an application is no superuser).
     */
    public static Set<String> extensions(Home home) {
        Path folder = PostgresBinaries.unpacked(home.cache().resolve(PostgresBinaries.FOLDER))
                .resolve("share/postgresql/extension");
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".control")).toList()) {
                if (TRUSTED.matcher(Files.readString(file)).find()) {
                    names.add(String.valueOf(file.getFileName()).replace(".control", ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        return names;
    }

    /** What the keeper starts, after everything is prepared. */
    public record Foreground(List<String> command, Path directory, int port) {
        public Foreground {
            command = List.copyOf(command);
        }
    }

    /** Makes the cluster if there is none and gives the exact command that runs it in the foreground. */
    public Foreground foreground() throws InterruptedException {
        try (var lock = ProcessLock.take(cluster.lockFile(), LOCK_WAIT)) {
            cluster.make();
            int port = cluster.keptPort();
            if (running().isEmpty() && Ports.taken(port)) {
                throw Problem.surroundings(
                                "port " + port + " of the applications' databases is taken by another program",
                                "127.0.0.1:" + port,
                                "applications hold this port in their settings, so it does not change",
                                "end that program (`ss -ltnp 'sport = :" + port + "'` names it)")
                        .asException();
            }
            return new Foreground(cluster.postgres(port), cluster.data(), port);
        }
    }

    /** Waits until the cluster that someone else starts is ready. */
    public Location awaitReady(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (Optional<Running> now = ready(); ; now = ready()) {
            if (now.isPresent()) {
                return location(now.get().port());
            }
            if (System.nanoTime() > end) {
                throw notReady("it was not ready within " + limit.toSeconds() + " s", List.of());
            }
            Thread.sleep(POLL);
        }
    }

    /** The running cluster, adopted, or a new one, started and left running. */
    public Location start() throws InterruptedException {
        Optional<Running> adopted = ready();
        if (adopted.isPresent()) {
            return location(adopted.get().port());
        }
        try (var lock = ProcessLock.take(cluster.lockFile(), LOCK_WAIT)) {
            cluster.make();
            long end = System.nanoTime() + LOCK_TIME.toNanos();
            while (true) {
                Attempt attempt = attempt();
                switch (attempt) {
                    case Attempt.Ready(int port) -> {
                        return location(port);
                    }
                    case Attempt.PortTaken() -> cluster.choosePort();
                    case Attempt.Locked() -> cluster.removeStaleLock();
                    case Attempt.Failed(List<String> log) -> throw notReady("it ended at once", log);
                }
                if (System.nanoTime() > end) {
                    throw notReady("another process holds its lock file", List.of());
                }
                Thread.sleep(RETRY);
            }
        }
    }

    /** Stops the cluster if it runs: connections are closed, committed rows are kept. */
    public void stop() throws InterruptedException {
        if (running().isPresent()) {
            var result = new Processes()
                    .run(
                            cluster.command(List.of(
                                    cluster.program("pg_ctl"),
                                    "-D",
                                    cluster.data().toString(),
                                    "-m",
                                    "fast",
                                    "-w",
                                    "stop")),
                            Duration.ofSeconds(70),
                            line -> {});
            if (!result.ok() && running().isPresent()) {
                throw notReady("it does not stop", result.tail());
            }
        }
    }

    /** The postmaster, if it runs: for status and for the keeper's adoption. */
    public Optional<ProcessIdentity> process() {
        return running().flatMap(r -> ProcessIdentity.of(r.pid()));
    }

    /** The folder of its data. */
    public Path data() {
        return cluster.data();
    }

    private sealed interface Attempt {
        record Ready(int port) implements Attempt {}

        record PortTaken() implements Attempt {}

        record Locked() implements Attempt {}

        record Failed(List<String> log) implements Attempt {}
    }

    private Attempt attempt() throws InterruptedException {
        Optional<Running> already = running();
        long from = cluster.logSize();
        ProcessIdentity child;
        if (already.isPresent()) {
            child = ProcessIdentity.of(already.get().pid())
                    .orElse(new ProcessIdentity(already.get().pid(), -1));
        } else {
            int port = cluster.keptPort();
            if (Ports.taken(port)) {
                return new Attempt.PortTaken();
            }
            child = new Processes().detach(cluster.command(cluster.postgresArguments(port)), cluster.log());
        }
        long end = System.nanoTime() + START_TIME.toNanos();
        while (System.nanoTime() < end) {
            Optional<Running> now = ready();
            if (now.isPresent()) {
                return new Attempt.Ready(now.get().port());
            }
            if (!child.alive()) {
                return judge(cluster.logSince(from));
            }
            Thread.sleep(POLL);
        }
        return new Attempt.Failed(cluster.logSince(from));
    }

    private static Attempt judge(List<String> log) {
        String text = String.join("\n", log);
        if (text.contains("lock file \"postmaster.pid\"") || text.contains("pre-existing shared memory block")) {
            return new Attempt.Locked();
        }
        return text.contains("could not bind") ? new Attempt.PortTaken() : new Attempt.Failed(log);
    }

    private Location location(int port) {
        return Location.local(port, "postgres", SUPERUSER, password());
    }

    private Secret password() {
        try {
            return Secret.of(Files.readString(cluster.passwordFile()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + cluster.passwordFile(), e);
        }
    }

    /** What postmaster.pid says. */
    private record Running(long pid, int port, boolean ready) {}

    private Optional<Running> ready() {
        return running().filter(Running::ready);
    }

    /** Lines of postmaster.pid (miscadmin.h): 1 pid, 4 port, 8 status. */
    private Optional<Running> running() {
        try {
            List<String> lines = Files.readAllLines(cluster.data().resolve("postmaster.pid"));
            long pid = Long.parseLong(lines.getFirst().strip());
            if (lines.size() < 4 || !cluster.isOurs(pid)) {
                return Optional.empty();
            }
            boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
            return Optional.of(new Running(pid, Integer.parseInt(lines.get(3).strip()), ready));
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private dev.slipway.base.SlipwayException notReady(String cause, List<String> log) {
        String last = log.isEmpty() ? "" : ": " + log.getLast();
        return Problem.surroundings(
                        "the embedded PostgreSQL did not start or stop",
                        cluster.data().toString(),
                        cause + last,
                        "read " + cluster.log() + ", or give --database URL")
                .asException();
    }

    static void writePassword(Path file, Secret password) {
        DurableFiles.write(file, password.reveal() + "\n");
    }

    static List<String> initdb(String program, Path data, Path passwordFile) {
        return List.of(
                program,
                "-D",
                data.toString(),
                "-U",
                SUPERUSER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C");
    }

    static Command plain(Path directory, List<String> arguments) {
        return Command.of(directory, arguments).with("LC_ALL", "C");
    }
}
