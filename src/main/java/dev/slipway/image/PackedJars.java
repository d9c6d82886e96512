package dev.slipway.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Enumeration;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The Maven coordinates of the jars that were really packed: from each jar's own {@code pom.properties}, else from its file
 * name, which says artifact and version but no group.
 */
final class PackedJars {
    /** Bytes of a jar that is opened; larger ones are named by their file alone. */
    private static final long MAX_JAR = 64L << 20;

    /** Bytes of a pom.properties. */
    private static final long MAX_TEXT = 64 << 10;

    /** Coordinates taken from one jar; one that bundles others has many. */
    private static final int MAX_INSIDE = 500;

    private static final Pattern FILE = Pattern.compile("(.+?)-(\\d[A-Za-z0-9.+_-]*)\\.jar");
    private static final Pattern PROPERTIES = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");

    private PackedJars() {}

    /** The jars of our own layers. */
    static SortedSet<Dependency> of(PackedImage image) throws IOException {
        SortedSet<Dependency> all = new TreeSet<>();
        OciLayout layout = new OciLayout(image.layout());
        for (PackedImage.PackedLayer layer : image.layers()) {
            if (layer.kind() == PackedImage.Kind.BASE) {
                continue;
            }
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(layout.blob(layer.digest())), 1 << 16);
                    var tar = new TarArchiveInputStream(raw, StandardCharsets.UTF_8.name())) {
                for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                    if (e.isFile() && e.getName().endsWith(".jar")) {
                        all.addAll(jar(tar, e));
                    }
                }
            }
        }
        return all;
    }

    private static SortedSet<Dependency> jar(InputStream in, TarArchiveEntry entry) throws IOException {
        String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        SortedSet<Dependency> inside = new TreeSet<>();
        if (entry.getSize() <= MAX_JAR) {
            try (ZipFile zip = ZipFile.builder()
                    .setByteArray(in.readNBytes((int) entry.getSize()))
                    .get()) {
                Enumeration<ZipArchiveEntry> entries = zip.getEntries();
                while (entries.hasMoreElements() && inside.size() < MAX_INSIDE) {
                    ZipArchiveEntry e = entries.nextElement();
                    if (PROPERTIES.matcher(e.getName()).matches() && e.getSize() <= MAX_TEXT) {
                        properties(new String(
                                        zip.getInputStream(e).readNBytes((int) MAX_TEXT), StandardCharsets.ISO_8859_1))
                                .ifPresent(inside::add);
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                // Not a jar inside: its name is all there is.
                inside.clear();
            }
        }
        if (inside.isEmpty()) {
            Matcher m = FILE.matcher(file);
            inside.add(
                    m.matches()
                            ? new Dependency("maven", "", m.group(1), m.group(2))
                            : new Dependency("maven", "", file.substring(0, file.length() - 4), "unknown"));
        }
        return inside;
    }

    private static Optional<Dependency> properties(String text) {
        String group = "";
        String artifact = "";
        String version = "";
        for (String line : text.split("\\R")) {
            String[] pair = line.split("=", 2);
            if (pair.length == 2) {
                switch (pair[0].strip()) {
                    case "groupId" -> group = pair[1].strip();
                    case "artifactId" -> artifact = pair[1].strip();
                    case "version" -> version = pair[1].strip();
                    default -> {
                        // Other keys are nobody's business here.
                    }
                }
            }
        }
        return artifact.isEmpty() || version.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dependency("maven", group, artifact, version));
    }
}
