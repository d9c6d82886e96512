package dev.slipway.exec.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Tells which files below a folder change, as the operating system says it. For one thread. */
public final class FolderWatch implements AutoCloseable {
    /** How long it must be quiet: an editor's save is several events within a few milliseconds. */
    private static final long QUIET_MILLIS = 8;

    /** How long events are gathered when it never gets quiet. */
    private static final long MAX_GATHER_MILLIS = 500;

    /** Folders that are watched; each costs memory of the kernel. */
    private static final int MAX_FOLDERS = 20_000;

    /**
     * What happened.
     *
     * @param modified files whose contents changed, relative to the folder
     * @param structure whether files or folders came or went, or so much happened that nobody knows
     */
    public record Changes(java.util.Set<String> modified, boolean structure) {
        public Changes {
            modified = java.util.Collections.unmodifiableSet(new TreeSet<>(modified));
        }
    }

    private final Path root;
    private final WatchService service;
    private final Map<WatchKey, Path> folders = new HashMap<>();

    private FolderWatch(Path root, WatchService service) {
        this.root = root;
        this.service = service;
    }

    /** Begins to watch. */
    public static FolderWatch of(Path root) {
        try {
            Path whole = root.toAbsolutePath().normalize();
            FolderWatch watch = new FolderWatch(whole, whole.getFileSystem().newWatchService());
            watch.register(whole);
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch " + root, e);
        }
    }

    private void register(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
                String name = String.valueOf(dir.getFileName());
                if (!dir.equals(root) && RepositoryWalk.alwaysSkipped(name)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (folders.size() < MAX_FOLDERS) {
                    WatchKey key = dir.register(
                            service,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_DELETE,
                            StandardWatchEventKinds.ENTRY_MODIFY);
                    folders.put(key, dir);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException broken) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Waits until something happens, and until it is quiet again. */
    public Changes next() throws InterruptedException {
        TreeSet<String> modified = new TreeSet<>();
        boolean structure = take(service.take(), modified);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MAX_GATHER_MILLIS);
        WatchKey key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null && System.nanoTime() - end < 0) {
            structure |= take(key, modified);
            key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (key != null) {
            structure |= take(key, modified);
        }
        return new Changes(modified, structure);
    }

    private boolean take(WatchKey key, TreeSet<String> modified) {
        boolean structure = false;
        Path folder = folders.getOrDefault(key, root);
        for (WatchEvent<?> event : key.pollEvents()) {
            if (!(event.context() instanceof Path name)) {
                structure = true;
                continue;
            }
            Path path = folder.resolve(name);
            if (event.kind() == StandardWatchEventKinds.ENTRY_MODIFY) {
                modified.add(root.relativize(path).toString().replace('\\', '/'));
            } else {
                structure = true;
                // Editors that write a new file and rename it over the old one change a file too.
                modified.add(root.relativize(path).toString().replace('\\', '/'));
                enter(path, event.kind() == StandardWatchEventKinds.ENTRY_CREATE);
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
        return structure;
    }

    private void enter(Path path, boolean created) {
        try {
            if (created && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                register(path);
            }
        } catch (IOException e) {
            // Gone again.
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop watching " + root, e);
        }
    }
}
