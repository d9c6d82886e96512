package dev.slipway.store;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.ExclusiveFile;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The files of one cluster: binaries, data, password, port, log.
 *
 * @param usual where the data lie for an ordinary user; its last part names the cluster
 */
record PostgresCluster(Home home, Path usual, int maxConnections, PostgresUser user) {
    /** Bytes of the log beyond which it is begun anew at the next start; the old one is kept once. */
    private static final long MAX_LOG_BYTES = 10L << 20;

    /** Bytes of the log that are read to tell why a start failed. */
    private static final int MAX_READ_BYTES = 64 << 10;

    static PostgresCluster of(Home home, Path usual, int maxConnections) throws InterruptedException {
        return new PostgresCluster(home, usual, maxConnections, PostgresUser.choose(home, usual, PostgresUser.SHARED));
    }

    private String name() {
        return String.valueOf(usual.getFileName());
    }

    Path data() {
        return user.data(home, usual);
    }

    Path log() {
        return home.logs().resolve(name() + ".log");
    }

    Path lockFile() {
        return home.run().resolve(name() + ".lock");
    }

    Path passwordFile() {
        return home.keys().resolve(name() + ".password");
    }

    private Path portFile() {
        return home.keys().resolve(name() + ".port");
    }

    String program(String name) {
        return user.binaries(home).resolve("bin").resolve(name).toString();
    }

    /** The command that runs this program as the right user. */
    Command command(List<String> program) {
        return EmbeddedPostgres.plain(data(), user.command(program));
    }

    /** The whole command line of the server in the foreground, user included. */
    List<String> postgres(int port) {
        return user.command(postgresArguments(port));
    }

    List<String> postgresArguments(int port) {
        return List.of(
                program("postgres"),
                "-D",
                data().toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=" + maxConnections,
                // Small machines: the default of 128 MB is for servers that are nothing but a database.
                "-c",
                "shared_buffers=32MB");
    }

    /** Makes binaries, password and data if they are not there. The caller holds the lock. */
    void make() throws InterruptedException {
        checkPath();
        user.check(usual);
        DurableFiles.privateFolder(home.logs());
        DurableFiles.privateFolder(home.run());
        rotateLog();
        Path binaries = user.binaries(home);
        openFolders(binaries);
        PostgresBinaries.unpacked(binaries);
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            initialise();
        } else {
            checkVersion();
        }
    }

    /** initdb hands its paths to a shell between double quotes (port/exec.c): spaces are fine, these are not. */
    private void checkPath() {
        String path = home.root().toString() + data();
        if (path.chars().anyMatch(c -> c == '$' || c == '`' || c == '"' || c == '\\' || c < ' ')) {
            throw Problem.input(
                            "PostgreSQL cannot live below this folder: " + home.root(),
                            "its path holds one of $ ` \" \\",
                            "set SLIPWAY_HOME to a folder without them")
                    .asException();
        }
    }

    private void initialise() throws InterruptedException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        byte[] line = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
        ExclusiveFile.create(passwordFile(), line);
        Path fresh = data().resolveSibling(name() + ".new." + UUID.randomUUID());
        Path passwordCopy = fresh.resolveSibling(fresh.getFileName() + ".pw");
        try {
            Files.createDirectories(
                    fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            user.own(fresh);
            EmbeddedPostgres.writePassword(
                    passwordCopy, Secret.of(Files.readString(passwordFile()).strip()));
            user.own(passwordCopy);
            var result = new Processes()
                    .run(
                            EmbeddedPostgres.plain(
                                    fresh,
                                    user.command(EmbeddedPostgres.initdb(program("initdb"), fresh, passwordCopy))),
                            Duration.ofSeconds(120),
                            l -> {});
            if (!result.ok()) {
                throw Problem.surroundings(
                                "cannot make the database",
                                data().toString(),
                                String.join(
                                        " · ", result.tail().stream().limit(5).toList()),
                                "free disk space and check the folder's owner, or give --database URL")
                        .asException();
            }
            // Whole or not there: an initdb that was killed leaves a folder of another name.
            Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(folderOf(data()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + data(), e);
        } finally {
            DurableFiles.remove(passwordCopy);
            PostgresBinaries.remove(fresh);
        }
    }

    /** Folders that the user PostgreSQL runs as can enter. */
    private void openFolders(Path binaries) {
        try {
            switch (user) {
                case PostgresUser.ThisUser(), PostgresUser.UserNamespace() -> {
                    DurableFiles.privateFolder(folderOf(binaries));
                    DurableFiles.privateFolder(folderOf(data()));
                }
                case PostgresUser.Nobody nobody -> {
                    for (Path folder : List.of(nobody.shared(), folderOf(data()))) {
                        Files.createDirectories(folder);
                        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folders of " + data(), e);
        }
    }

    private void checkVersion() {
        try {
            String have = Files.readString(data().resolve("PG_VERSION")).strip();
            String want = PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));
            if (!have.equals(want)) {
                throw Problem.surroundings(
                                "the database was made by PostgreSQL " + have + ", this Slipway brings " + want,
                                data().toString(),
                                "a new major version does not read the old files",
                                "start the Slipway that made it, export, move the folder away, import; or give"
                                        + " --database URL")
                        .asException();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data(), e);
        }
    }

    /** The port it has; chosen free when it has none yet. */
    int keptPort() {
        try {
            return Integer.parseInt(Files.readString(portFile()).strip());
        } catch (IOException | NumberFormatException e) {
            return choosePort();
        }
    }

    /** A new port, free now, kept from now on. */
    int choosePort() {
        int port = Ports.free();
        DurableFiles.write(portFile(), port + "\n");
        return port;
    }

    /** Whether the process with this pid is the server of this cluster. */
    boolean isOurs(long pid) {
        try {
            List<String> arguments =
                    List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8)
                            .split("\0"));
            return arguments.getFirst().endsWith("postgres") && arguments.contains(data().toString());
        } catch (IOException e) {
            return ProcessHandle.of(pid)
                    .flatMap(p -> p.info().commandLine())
                    .filter(l -> l.contains("postgres") && l.contains(data().toString()))
                    .isPresent();
        }
    }

    /**
     * Removes the lock file when it names no process of ours and no process works in the data folder: after a reboot its pid
     * may belong to anybody, and PostgreSQL would wait for ever.
     */
    void removeStaleLock() {
        try {
            Path lock = data().resolve("postmaster.pid");
            String first = Files.readString(lock).lines().findFirst().orElse("").strip();
            boolean live = first.matches("[0-9]{1,10}") && isOurs(Long.parseLong(first));
            if (!live && !workedIn()) {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            // Gone meanwhile: what we wanted.
        }
    }

    private boolean workedIn() {
        return ProcessHandle.allProcesses().anyMatch(p -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc/" + p.pid() + "/cwd"))
                        .equals(data());
            } catch (IOException e) {
                return false;
            }
        });
    }

    long logSize() {
        try {
            return Files.exists(log()) ? Files.size(log()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    List<String> logSince(long from) {
        try (var file = new RandomAccessFile(log().toFile(), "r")) {
            file.seek(Math.max(from, file.length() - MAX_READ_BYTES));
            byte[] bytes = new byte[(int) Math.min(MAX_READ_BYTES, file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new ArrayList<>(
                    new String(bytes, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    private void rotateLog() {
        try {
            if (logSize() > MAX_LOG_BYTES) {
                Files.move(log(), log().resolveSibling(name() + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rotate " + log(), e);
        }
    }

    private static Path folderOf(Path path) {
        return java.util.Objects.requireNonNull(path.getParent());
    }
}
