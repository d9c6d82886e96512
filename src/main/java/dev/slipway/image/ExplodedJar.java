package dev.slipway.image;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The files of a jar, bounded and checked: no name leads outside, the number of entries, their sizes and their ratio have
 * limits. Lines that say when something was built are taken out of the three files in which build tools write them, so that
 * unchanged sources give unchanged layers.
 */
final class ExplodedJar {
    /** Entries of one jar; the largest applications known have some 60,000 classes. */
    private static final int MAX_ENTRIES = 200_000;

    /** Bytes of one jar's contents. */
    private static final long MAX_BYTES = 2L << 30;

    /** Contents over compressed size, for entries above {@link #RATIO_FLOOR}: deflate reaches at most 1,032. */
    private static final long MAX_RATIO = 200;

    private static final long RATIO_FLOOR = 10L << 20;

    /** Bytes of a text file that is normalised or of a manifest; larger ones are left as they are. */
    private static final int MAX_TEXT = 1 << 20;

    /** Bytes of a nested jar that is held in memory to set its times; larger ones are left as they are. */
    static final long MAX_NORMALISED = 64L << 20;

    private ExplodedJar() {}

    /**
     * The files of an open jar by relative path, in order of path; the first of two with one name counts, as for a JVM.
     *
     * @param notes is told what was normalised
     */
    static Map<String, Content> files(ZipFile jar, Path where, List<String> notes) throws IOException {
        if (jar.size() > MAX_ENTRIES) {
            throw bad(where, "it has " + jar.size() + " entries, more than " + MAX_ENTRIES);
        }
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        long total = 0;
        for (ZipEntry e : jar.stream()
                .filter(e -> !e.isDirectory())
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList()) {
            check(e, where);
            total += e.getSize();
            if (total > MAX_BYTES) {
                throw bad(where, "its contents are larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            entries.putIfAbsent(e.getName(), e);
        }
        Map<String, Content> files = new TreeMap<>();
        for (Map.Entry<String, ZipEntry> e : entries.entrySet()) {
            files.put(e.getKey(), content(jar, e.getValue(), notes));
        }
        return files;
    }

    /** The main attributes of the manifest; empty when there is none. */
    static Attributes manifest(ZipFile jar) throws IOException {
        ZipEntry entry = jar.getEntry("META-INF/MANIFEST.MF");
        if (entry == null || entry.getSize() > MAX_TEXT) {
            return new Attributes();
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static void check(ZipEntry e, Path where) {
        String name = e.getName();
        boolean outside = name.startsWith("/") || name.contains("\\") || name.indexOf('\0') >= 0;
        for (String part : name.split("/", -1)) {
            outside |= part.isEmpty() || part.equals(".") || part.equals("..");
        }
        if (outside) {
            throw bad(where, "an entry has the name '" + name.replaceAll("\\p{Cntrl}", "?") + "'");
        }
        if (e.getSize() < 0
                || e.getSize() > RATIO_FLOOR && e.getSize() > MAX_RATIO * Math.max(1, e.getCompressedSize())) {
            throw bad(where, "entry '" + name + "' unpacks to more than " + MAX_RATIO + " times its size");
        }
    }

    private static Content content(ZipFile jar, ZipEntry e, List<String> notes) throws IOException {
        String name = e.getName();
        boolean archive = name.endsWith(".jar") && e.getSize() <= MAX_NORMALISED;
        boolean stamped = isStamped(name) && e.getSize() <= MAX_TEXT;
        if (!archive && !stamped) {
            return new Content.InArchive(jar, e);
        }
        byte[] bytes;
        try (InputStream in = jar.getInputStream(e)) {
            bytes = in.readNBytes((int) e.getSize());
        }
        if (archive) {
            ArchiveTimes.normalise(bytes);
            return new Content.Bytes(bytes, false);
        }
        return new Content.Bytes(withoutBuildTime(name, bytes, notes), false);
    }

    private static boolean isStamped(String name) {
        return name.endsWith("/pom.properties") && name.startsWith("META-INF/maven/")
                || name.endsWith("META-INF/build-info.properties")
                || name.equals("git.properties")
                || name.equals("BOOT-INF/classes/git.properties");
    }

    /** Comments (the date that {@code Properties.store} writes) and the keys that hold a build's moment or machine go. */
    private static byte[] withoutBuildTime(String name, byte[] bytes, List<String> notes) {
        StringBuilder kept = new StringBuilder();
        boolean key = false;
        for (String line : new String(bytes, StandardCharsets.ISO_8859_1).split("\\R")) {
            boolean moment = line.matches("\\s*(build\\.time|git\\.build\\.(time|host))\\s*[=:].*");
            key |= moment;
            if (!moment && !line.startsWith("#")) {
                kept.append(line).append('\n');
            }
        }
        if (key) {
            notes.add("the build's time was left out of " + name + ", so that unchanged sources give the same image");
        }
        return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static RuntimeException bad(Path where, String cause) {
        return Problem.surroundings(
                        "cannot unpack the jar that the build made",
                        where.toString(),
                        cause,
                        "look at it with `unzip -l`, and build it again from a clean tree")
                .asException();
    }
}
