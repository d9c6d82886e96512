package dev.slipway.image;

import dev.slipway.assess.Recipe;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small images for tests. */
final class Samples {
    private Samples() {}

    /** An image with one file, {@code /app/file}. */
    static PackedImage image(Path temp, String text) throws IOException, InterruptedException {
        Path component = Files.createDirectories(temp.resolve("component " + text));
        Files.writeString(component.resolve("file"), text);
        Home home = new Home(temp.resolve("home of " + text));
        Recipe recipe = new Recipe(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Recipe.Output(".", "/app", Recipe.Layer.APPLICATION, Recipe.How.COPY, List.of())),
                List.of("/app/file"),
                Map.of(),
                List.of());
        return new ImageBuilder(home, new RegistryImages(home))
                .build(ImageRequest.of(recipe, component, temp.resolve("out"), Map.of(), new Base.Empty()));
    }

    /** A tar of these files, as {@code tar} would write it. */
    static Path tar(Path file, Map<String, byte[]> entries, Map<String, String> links) throws IOException {
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(e.getKey());
                entry.setSize(e.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(e.getValue());
                tar.closeArchiveEntry();
            }
            for (Map.Entry<String, String> e : links.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(
                        e.getKey(), org.apache.commons.compress.archivers.tar.TarConstants.LF_SYMLINK);
                entry.setLinkName(e.getValue());
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /** All files of a folder. */
    static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> all = new java.util.TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path p : walk.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(p).toString(), Files.readAllBytes(p));
            }
        }
        return all;
    }
}
