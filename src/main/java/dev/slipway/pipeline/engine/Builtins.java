package dev.slipway.pipeline.engine;

import dev.slipway.exec.files.Globs;
import dev.slipway.exec.files.TreeCopy;
import dev.slipway.pipeline.junit.JUnitReports;
import dev.slipway.pipeline.junit.TestSummary;
import dev.slipway.pipeline.runner.process.JobPlace;
import dev.slipway.pipeline.session.Builtin;
import dev.slipway.pipeline.session.StepEnd.How;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the engine does itself, for one step of a job. A failure is a status and a line, never an exception of ours. */
final class Builtins {
    private static final How GOOD = new How.Exited(0);
    private static final How BAD = new How.Exited(1);

    private final Workbench bench;
    private final JobPlace place;
    private final Consumer<String> say;
    private final BooleanSupplier cancelled;

    Builtins(Workbench bench, JobPlace place, Consumer<String> say, BooleanSupplier cancelled) {
        this.bench = bench;
        this.place = place;
        this.say = say;
        this.cancelled = cancelled;
    }

    How run(Builtin what, Map<String, String> values) throws InterruptedException {
        try {
            return switch (what) {
                case Builtin.Say s -> {
                    s.lines().forEach(say);
                    yield new How.Exited(s.status());
                }
                case Builtin.Note n -> {
                    say.accept(n.text());
                    values.putAll(n.values());
                    yield GOOD;
                }
                case Builtin.Checkout c -> checkout(c);
                case Builtin.Upload u -> upload(u, values);
                case Builtin.Download d -> download(d, values);
                case Builtin.SaveCache s -> new Caching(bench, place, say).save(s, values);
                case Builtin.RestoreCache r -> new Caching(bench, place, say).restore(r, values) ? GOOD : BAD;
                case Builtin.FindTool f -> new ToolFinder(place, say).find(f, values) ? GOOD : BAD;
                case Builtin.Copy c -> copy(c, values);
                case Builtin.JUnit j -> tests(j, values);
                case Builtin.Clean c -> clean(c);
                case Builtin.Write w -> write(w);
                case Builtin.Sleep s -> sleep(s);
            };
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            say.accept(String.valueOf(e.getMessage()));
            return BAD;
        }
    }

    private How checkout(Builtin.Checkout checkout) throws InterruptedException {
        Path into = inside(checkout.into());
        if (checkout.clean()) {
            TreeCopy.delete(into);
        }
        bench.copy().into(into);
        say.accept("The working copy of " + bench.copy().top() + ", uncommitted changes included.");
        return GOOD;
    }

    private How upload(Builtin.Upload upload, Map<String, String> values) {
        if (!upload.overwrite() && bench.artifacts().get(upload.name()).isPresent()) {
            say.accept("There is an artifact named " + upload.name() + " in this run already.");
            return BAD;
        }
        List<String> globs = upload.globs().stream().map(this::relative).toList();
        Path root = globs.stream().anyMatch(g -> g.startsWith("/")) ? Path.of("/") : place.workspace();
        List<Path> files = find(root, globs).stream()
                .filter(f -> upload.hidden() || !isHidden(f))
                .toList();
        if (files.isEmpty()) {
            say.accept("No file matches " + String.join(", ", upload.globs()) + ".");
            return upload.ifNone().equals("error") ? BAD : GOOD;
        }
        Path base = upload.whole() ? root : root.resolve(common(globs, files));
        List<Path> inBase =
                files.stream().map(f -> base.relativize(root.resolve(f))).toList();
        var manifest = bench.artifacts()
                .put(upload.name(), base, inBase, List.of(), bench.clock().millis());
        say.accept("Artifact " + upload.name() + ": " + files.size() + " files, " + manifest.sizeBytes() + " bytes.");
        values.put("artifact-id", String.valueOf(Math.abs(upload.name().hashCode())));
        values.put("artifact-digest", manifest.digest());
        return GOOD;
    }

    /** The globs' files; of absolute ones only the folder above the first wildcard is walked. */
    private static List<Path> find(Path root, List<String> globs) {
        if (!root.equals(Path.of("/"))) {
            return new Globs(globs).below(root);
        }
        List<String> excludes = globs.stream().filter(g -> g.startsWith("!")).toList();
        return globs.stream()
                .filter(g -> !g.startsWith("!"))
                .flatMap(g -> {
                    Path start = Path.of("/").resolve(strip(Globs.fixedPart(g)));
                    Globs all = new Globs(Stream.concat(Stream.of(strip(g)), excludes.stream())
                            .toList());
                    Path folder = Files.isDirectory(start) ? start : TreeCopy.folderOf(start);
                    return new Globs(List.of("**"))
                            .below(folder).stream()
                                    .map(f -> Path.of("/").relativize(folder.resolve(f)))
                                    .filter(f -> all.matches(f.toString()));
                })
                .distinct()
                .toList();
    }

