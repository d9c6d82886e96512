package dev.slipway.pipeline.runner.process;

import dev.slipway.exec.files.TreeCopy;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user's tree as the run sees it: what git tracks and what is new, as it is now, changed files included, ignored ones not.
 * Listed once; each job that asks for it gets a copy, with a {@code .git} that borrows the objects of the user's and can be
 * written without touching it. Thread-safe.
 */
public final class WorkingCopy {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int MAX_LIST_BYTES = 64 << 20;

    /** Parts of a {@code .git} that are small and say what is checked out. */
    private static final List<String> GIT_PARTS = List.of("HEAD", "packed-refs", "index", "shallow", "refs");

    private final Path top;
    private final Processes processes;
    private @Nullable List<Path> files;

    public WorkingCopy(Path top, Processes processes) {
        this.top = top.toAbsolutePath().normalize();
        this.processes = processes;
    }

    /** The folder that is copied. */
    public Path top() {
        return top;
    }

    /** Puts a copy into a folder; files that are there are replaced, others stay. */
    public void into(Path folder) throws InterruptedException {
        TreeCopy.copy(top, files(), folder);
        try {
            git(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the repository's state to " + folder, e);
        }
    }

    private synchronized List<Path> files() throws InterruptedException {
        if (files == null) {
            files = Files.exists(top.resolve(".git")) ? listed() : walked();
        }
        return files;
    }

    private List<Path> listed() throws InterruptedException {
        Processes.Captured answer = processes.capture(
                new Command(
                        List.of(
                                "git",
                                "-c",
                                "core.fsmonitor=false",
                                "-c",
                                "core.hooksPath=/dev/null",
                                "-c",
                                "safe.directory=*",
                                "ls-files",
                                "-z",
                                "-co",
                                "--exclude-standard"),
                        top,
                        Map.of("PATH", Environment.path(), "LANG", "C.UTF-8", "GIT_OPTIONAL_LOCKS", "0"),
                        Map.of()),
                LIMIT,
                MAX_LIST_BYTES);
        if (!answer.ok()) {
            return walked();
        }
        List<Path> all = new ArrayList<>();
        for (String name : answer.text().split("\0")) {
            if (!name.isEmpty()) {
                all.add(Path.of(name));
            }
        }
        return all;
    }

    /** Without git: everything. */
    private List<Path> walked() {
        List<Path> all = new ArrayList<>();
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                    return at.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    all.add(top.relativize(file));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + top, e);
        }
        return all;
    }

    private void git(Path folder) throws IOException {
        Path dot = top.resolve(".git");
        if (!Files.exists(dot)) {
            return;
        }
        Path own = dot;
        if (Files.isRegularFile(dot)) {
            // A linked work tree: its own state is elsewhere, the objects are the main one's.
            String line = Files.readString(dot).strip();
            own = top.resolve(line.substring(line.indexOf(':') + 1).strip()).normalize();
        }
        Path common = Files.isRegularFile(own.resolve("commondir"))
                ? own.resolve(Files.readString(own.resolve("commondir")).strip())
                        .normalize()
                : own;
        Path target = folder.resolve(".git");
        if (Files.exists(target)) {
            return;
        }
        Files.createDirectories(target.resolve("objects/info"));
        Files.createDirectories(target.resolve("refs"));
        for (String part : GIT_PARTS) {
            for (Path from : common.equals(own) ? List.of(own) : List.of(common, own)) {
                Path source = from.resolve(part);
                if (Files.isDirectory(source)) {
                    TreeCopy.copy(source, target.resolve(part));
                } else if (Files.isRegularFile(source)) {
                    Files.copy(source, target.resolve(part), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.writeString(
                target.resolve("objects/info/alternates"),
                common.resolve("objects").toAbsolutePath() + "\n");
        Files.writeString(
                target.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = false\n");
    }
}
