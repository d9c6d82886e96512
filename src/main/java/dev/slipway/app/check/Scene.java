package dev.slipway.app.check;

import dev.slipway.app.Catalogue;
import dev.slipway.assess.Assess;
import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Problem;
import dev.slipway.check.Example;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.OverlayView;
import dev.slipway.exec.files.RepositoryView;
import dev.slipway.exec.git.GitChanges;
import dev.slipway.exec.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What a check looks at.
 *
 * @param root what paths are relative to
 * @param model what the repository is
 * @param named files that were named themselves
 * @param whole whether it is one repository as a whole
 * @param changed the only files that findings are told of; empty for all
 */
record Scene(
        Path root,
        FileView view,
        Supplier<ProjectModel> model,
        Set<String> named,
        boolean whole,
        Optional<Set<String>> changed) {
    static Scene of(CheckRequest request, Processes processes) throws InterruptedException {
        List<Path> paths = request.paths().stream()
                .map(p -> p.toAbsolutePath().normalize())
                .toList();
        boolean whole = paths.size() == 1 && Files.isDirectory(paths.getFirst());
        Path root = whole ? paths.getFirst() : root(paths);
        RepositoryView view = whole ? RepositoryView.of(root) : RepositoryView.of(root, paths);
        Set<String> named = new HashSet<>();
        paths.stream()
                .filter(p -> !Files.isDirectory(p))
                .forEach(p -> named.add(root.relativize(p).toString().replace('\\', '/')));
        if (request.staged()) {
            Map<String, String> texts = new HashMap<>();
            new GitChanges(root, processes)
                    .staged()
                    .forEach((path, bytes) -> OverlayView.decode(bytes).ifPresent(t -> texts.put(path, t)));
            FileView staged = OverlayView.of(view, texts);
            return new Scene(root, staged, model(staged, whole), named, whole, Optional.of(texts.keySet()));
        }
        Optional<Set<String>> changed = request.changedSince().isEmpty()
                ? Optional.empty()
                : Optional.of(new GitChanges(root, processes).since(request.changedSince()));
        return new Scene(root, view, model(view, whole), named, whole, changed);
    }

    /** Made beside the check. */
    private static Supplier<ProjectModel> model(FileView view, boolean whole) {
        if (!whole) {
            return () -> Example.NO_MODEL;
        }
        CompletableFuture<ProjectModel> making =
                CompletableFuture.supplyAsync(() -> Assess.assess(view, Catalogue.DETECTORS));
        return () -> {
            try {
                return making.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        };
    }

    /** The working folder when it holds them all, else the nearest folder that does. */
    private static Path root(List<Path> paths) {
        Path here = Path.of("").toAbsolutePath().normalize();
        List<Path> folders = new ArrayList<>();
        for (Path path : paths) {
            Path folder = Files.isDirectory(path) ? path : path.getParent();
            if (folder == null) {
                throw Problem.input("there is no file " + path, "it is no file", "name files or folders")
                        .asException();
            }
            folders.add(folder);
        }
        if (folders.stream().allMatch(f -> f.startsWith(here))) {
            return here;
        }
        Path common = folders.getFirst();
        while (!allBelow(folders, common) && common.getParent() != null) {
            common = common.getParent();
        }
        return common;
    }

    private static boolean allBelow(List<Path> folders, Path top) {
        return folders.stream().allMatch(f -> f.startsWith(top));
    }
}
