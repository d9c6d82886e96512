package dev.slipway.exec.files;

import dev.slipway.base.Bounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One bounded walk of a folder. Not thread-safe; used once. */
final class RepositoryWalk extends SimpleFileVisitor<Path> {
    /** What a walk found. */
    record Found(List<FileView.Entry> files, Map<String, FileView.Entry> byPath, List<String> skipped) {}

    /** Never the team's own files, whatever git says. */
    private static final Set<String> ALWAYS_SKIPPED = Set.of(
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            "bower_components",
            ".venv",
            "venv",
            "__pycache__",
            ".slipway",
            ".gradle",
            ".tox",
            ".eggs",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".next",
            ".nuxt",
            ".terraform");

    /** Mostly build outputs and copies of others' code, sometimes the team's own: kept when a manifest lies in them. */
    private static final Set<String> DOUBTFUL = Set.of("vendor", "target", "build", "dist");

    /** Files that make a doubtful folder the team's own, when at most {@link #MANIFEST_DEPTH} below it. */
    private static final Set<String> MANIFESTS = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "package.json",
            "pyproject.toml",
            "requirements.txt",
            "setup.py",
            "go.mod",
            "Cargo.toml",
            "Dockerfile",
            "compose.yaml",
            "compose.yml",
            "docker-compose.yml",
            "docker-compose.yaml",
            "slipway.yaml");

    /** Folders below a doubtful one in which a manifest counts: deeper ones are copies that tools made. */
    private static final int MANIFEST_DEPTH = 1;

    /** Folders and files visited, skipped ones included: a tree of a million empty folders must end too. */
    private static final int MAX_VISITED = 4 * Bounds.MAX_FILES;

    /** Skipped paths that are told one by one. */
    private static final int MAX_SKIPPED_TOLD = 200;

    /** Bytes of an ignore file that is obeyed. */
    private static final int MAX_IGNORE_BYTES = 256 * 1024;

    private static final class Doubtful {
        final String path;
        final int firstFile;
        boolean manifest;

        Doubtful(String path, int firstFile) {
            this.path = path;
            this.firstFile = firstFile;
        }
    }

    private final Path root;
    private final List<FileView.Entry> files = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private final IgnoreStack ignores = new IgnoreStack();
    private final Deque<Doubtful> doubtful = new ArrayDeque<>();
    /** The root's own path below the git repository's, with a slash at the end; empty when they are one. */
    private String prefix = "";

    private int skippedCount;
    private int visited;

    private RepositoryWalk(Path root) {
        this.root = root;
    }

    /** Whether a folder of this name is never the team's own. */
    static boolean alwaysSkipped(String name) {
        return ALWAYS_SKIPPED.contains(name);
    }

    static Found of(Path root) {
        RepositoryWalk walk = new RepositoryWalk(root);
        try {
            Files.walkFileTree(root, walk);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot walk " + root, e);
        }
        return walk.found();
    }

    private Found found() {
        files.sort(Comparator.comparing(FileView.Entry::path));
        Map<String, FileView.Entry> byPath = HashMap.newHashMap(files.size());
        files.forEach(f -> byPath.put(f.path(), f));
        if (skippedCount > skipped.size()) {
            skipped.add("… and " + (skippedCount - skipped.size()) + " more");
        }
        return new Found(List.copyOf(files), Map.copyOf(byPath), List.copyOf(skipped));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String path = relative(folder);
        if (path.isEmpty()) {
            enterRoot();
            return FileVisitResult.CONTINUE;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (full(path)) {
            return FileVisitResult.TERMINATE;
        }
        if (ALWAYS_SKIPPED.contains(name) || name.endsWith(".egg-info")) {
            // No news for anybody: not told.
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (ignores.ignores(prefix + path, true)) {
            skip(path + "/", "ignored by git");
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (DOUBTFUL.contains(name)) {
            doubtful.push(new Doubtful(path, files.size()));
        }
        ignores.enter(prefix + path, rulesOf(folder.resolve(".gitignore")));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException broken) {
        String path = relative(folder);
        if (broken != null) {
            skip(path + "/", "cannot be listed");
        }
        ignores.leave();
        Doubtful top = doubtful.peek();
        if (top != null && top.path.equals(path)) {
            doubtful.pop();
            List<FileView.Entry> inside = files.subList(top.firstFile, files.size());
            if (!top.manifest && !inside.isEmpty()) {
                skip(path + "/", "build output or copies: no manifest in it (" + inside.size() + " files)");
                inside.clear();
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String path = relative(file);
        if (full(path)) {
            return FileVisitResult.TERMINATE;
        }
        if (attributes.isSymbolicLink()) {
            skip(path, "a link");
        } else if (!attributes.isRegularFile()) {
            skip(path, "no regular file");
        } else if (ignores.ignores(prefix + path, false)) {
            skip(path, "ignored by git");
        } else {
            FileView.Entry entry = new FileView.Entry(path, attributes.size());
            files.add(entry);
            noteManifest(entry);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException broken) {
        skip(relative(file), "cannot be read");
        return FileVisitResult.CONTINUE;
    }

    private void noteManifest(FileView.Entry entry) {
        if (doubtful.isEmpty() || !MANIFESTS.contains(entry.name())) {
            return;
        }
        for (Doubtful outer : doubtful) {
            String below = entry.path().substring(outer.path.length() + 1);
            outer.manifest |= below.chars().filter(c -> c == '/').count() <= MANIFEST_DEPTH;
        }
    }

    /** Ignore files of the folders above count too, up to the one that holds {@code .git}. */
    private void enterRoot() {
        Path top = repositoryAbove();
        // The ignore file of a folder outranks the repository's own list, so it is entered after it.
        ignores.enter("", rulesOf(top.resolve(".git/info/exclude")));
        Path folder = top;
        for (Path name : top.equals(root) ? List.<Path>of() : top.relativize(root)) {
            ignores.enter(
                    prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1),
                    rulesOf(folder.resolve(".gitignore")));
            prefix = prefix + name + "/";
            folder = folder.resolve(name);
        }
        String own = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        if (!own.isEmpty() && ignores.ignores(own, true)) {
            // A copy inside somebody's ignored folder, or a home folder under git: its rules are not about us.
            ignores.clear();
        }
        ignores.enter(own, rulesOf(root.resolve(".gitignore")));
    }

    private Path repositoryAbove() {
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"))) {
                return folder;
            }
        }
        return root;
    }

    private static IgnoreRules rulesOf(Path file) {
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_IGNORE_BYTES) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                return IgnoreRules.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
            }
        } catch (IOException e) {
            // An ignore file that cannot be read rules nothing; git warns and goes on too.
        }
        return IgnoreRules.of("");
    }

    private boolean full(String path) {
        boolean full = files.size() >= Bounds.MAX_FILES || ++visited > MAX_VISITED;
        if (full) {
            skip(path, "more than " + Bounds.MAX_FILES + " files: the rest was not looked at");
        }
        return full;
    }

    private void skip(String path, String reason) {
        skippedCount++;
        if (skipped.size() < MAX_SKIPPED_TOLD) {
            skipped.add(path + ": " + reason);
        }
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
