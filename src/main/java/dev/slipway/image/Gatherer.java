package dev.slipway.image;

import dev.slipway.assess.Recipe;
import dev.slipway.base.Problem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Turns outputs into the entries of two layers. What never goes in, whatever a recipe says: version control, dotenv files,
 * bytecode caches and the bookkeeping of package managers, which differs from run to run. Keeps jars open until closed.
 */
final class Gatherer implements AutoCloseable {
    /** Entries of one image; a large {@code node_modules} has 200,000. */
    private static final int MAX_ENTRIES = 500_000;

    /** Never packed, at any depth. */
    private static final Globs NEVER = new Globs(List.of(
            ".git",
            ".hg",
            ".svn",
            ".env",
            ".env.*",
            ".envrc",
            ".DS_Store",
            "__pycache__",
            "*.pyc",
            "node_modules/.cache",
            "**/node_modules/.cache",
            "node_modules/.modules.yaml",
            "**/node_modules/.modules.yaml",
            "node_modules/.pnpm-workspace-state*.json",
            "**/node_modules/.pnpm-workspace-state*.json"));

    /** Not packed either where a whole component folder is: a recipe lists production modules by themselves. */
    private static final Globs NOT_WITH_THE_TREE = new Globs(List.of("node_modules", ".slipway", ".venv", "venv"));

    private final ImageRequest request;
    private final Map<Recipe.Layer, SortedMap<String, Content>> layers = new EnumMap<>(Recipe.Layer.class);
    private final List<ZipFile> open = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String main = "";
    private int count;

    Gatherer(ImageRequest request) throws IOException {
        this.request = request;
        for (Recipe.Layer layer : Recipe.Layer.values()) {
            layers.put(layer, new TreeMap<>());
        }
    }

    /** Gathers all outputs, in the order of the recipe; a later one replaces what stands at the same path. */
    void gather() throws IOException {
        for (Recipe.Output output : request.outputs()) {
            switch (output.how()) {
                case COPY -> copy(output);
                case EXPLODE_JAR -> explode(output);
                case EXPLODE_BOOT_JAR -> explodeBoot(output);
            }
        }
    }

    /** The entries of a layer by absolute path without the leading slash. */
    SortedMap<String, Content> layer(Recipe.Layer layer) {
        return java.util.Objects.requireNonNull(layers.get(layer));
    }

    /** The main class of the exploded jar, empty when there is none. */
    String main() {
        return main;
    }

    List<String> notes() {
        return notes;
    }

    private void copy(Recipe.Output output) throws IOException {
        Source source = source(output);
        if (!Globs.isGlob(source.rest)) {
            Path from = source.path();
            if (!Files.exists(from)) {
                throw absent(output, from);
            }
            boolean intoFolder = output.to().endsWith("/") && Files.isRegularFile(from);
            String to = intoFolder ? output.to() + from.getFileName() : output.to();
            copyTree(output, source, from, inImage(to));
            return;
        }
        List<Path> matches = source.matches(output.excludes());
        if (matches.isEmpty()) {
            notes.add("nothing matches " + output.from() + ", so nothing was packed from there");
        }
        for (Path match : matches) {
            copyTree(output, source, match, inImage(output.to() + "/" + match.getFileName()));
        }
    }

    private void copyTree(Recipe.Output output, Source source, Path from, String to) throws IOException {
        if (Files.isRegularFile(from)) {
            String name = from.getFileName().toString();
            if (!NEVER.covers(name)) {
                putFile(output.layer(), to, from);
            }
            return;
        }
        boolean wholeTree = from.equals(request.component());
        Globs excludes = new Globs(output.excludes());
        Files.walkFileTree(
                from,
                visitor(
                        from,
                        to,
                        output.layer(),
                        path -> NEVER.covers(path)
                                || excludes.covers(path)
                                || wholeTree && NOT_WITH_THE_TREE.covers(path)
                                || !source.outside && request.out().equals(from.resolve(path))));
    }

