package dev.slipway.proxy;

import dev.slipway.base.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files of a static site by the path they are served under, made once: a release is read-only. A request is a look-up in
 * this map, so a path that leaves the folder finds nothing, whatever its spelling. Links are not followed, and files and
 * folders whose name begins with a dot are not served ({@code .well-known} is).
 */
record StaticSite(Map<String, Entry> files) {
    /** Built assets carry a hash in their name: {@code app.3f9a1c2b.js}, {@code index-DkP3x9_a.css}. */
    private static final Pattern HASHED = Pattern.compile(
            ".*[.-](?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{8,64}\\.(js|mjs|css|map|woff2?|png|jpe?g|svg|webp|avif|gif|ico|wasm|json)");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("xml", "application/xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("md", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"));

    /**
     * One file.
     *
     * @param etag strong, of the content, quoted
     * @param forever whether its name changes with its content
     */
    record Entry(Path file, long sizeBytes, String type, String etag, boolean forever) {}

    StaticSite {
        files = Map.copyOf(files);
    }

    /** Reads a folder. */
    static StaticSite of(Path folder) throws IOException {
        Map<String, Entry> files = new HashMap<>();
        Path root = folder.toRealPath();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return !dir.equals(root) && hidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !hidden(file)) {
                    String path = "/" + root.relativize(file).toString().replace('\\', '/');
                    files.put(path, entry(file, attributes.size()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new StaticSite(files);
    }

    private static boolean hidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") && !name.equals(".well-known");
    }

    private static Entry entry(Path file, long size) throws IOException {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return new Entry(
                file,
                size,
                TYPES.getOrDefault(extension, "application/octet-stream"),
                etag(file),
                HASHED.matcher(name).matches());
    }

    private static String etag(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[64 << 10];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return '"' + HexFormat.of().formatHex(digest.digest(), 0, 16) + '"';
    }

    /** What is served under a decoded path; a folder is its {@code index.html}, a name may lack {@code .html}. */
    Optional<Entry> find(String path) {
        if (path.endsWith("/")) {
            return Optional.ofNullable(files.get(path + "index.html"));
        }
        Entry exact = files.get(path);
        return exact != null ? Optional.of(exact) : Optional.ofNullable(files.get(path + ".html"));
    }

    /** Whether the path is a folder with an index and lacks its last slash: relative links need it. */
    boolean folder(String path) {
        return files.containsKey(path + "/index.html");
    }

    /** The page of a single-page application for every path that it routes itself. */
    Optional<Entry> fallback() {
        return Optional.ofNullable(files.get("/index.html"));
    }

    /** The page for what is not there. */
    Optional<Entry> notFound() {
        return Optional.ofNullable(files.get("/404.html"));
    }
}