    private static String strip(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** The paths in an artifact begin at the folder that all patterns share; of one file it is the file's own folder. */
    private static Path common(List<String> globs, List<Path> files) {
        Path common = null;
        for (String glob : globs) {
            if (glob.startsWith("!")) {
                continue;
            }
            Path fixed = Path.of(strip(Globs.fixedPart(glob)));
            if (files.contains(fixed)) {
                Path parent = fixed.getParent();
                fixed = parent == null ? Path.of("") : parent;
            }
            common = common == null ? fixed : shared(common, fixed);
        }
        return common == null ? Path.of("") : common;
    }

    private static Path shared(Path a, Path b) {
        Path shared = Path.of("");
        for (int i = 0; i < Math.min(a.getNameCount(), b.getNameCount()); i++) {
            if (!a.getName(i).equals(b.getName(i))) {
                break;
            }
            shared = shared.resolve(a.getName(i));
        }
        return shared;
    }

    private static boolean isHidden(Path file) {
        for (Path part : file) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private How download(Builtin.Download download, Map<String, String> values) {
        Path into = inside(download.into());
        values.put("download-path", into.toString());
        if (!download.name().isEmpty()) {
            Optional<dev.slipway.pipeline.runs.Shelf.Manifest> one =
                    bench.artifacts().get(download.name());
            if (one.isEmpty()) {
                say.accept("There is no artifact named " + download.name() + " in this run.");
                return download.missing().equals("ignore") ? GOOD : BAD;
            }
            bench.artifacts().contents().bring(one.get().files(), into);
            say.accept("Artifact " + download.name() + ": " + one.get().files().size() + " files.");
            return GOOD;
        }
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + (download.pattern().isEmpty() ? "*" : download.pattern()));
        for (var manifest : bench.artifacts().all().reversed()) {
            if (matcher.matches(Path.of(manifest.name()))) {
                Path folder = download.folderEach() ? inside(into.resolve(manifest.name())) : into;
                bench.artifacts().contents().bring(manifest.files(), folder);
                say.accept(
                        "Artifact " + manifest.name() + ": " + manifest.files().size() + " files.");
            }
        }
        return GOOD;
    }

    private How copy(Builtin.Copy copy, Map<String, String> values) throws IOException {
        Path from = place.workspace().resolve(copy.from()).normalize();
        Path into = inside(copy.into());
        int copied = 0;
        for (Path file : new Globs(copy.globs()).below(from)) {
            Path target = into.resolve(copy.flatten() ? file.getFileName() : file);
            Files.createDirectories(TreeCopy.folderOf(target));
            Files.copy(
                    from.resolve(file),
                    target,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            copied++;
        }
        values.put("copied", String.valueOf(copied));
        say.accept("Copied " + copied + " files to " + into + ".");
        return GOOD;
    }

    private How tests(Builtin.JUnit junit, Map<String, String> values) {
        TestSummary tests = JUnitReports.read(place.workspace(), junit.globs(), Instant.EPOCH);
        say.accept("Tests: " + tests.ran() + ", failures " + tests.failed() + ", errors " + tests.errors()
                + ", skipped " + tests.skipped() + ".");
        tests.failures().forEach(f -> say.accept("FAILED " + f.suite() + " " + f.name() + ": " + f.message()));
        values.put("tests", String.valueOf(tests.ran()));
        values.put("failures", String.valueOf(tests.failed()));
        values.put("errors", String.valueOf(tests.errors()));
        values.put("skipped", String.valueOf(tests.skipped()));
        return tests.ran() == 0 && !junit.mayBeEmpty() ? BAD : GOOD;
    }

    private How clean(Builtin.Clean clean) throws IOException {
        Path folder = inside(clean.folder());
        TreeCopy.delete(folder);
        Files.createDirectories(folder);
        return GOOD;
    }

    private How write(Builtin.Write write) throws IOException {
        Path file = inside(write.file());
        Files.createDirectories(TreeCopy.folderOf(file));
        Files.writeString(file, write.content());
        return GOOD;
    }

    private How sleep(Builtin.Sleep sleep) throws InterruptedException {
        long end = System.nanoTime() + sleep.time().toNanos();
        while (System.nanoTime() < end) {
            if (cancelled.getAsBoolean()) {
                return new How.Cancelled();
            }
            Thread.sleep(Math.clamp((end - System.nanoTime()) / 1_000_000, 1, 50));
        }
        return GOOD;
    }

    /** A path of the workspace or the temporary folder; anything else is refused. */
    private Path inside(Path path) {
        Path all = place.workspace().resolve(path).normalize();
        if (!all.startsWith(place.workspace()) && !all.startsWith(place.temporary()) && !all.startsWith(place.home())) {
            throw new IllegalArgumentException("a path outside of the job's folders: " + path);
        }
        return all;
    }

    /** A pattern relative to the workspace where it lies in it. */
    private String relative(String glob) {
        boolean out = glob.startsWith("!");
        String text = out ? glob.substring(1) : glob;
        String root = place.workspace() + "/";
        if (text.startsWith("~/")) {
            text = place.home() + text.substring(1);
        }
        String relative = text.startsWith(root)
                ? text.substring(root.length())
                : text.equals(place.workspace().toString()) ? "." : text;
        return out ? "!" + relative : relative;
    }
}
