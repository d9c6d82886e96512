package dev.slipway.exec.process;

import dev.slipway.base.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Replaces secrets in text by {@code ***}: raw, base64 at the three offsets, URL-encoded, JSON-escaped, hex, and each
 * line of a secret of several lines. Other transformations are not promised.
 */
public final class Masks {
    /** Shorter values would mask ordinary words; such secrets are refused where they are declared. */
    private static final int MIN_LENGTH = 4;

    private final List<String> patterns;

    private Masks(List<String> patterns) {
        this.patterns = patterns;
    }

    /** Masks for these secrets; longest first, so that a secret inside another does not leave a rest. */
    public static Masks of(Collection<Secret> secrets) {
        Set<String> all = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            String value = secret.reveal();
            addForms(value, all);
            value.lines().map(String::strip).forEach(line -> addForms(line, all));
        }
        all.removeIf(p -> p.length() < MIN_LENGTH);
        return new Masks(all.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** The text with every promised form of every secret replaced. */
    public String mask(String text) {
        String out = text;
        for (String p : patterns) {
            out = out.replace(p, "***");
        }
        return out;
    }

    /** Longest pattern, characters: what a stream must hold back to catch a secret across a chunk border. */
    public int longest() {
        return patterns.isEmpty() ? 0 : patterns.getFirst().length();
    }

    private static void addForms(String value, Set<String> all) {
        if (value.length() < MIN_LENGTH) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        all.add(value);
        all.add(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8));
        all.add(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        all.add(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"));
        all.add(value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t"));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int offset = 0; offset < 3; offset++) {
            addBase64(bytes, offset, all);
        }
    }

    /** The part of the base64 form that does not depend on what stands before and after the secret. */
    private static void addBase64(byte[] bytes, int offset, Set<String> all) {
        byte[] shifted = new byte[bytes.length + offset];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        int from = (offset * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            all.add(encoder.withoutPadding().encodeToString(shifted).substring(from, to));
        }
    }
}
