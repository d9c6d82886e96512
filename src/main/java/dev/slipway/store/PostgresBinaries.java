package dev.slipway.store;

import dev.slipway.base.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs ({@code initdb}, {@code pg_ctl}, {@code postgres}), unpacked once from the class path. */
final class PostgresBinaries {
    /** The version in the jar; the folder is named by it, so that an upgrade unpacks beside the old one. */
    static final String VERSION = "18.6";

    static final String FOLDER = "postgres-" + VERSION;

    /** Entries of the archive: there are about 1,100. */
    private static final int MAX_ENTRIES = 20_000;

    /** Bytes unpacked: there are 60 million. */
    private static final long MAX_BYTES = 1L << 30;

    private PostgresBinaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}; unpacked now if it is not there. */
    static Path unpacked(Path folder) {
        if (Files.isExecutable(folder.resolve("bin/postgres"))) {
            return folder;
        }
        Path temporary = folder.resolveSibling("." + folder.getFileName() + "." + UUID.randomUUID());
        try (InputStream packed = open()) {
            Files.createDirectories(temporary);
            unpack(packed, temporary);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                throw Problem.surroundings(
                                "cannot unpack PostgreSQL",
                                folder.toString(),
                                String.valueOf(e.getMessage()),
                                "it needs 60 MB of disk; free some, or give --database URL")
                        .asException();
            }
            // Another process was first: its folder is as good as ours.
        } finally {
            remove(temporary);
        }
        return folder;
    }

    private static InputStream open() {
        String name = resource();
        InputStream in = PostgresBinaries.class.getResourceAsStream("/" + name);
        if (in == null) {
            throw Problem.surroundings(
                            "there is no PostgreSQL for this platform in Slipway",
                            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                            name + " is not on the class path",
                            "give --database postgresql://USER:PASSWORD@HOST/DATABASE, or set SLIPWAY_DATABASE")
                    .asException();
        }
        return new BufferedInputStream(in, 1 << 16);
    }

    private static String resource() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch");
        return "postgres-" + os + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        int entries = 0;
        long bytes = 0;
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                bytes += e.getSize();
                if (++entries > MAX_ENTRIES || bytes > MAX_BYTES) {
                    throw new IOException("the archive is larger than it can be");
                }
                place(tar, e, into);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path into) throws IOException {
        Path path = inside(into, into.resolve(entry.getName()));
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(parent(path));
        if (entry.isSymbolicLink()) {
            inside(into, parent(path).resolve(entry.getLinkName()));
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
        } else {
            throw new IOException("neither file, folder nor link: " + entry.getName());
        }
    }

    private static Path inside(Path root, Path path) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(root)) {
            throw new IOException("leads outside: " + path);
        }
        return normal;
    }

    private static Path parent(Path path) {
        return java.util.Objects.requireNonNull(path.getParent());
    }

    /** Removes a folder and what is in it, following no link. */
    static void remove(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
