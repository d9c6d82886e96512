package dev.slipway.app.check;

import dev.slipway.base.Digest;
import dev.slipway.check.Remembered;
import dev.slipway.check.Rule;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Files that had nothing to say, on disk: one file of hashes for each program and rule set below {@code cache/check}. A hash
 * is of path and text. What is lost or damaged is looked at again; nothing else depends on it.
 */
final class RememberedFiles implements Remembered {
    /** Hashes of one file: 8 MiB. Full, it begins anew. */
    private static final int MAX = 1 << 19;

    private static final int BYTES = 16;

    private record Hash(long high, long low) {}

    private final Path file;
    private final Set<Hash> known = ConcurrentHashMap.newKeySet();
    private volatile boolean changed;

    private RememberedFiles(Path file) {
        this.file = file;
    }

    static RememberedFiles open(Home home, List<Rule> rules) {
        String ids = rules.stream().map(r -> r.about().id()).collect(Collectors.joining(","));
        RememberedFiles memory = new RememberedFiles(home.cache()
                .resolve("check")
                .resolve(Digest.of(program() + ids).hex().substring(0, 24)));
        memory.load();
        return memory;
    }

    /** Which program this is: its jar. Classes in a folder change while nobody looks, so they remember nothing. */
    private static String program() {
        try {
            Path jar = Path.of(RememberedFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isRegularFile(jar) ? Files.size(jar) + " " + Files.getLastModifiedTime(jar) : "";
        } catch (IOException | java.net.URISyntaxException | RuntimeException e) {
            return "";
        }
    }

    private void load() {
        try {
            if (program().isEmpty() || !Files.isRegularFile(file) || Files.size(file) > (long) MAX * BYTES) {
                return;
            }
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            while (in.remaining() >= BYTES) {
                known.add(new Hash(in.getLong(), in.getLong()));
            }
        } catch (IOException e) {
            // Then it is looked at again.
        }
    }

    @Override
    public boolean isPlain(String path, String text) {
        return !known.isEmpty() && known.contains(hash(path, text));
    }

    @Override
    public void plain(String path, String text) {
        changed |= known.size() < MAX && known.add(hash(path, text));
    }

    private static Hash hash(String path, String text) {
        MessageDigest digest = Digest.sha256();
        digest.update((path + "\0").getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Hash(bytes.getLong(), bytes.getLong());
    }

    void save() {
        if (!changed || program().isEmpty()) {
            return;
        }
        ByteBuffer out = ByteBuffer.allocate(known.size() * BYTES);
        for (Hash hash : known) {
            if (out.remaining() >= BYTES) {
                out.putLong(hash.high()).putLong(hash.low());
            }
        }
        try {
            Files.createDirectories(file.getParent());
            Path fresh = Files.createTempFile(file.getParent(), "new", "");
            Files.write(fresh, out.array());
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            forget();
        } catch (IOException e) {
            // A cache that cannot be written costs time and nothing else.
        }
    }

    /** Of rule sets and programs that were exchanged nobody asks again: the newest eight stay. */
    private void forget() throws IOException {
        try (var files = Files.list(file.getParent())) {
            List<Path> old = files.sorted(java.util.Comparator.comparing(
                                    (Path p) -> p.toFile().lastModified())
                            .reversed())
                    .skip(8)
                    .toList();
            for (Path path : old) {
                Files.deleteIfExists(path);
            }
        }
    }
}
