package dev.slipway.exec.process;

import dev.slipway.base.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Replaces secrets in text by {@code ***}: raw, base64 at the three offsets, URL-encoded, JSON-escaped, XML-escaped, quoted
 * for a shell, hex, and each line of a secret of several lines. Other transformations are not promised. Immutable.
 *
 * <p>A stream is masked in pieces: cut it only where {@link #safeCut} allows, or a secret across the border gets through.
 */
public final class Masks {
    /** Shorter values would mask ordinary words; such secrets are refused where they are declared. */
    private static final int MIN_LENGTH = 4;

    /** Shorter parts between {@code &} would mask ordinary words. */
    private static final int MIN_PART = 6;

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

    /** Shortest value that {@link #forms} masks: below it every log would be full of stars. */
    private static final int MIN_FORM = 3;

    /**
     * All that must not be seen of these values: each with every promised form, its lines, itself without quotes around it,
     * and its parts between {@code &}, at which PowerShell cuts. For streams that mask bytes themselves.
     */
    public static Set<String> forms(Collection<String> values) {
        Set<String> all = new LinkedHashSet<>();
        for (String value : values) {
            List<String> roots = new ArrayList<>(List.of(value, value.strip()));
            value.lines().map(String::strip).forEach(roots::add);
            if (value.length() > 2 && (value.startsWith("\"") || value.startsWith("'"))) {
                roots.add(value.substring(1, value.length() - (value.endsWith(value.substring(0, 1)) ? 1 : 0)));
            }
            if (value.indexOf('&') >= 0) {
                roots.addAll(List.of(value.split("&")).stream()
                        .filter(p -> p.length() >= MIN_PART)
                        .toList());
            }
            for (String root : roots) {
                if (root.length() >= MIN_FORM) {
                    all.add(root);
                    addForms(root, all);
                }
            }
        }
        all.removeIf(p -> p.length() < MIN_FORM);
        return all;
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

    /**
     * Where this piece of a stream may be cut so that no secret lies across the cut, whatever follows; 0 when nowhere yet.
     * Everything before the cut can be masked and sent, the rest is the beginning of the next piece.
     */
    public int safeCut(String piece) {
        int cut = Math.max(0, piece.length() - Math.max(0, longest() - 1));
        for (boolean moved = true; moved && cut > 0; ) {
            moved = false;
            for (String p : patterns) {
                int at = piece.indexOf(p, Math.max(0, cut - p.length() + 1));
                if (at >= 0 && at < cut) {
                    cut = at;
                    moved = true;
                }
            }
        }
        return cut;
    }

    private static void addForms(String value, Set<String> all) {
        if (value.length() < MIN_LENGTH) {
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        all.add(value);
        addUrlForms(value, all);
        String json = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        all.add(json);
        all.add(json.replace("/", "\\/"));
        String xml = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        all.add(xml);
        all.add(xml.replace("\"", "&quot;").replace("'", "&apos;"));
        all.add(xml.replace("\"", "&#34;").replace("'", "&#39;"));
        all.add(value.replace("'", "'\\''"));
        all.add(HexFormat.of().formatHex(bytes));
        all.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int offset = 0; offset < 3; offset++) {
            addBase64(bytes, offset, all);
        }
    }

    /** Form encoding, RFC 3986 in both cases of hex digits, and what JavaScript's encodeURIComponent leaves alone. */
    private static void addUrlForms(String value, Set<String> all) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String strict = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        all.add(form);
        all.add(form.replace("+", "%20"));
        all.add(strict);
        StringBuilder lower = new StringBuilder(strict);
        for (int i = lower.indexOf("%"); i >= 0; i = lower.indexOf("%", i + 1)) {
            lower.replace(i, i + 3, lower.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        all.add(lower.toString());
        all.add(strict.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%2A", "*"));
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
