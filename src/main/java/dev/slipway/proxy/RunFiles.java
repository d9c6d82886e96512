package dev.slipway.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** The files the proxy writes: whole or not there, readable by the owner alone. */
record RunFiles(Path folder) {
    private static final int TOKEN_BYTES = 32;

    Path routes() {
        return folder.resolve("routes.json");
    }

    Path lastGoodRoutes() {
        return folder.resolve("routes.last.json");
    }

    Path info() {
        return folder.resolve("proxy.json");
    }

    Path status() {
        return folder.resolve("proxy.status.json");
    }

    /** The token of the administration and of verification requests; made when absent. */
    String token() throws IOException {
        Path file = folder.resolve("proxy.token");
        if (Files.isRegularFile(file)) {
            String token = Files.readString(file).strip();
            if (token.length() >= TOKEN_BYTES) {
                return token;
            }
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        write(file, token);
        return token;
    }

    /** Temporary file, fsync, rename. */
    void write(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        Files.deleteIfExists(temporary);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel =
                FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
