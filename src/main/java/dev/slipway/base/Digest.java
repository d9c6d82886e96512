package dev.slipway.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 digest in OCI form, {@code sha256:} and 64 lower-case hex digits (OCI image-spec, descriptor.md). */
public record Digest(String value) implements Comparable<Digest> {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw Problem.input(
                            "not a digest: " + (value.length() > 80 ? value.substring(0, 80) + "…" : value),
                            "a digest is sha256: followed by 64 hex digits",
                            "copy it from `slipway status`")
                    .asException();
        }
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return new Digest("sha256:" + HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    /** The digest of this text in UTF-8. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Of a finished {@link MessageDigest}. */
    public static Digest of(MessageDigest finished) {
        return new Digest("sha256:" + HexFormat.of().formatHex(finished.digest()));
    }

    /** A new SHA-256, which every JDK has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without SHA-256", e);
        }
    }

    /** The 64 hex digits. */
    public String hex() {
        return value.substring(7);
    }

    /** {@code sha256:9f2c}: enough for people, never for a comparison. */
    public String abbreviated() {
        return value.substring(0, 11) + "…";
    }

    @Override
    public int compareTo(Digest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
