package dev.slipway.check.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Runs of base64 that hold printable text: encoding hides nothing. Decoded once, never twice. */
final class Encoded {
    /** Characters; a shorter run holds no token. */
    private static final int MIN = 24;

    /** Characters; longer runs are pictures and archives. */
    private static final int MAX = 16_384;

    /** Runs of one text that are decoded. */
    private static final int MAX_RUNS = 2_000;

    /** Characters that are decoded first: most runs are no text, and eight bytes show it. */
    private static final int PROBE = 12;

    interface Receiver {
        void run(int start, String decoded);
    }

    private Encoded() {}

    static void eachIn(String text, Receiver receiver) {
        int runs = 0;
        int start = -1;
        for (int i = 0; i <= text.length() && runs < MAX_RUNS; i++) {
            boolean inside = i < text.length() && isBase64(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                if (i - start >= MIN
                        && i - start <= MAX
                        && printable(text, start, start + PROBE).isPresent()) {
                    runs++;
                    Optional<String> decoded = printable(text, start, i);
                    if (decoded.isPresent()) {
                        receiver.run(start, decoded.get());
                    }
                }
                start = -1;
            }
        }
    }

    /** The text that these characters encode; empty when they encode something else. */
    static Optional<String> text(String encoded) {
        String bare = encoded.replaceAll("=+$", "");
        boolean fits = bare.length() <= MAX && bare.chars().allMatch(c -> isBase64((char) c));
        return fits && !bare.isEmpty() ? printable(bare, 0, bare.length()) : Optional.empty();
    }

    private static Optional<String> printable(String text, int start, int end) {
        // A last single character encodes nothing.
        int usable = (end - start) % 4 == 1 ? end - 1 : end;
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.substring(start, usable));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (byte b : bytes) {
            if (b < 32 && b != '\n' && b != '\r' && b != '\t' || b == 127) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(bytes, StandardCharsets.US_ASCII));
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }
}
