package dev.slipway.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must appear nowhere in clear: no {@code toString}, no serializer. A layer rule lets only {@code exec},
 * {@code secrets}, {@code store} and {@code keep} call {@link #reveal()}.
 */
public final class Secret {
    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    /** Of text, kept as UTF-8. */
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of bytes, which are copied. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** The value as text, for the one process, file or connection that needs it. */
    public String reveal() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /** Number of bytes. */
    public int sizeBytes() {
        return value.length;
    }

    /** Equal values, compared in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret s && MessageDigest.isEqual(value, s.value);
    }

    /** Constant: a hash would leak. */
    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
