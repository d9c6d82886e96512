package dev.slipway.app.run;

import dev.slipway.exec.files.TreeCopy;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.pipeline.session.RunRequest.Actions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reusable steps of other repositories: a folder that the user mapped, else a bare mirror {@code <owner>/<name>.git} below
 * {@code SLIPWAY_HOME/actions}, unpacked once by commit. Nothing is fetched.
 */
final class ActionTrees implements Actions {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path mirrors;
    private final Path unpacked;
    private final Map<String, String> mapped;
    private final Processes processes;
    private final Map<String, Optional<Found>> known = new ConcurrentHashMap<>();

    ActionTrees(Path home, Map<String, String> mapped, Processes processes) {
        this.mirrors = home.resolve("actions");
        this.unpacked = home.resolve("cache").resolve("actions");
        this.mapped = mapped;
        this.processes = processes;
    }

    @Override
    public Optional<Found> find(String repository, String ref) {
        return known.computeIfAbsent(repository + "@" + ref, key -> look(key, repository, ref));
    }

    private Optional<Found> look(String key, String repository, String ref) {
        String folder = mapped.getOrDefault(key, mapped.getOrDefault(repository, ""));
        if (!folder.isEmpty()) {
            return Optional.of(new Found(Path.of(folder).toAbsolutePath().normalize(), "", "mapped folder " + folder));
        }
        Path mirror = mirrors.resolve(repository + ".git").normalize();
        if (!mirror.startsWith(mirrors) || !Files.isDirectory(mirror) || !ref.matches("[A-Za-z0-9][A-Za-z0-9._/+-]*")) {
            return Optional.empty();
        }
        try {
            String commit = git(mirror, List.of("rev-parse", "--verify", "--quiet", ref + "^{commit}"))
                    .strip();
            if (!commit.matches("[0-9a-f]{40,64}")) {
                return Optional.empty();
            }
            Path target = unpacked.resolve(repository).resolve(commit);
            if (!Files.isDirectory(target)) {
                unpack(mirror, commit, target);
            }
            return Optional.of(new Found(target, commit, "mirror " + mirror));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the action " + key, e);
        }
    }

    private void unpack(Path mirror, String commit, Path target) throws IOException, InterruptedException {
        Path part = target.resolveSibling(
                "." + commit + "." + ProcessHandle.current().pid());
        TreeCopy.delete(part);
        Files.createDirectories(part);
        Path index = part.resolveSibling(part.getFileName() + ".index");
        run(mirror, part, index, List.of("read-tree", commit));
        run(mirror, part, index, List.of("checkout-index", "-a"));
        Files.deleteIfExists(index);
        Files.move(part, target);
    }

    private void run(Path mirror, Path tree, Path index, List<String> words) throws InterruptedException {
        List<String> all = new java.util.ArrayList<>(List.of(
                "git",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "safe.directory=*",
                "-c",
                "core.bare=false",
                "--git-dir=" + mirror,
                "--work-tree=" + tree));
        all.addAll(words);
        processes.capture(
                new Command(
                        all,
                        tree,
                        Map.of("PATH", Environment.path(), "LANG", "C.UTF-8", "GIT_INDEX_FILE", index.toString()),
                        Map.of()),
                LIMIT,
                1 << 20);
    }

    private String git(Path mirror, List<String> words) throws InterruptedException {
        List<String> all = new java.util.ArrayList<>(List.of("git", "-c", "safe.directory=*", "--git-dir=" + mirror));
        all.addAll(words);
        var answer = processes.capture(
                new Command(all, mirror, Map.of("PATH", Environment.path(), "LANG", "C.UTF-8"), Map.of()),
                LIMIT,
                1 << 20);
        return answer.ok() ? answer.text() : "";
    }
}