    private FileVisitor<Path> visitor(
            Path from, String to, Recipe.Layer layer, java.util.function.Predicate<String> leftOut) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String relative = slashed(from.relativize(folder));
                if (!relative.isEmpty() && leftOut.test(relative)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                put(layer, join(to, relative), new Content.Folder());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String relative = slashed(from.relativize(file));
                if (leftOut.test(relative)) {
                    return FileVisitResult.CONTINUE;
                }
                if (attributes.isSymbolicLink()) {
                    link(from, file, layer, join(to, relative));
                } else if (attributes.isRegularFile()) {
                    putFile(layer, join(to, relative), file);
                } else {
                    notes.add(relative + " is neither file, folder nor link and was left out");
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }

    /** A link within the packed tree stays a link; one that leads outside would break in the image, or leak. */
    private void link(Path root, Path file, Recipe.Layer layer, String to) throws IOException {
        Path target = Files.readSymbolicLink(file);
        Path folder = java.util.Objects.requireNonNull(file.getParent());
        Path resolved = folder.resolve(target).normalize();
        if (resolved.startsWith(root)) {
            put(layer, to, new Content.Link(slashed(folder.relativize(resolved))));
        } else {
            notes.add(slashed(root.relativize(file)) + " links to " + target + ", outside of what is packed: left out");
        }
    }

    private void putFile(Recipe.Layer layer, String to, Path file) throws IOException {
        long size = Files.size(file);
        boolean executable = Files.isExecutable(file) && isMarkedExecutable(file);
        String name = file.getFileName().toString();
        if ((name.endsWith(".jar") || name.endsWith(".war")) && size <= ExplodedJar.MAX_NORMALISED) {
            byte[] bytes = Files.readAllBytes(file);
            ArchiveTimes.normalise(bytes);
            put(layer, to, new Content.Bytes(bytes, executable));
        } else {
            put(layer, to, new Content.OnDisk(file, size, executable));
        }
    }

    /** Root may execute what nobody is meant to: only the owner's bit counts. */
    private static boolean isMarkedExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE);
    }

    private void explode(Recipe.Output output) throws IOException {
        Path file = oneJar(output);
        ZipFile jar = openJar(file);
        setMain(ExplodedJar.manifest(jar).getValue(Attributes.Name.MAIN_CLASS));
        Globs excludes = new Globs(output.excludes());
        ExplodedJar.files(jar, file, notes).forEach((name, content) -> {
            if (!excludes.covers(name) || Globs.isGlob(output.from())) {
                put(output.layer(), inImage(output.to() + "/" + name), content);
            }
        });
    }

    private void explodeBoot(Recipe.Output output) throws IOException {
        Path file = oneJar(output);
        ZipFile jar = openJar(file);
        Attributes manifest = ExplodedJar.manifest(jar);
        setMain(manifest.getValue("Start-Class"));
        if (main.isEmpty() || jar.getEntry("BOOT-INF/classes/") == null && jar.getEntry("BOOT-INF/lib/") == null) {
            throw Problem.surroundings(
                            "the build did not make a Spring Boot jar",
                            file.toString(),
                            "it has no Start-Class in its manifest or no BOOT-INF folder",
                            "check that the spring-boot plugin's repackage (bootJar) runs in this build")
                    .asException();
        }
        ExplodedJar.files(jar, file, notes).forEach((name, content) -> {
            if (name.startsWith("BOOT-INF/lib/")) {
                String rest = name.substring("BOOT-INF/lib/".length());
                put(Recipe.Layer.DEPENDENCIES, inImage(output.to() + "/lib/" + rest), content);
            } else if (name.startsWith("BOOT-INF/classes/")) {
                String rest = name.substring("BOOT-INF/classes/".length());
                put(Recipe.Layer.APPLICATION, inImage(output.to() + "/classes/" + rest), content);
            } else if (name.startsWith("META-INF/maven/") || name.startsWith("META-INF/sbom/")) {
                // Nothing else: META-INF/services of such a jar names classes of the loader, which is left behind.
                put(Recipe.Layer.APPLICATION, inImage(output.to() + "/classes/" + name), content);
            }
        });
    }

    private void setMain(@org.jspecify.annotations.Nullable String found) {
        if (found != null && main.isEmpty()) {
            main = found.strip();
        }
    }

    private Path oneJar(Recipe.Output output) throws IOException {
        Source source = source(output);
        List<Path> found = Globs.isGlob(source.rest)
                ? source.matches(output.excludes())
                : Stream.of(source.path()).filter(Files::isRegularFile).toList();
        if (found.isEmpty()) {
            throw absent(output, source.path());
        }
        if (found.size() > 1) {
            throw Problem.surroundings(
                            "more than one jar could be the application",
                            request.component().toString(),
                            found.stream()
                                    .map(p -> p.getFileName().toString())
                                    .sorted()
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElse(""),
                            "remove what an earlier build left (a clean build), or keep one jar per module")
                    .asException();
        }
        return found.getFirst();
    }

    private ZipFile openJar(Path file) throws IOException {
        try {
            ZipFile jar = new ZipFile(file.toFile());
            open.add(jar);
            return jar;
        } catch (ZipException e) {
            throw Problem.surroundings(
                            "the build made a jar that cannot be read",
                            file.toString(),
                            String.valueOf(e.getMessage()),
                            "build it again from a clean tree")
                    .asException();
        }
    }

    private void put(Recipe.Layer layer, String path, Content content) {
        if (++count > MAX_ENTRIES) {
            throw Problem.surroundings(
                            "too many files to pack",
                            request.component().toString(),
                            "an image of more than " + MAX_ENTRIES + " files",
                            "leave folders out that the application does not need at run time")
                    .asException();
        }
        layer(layer).put(path, content);
    }

    /** An absolute path in the image as a key: no leading slash, no dots. */
    private static String inImage(String to) {
        Path path = Path.of("/" + to).normalize();
        return slashed(path).substring(1);
    }

    private static String join(String folder, String relative) {
        return relative.isEmpty() ? folder : folder + "/" + relative;
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static RuntimeException absent(Recipe.Output output, Path where) {
        return Problem.surroundings(
                        "the build did not make " + output.from(),
                        where.toString(),
                        "the recipe packs it into the image at " + output.to(),
                        "look at the build's output; if it makes something else, declare a Dockerfile or a command")
                .asException();
    }

    private Source source(Recipe.Output output) {
        String from = output.from();
        boolean outside = from.startsWith("${OUT}");
        String rest = outside ? from.substring("${OUT}".length()) : from;
        rest = rest.startsWith("/") ? rest.substring(1) : rest;
        Path root = outside ? request.out() : request.component();
        Source source = new Source(root, rest, outside);
        if (!source.path().startsWith(root)) {
            throw Problem.input(
                            "an output lies outside of its component: " + from,
                            "an image is packed from the component's folder and its build's scratch folder",
                            "name a path inside of " + request.component())
                    .asException();
        }
        return source;
    }

    /** Where an output comes from: a root and what follows, which may be a glob. */
    private record Source(Path root, String rest, boolean outside) {
        /** Without a glob the very path; with one the folder above its first wild part. */
        Path path() {
            if (!Globs.isGlob(rest)) {
                return root.resolve(rest).normalize();
            }
            Path path = root;
            for (String part : rest.split("/")) {
                if (Globs.isGlob(part)) {
                    break;
                }
                path = path.resolve(part);
            }
            return path.normalize();
        }

        /** Files and folders that match, sorted; excludes are relative to the folder above the first wild part. */
        List<Path> matches(List<String> excludes) throws IOException {
            Path folder = path();
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            var pattern = Globs.pattern("/" + rest);
            Globs without = new Globs(excludes);
            int depth = rest.contains("**") ? 20 : rest.split("/").length;
            try (Stream<Path> walk = Files.walk(folder, depth)) {
                return walk.filter(p -> !p.equals(folder))
                        .filter(p -> pattern.matches(slashed(root.relativize(p))))
                        .filter(p -> !without.covers(slashed(folder.relativize(p))))
                        .sorted()
                        .toList();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (ZipFile jar : open) {
            jar.close();
        }
    }
}
