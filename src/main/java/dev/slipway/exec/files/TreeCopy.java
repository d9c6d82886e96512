package dev.slipway.exec.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * Copies and deletes folders. A copy never shares a file that can be written: where the file system can, the JDK's copy lets
 * the kernel share blocks until one side writes.
 */
public final class TreeCopy {
    private TreeCopy() {}

    /** The folder that holds a path; the path itself at the root. */
    public static Path folderOf(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** Copies a folder with times and permissions; links stay links. */
    public static void copy(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    file(file, to.resolve(from.relativize(file).toString()), attributes);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + from + " to " + to, e);
        }
    }

    /** Copies these files, relative to {@code from}; those that are gone are left out. */
    public static void copy(Path from, List<Path> files, Path to) {
        Path made = to;
        try {
            Files.createDirectories(to);
            for (Path relative : files) {
                Path source = from.resolve(relative);
                Path target = to.resolve(relative);
                if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (!folderOf(target).equals(made)) {
                    made = folderOf(target);
                    Files.createDirectories(made);
                }
                if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
                    // A repository inside the repository, listed as one entry.
                    copy(source, target);
                } else {
                    file(
                            source,
                            target,
                            Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy from " + from + " to " + to, e);
        }
    }

    private static void file(Path from, Path to, BasicFileAttributes attributes) throws IOException {
        if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
            Files.copy(
                    from,
                    to,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    StandardCopyOption.REPLACE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Deletes a folder with all in it, whatever its permissions; never through a link. What cannot be deleted stays. */
    public static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                    boolean open = at.toFile().canWrite() && at.toFile().canExecute();
                    if (!open) {
                        at.toFile().setWritable(true, true);
                        at.toFile().setExecutable(true, true);
                        at.toFile().setReadable(true, true);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path at, @org.jspecify.annotations.Nullable IOException e)
                        throws IOException {
                    Files.deleteIfExists(at);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // Somebody writes while we delete: the next pruning gets it.
            return;
        }
    }
}
