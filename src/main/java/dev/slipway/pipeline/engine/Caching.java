package dev.slipway.pipeline.engine;

import dev.slipway.exec.files.ContentStore;
import dev.slipway.exec.files.Globs;
import dev.slipway.exec.files.TreeCopy;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.runs.Shelf;
import dev.slipway.pipeline.session.Builtin;
import dev.slipway.pipeline.session.StepEnd.How;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Saves and restores caches. A key that exists never changes; a path comes back to where its own name says. */
final class Caching {
    private final Workbench bench;
    private final JobPlace place;
    private final Consumer<String> say;

    Caching(Workbench bench, JobPlace place, Consumer<String> say) {
        this.bench = bench;
        this.place = place;
        this.say = say;
    }

    How save(Builtin.SaveCache save, Map<String, String> values) {
        Shelf shelf = bench.caches().getFirst();
        if (shelf.get(save.key()).isPresent()) {
            say.accept("There is a cache " + save.key() + " already; it stays as it is.");
            values.put("saved", "false");
            return new How.Exited(0);
        }
        List<ContentStore.Kept> kept = new ArrayList<>();
        for (int i = 0; i < save.paths().size(); i++) {
            String path = save.paths().get(i);
            Path root = root(path);
            List<Path> files = Files.isRegularFile(root)
                    ? List.of(root.getFileName())
                    : new Globs(List.of(inside(path))).below(root);
            Path from = Files.isRegularFile(root) ? TreeCopy.folderOf(root) : root;
            int number = i;
            shelf.contents()
                    .keep(from, files)
                    .forEach(k -> kept.add(
                            new ContentStore.Kept(number + "/" + k.path(), k.digest(), k.executable(), k.link())));
        }
        if (kept.isEmpty()) {
            say.accept("Nothing to cache below " + String.join(", ", save.paths()) + ".");
            values.put("saved", "false");
            return new How.Exited(0);
        }
        shelf.write(new Shelf.Manifest(save.key(), bench.clock().millis(), 0, save.paths(), kept));
        say.accept("Cache " + save.key() + ": " + kept.size() + " files.");
        values.put("saved", "true");
        return new How.Exited(0);
    }

    boolean restore(Builtin.RestoreCache restore, Map<String, String> values) {
        Optional<Shelf.Manifest> found = find(restore);
        values.put("cache-primary-key", restore.key());
        values.put(
                "cache-hit",
                String.valueOf(found.filter(m -> m.name().equals(restore.key())).isPresent()));
        values.put("cache-matched-key", found.map(Shelf.Manifest::name).orElse(""));
        if (found.isEmpty()) {
            say.accept("No cache for " + restore.key() + ".");
            return !restore.failOnMiss();
        }
        if (!restore.lookupOnly()) {
            bring(found.get());
        }
        say.accept("Cache " + found.get().name() + ": " + found.get().files().size() + " files.");
        return true;
    }

    private Optional<Shelf.Manifest> find(Builtin.RestoreCache restore) {
        for (Shelf shelf : bench.caches()) {
            Optional<Shelf.Manifest> exact =
                    shelf.get(restore.key()).filter(m -> m.roots().equals(restore.paths()));
            if (exact.isPresent()) {
                return exact;
            }
        }
        List<String> prefixes = new ArrayList<>(List.of(restore.key()));
        prefixes.addAll(restore.prefixes());
        for (String prefix : prefixes) {
            for (Shelf shelf : bench.caches()) {
                Optional<Shelf.Manifest> newest = shelf.all().stream()
                        .filter(m -> m.name().startsWith(prefix) && m.roots().equals(restore.paths()))
                        .findFirst();
                if (newest.isPresent()) {
                    return newest;
                }
            }
        }
        return Optional.empty();
    }

    private void bring(Shelf.Manifest manifest) {
        for (int i = 0; i < manifest.roots().size(); i++) {
            Path root = root(manifest.roots().get(i));
            String prefix = i + "/";
            List<ContentStore.Kept> own = manifest.files().stream()
                    .filter(k -> k.path().startsWith(prefix))
                    .map(k -> new ContentStore.Kept(
                            k.path().substring(prefix.length()), k.digest(), k.executable(), k.link()))
                    .toList();
            boolean file = own.size() == 1
                    && root.getFileName() != null
                    && own.getFirst().path().equals(root.getFileName().toString())
                    && !Files.isDirectory(root);
            bench.caches().getFirst().contents().bring(own, file ? TreeCopy.folderOf(root) : root);
        }
    }

    /** Where a cache's path begins: below the workspace, or below the job's home for {@code ~}. */
    private Path root(String path) {
        String fixed = Globs.fixedPart(path);
        Path root = path.equals("~") || path.startsWith("~/")
                ? place.home().resolve(fixed.length() < 2 ? "" : fixed.substring(2))
                : place.workspace().resolve(fixed);
        return root.normalize();
    }

    /** The rest of a pattern below its root. */
    private static String inside(String path) {
        String fixed = Globs.fixedPart(path);
        String rest = path.startsWith(fixed) ? path.substring(fixed.length()) : "";
        rest = rest.startsWith("/") ? rest.substring(1) : rest;
        return rest.isEmpty() ? "**" : rest;
    }
}
