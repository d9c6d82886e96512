package dev.slipway.store;

import dev.slipway.base.Digest;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Bytes by their digest: reports, logs of runs, previews. A file whose bytes no longer match is as good as absent. */
public final class Blobs {
    private final Path root;

    public Blobs(Home home) {
        this.root = home.blobs();
    }

    /** Keeps bytes; equal bytes are kept once. */
    public Digest put(byte[] bytes) {
        Digest digest = Digest.of(bytes);
        if (get(digest).isEmpty()) {
            DurableFiles.write(file(digest), bytes, "r--------");
        }
        return digest;
    }

    /** Keeps text in UTF-8. */
    public Digest put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes, checked against the digest; empty when there are none or they were changed. */
    public Optional<byte[]> get(Digest digest) {
        try {
            if (!Files.isRegularFile(file(digest))) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file(digest));
            return Digest.of(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(digest), e);
        }
    }

    /** Where the bytes lie, for tools that want a file. */
    public Path file(Digest digest) {
        return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }
}
