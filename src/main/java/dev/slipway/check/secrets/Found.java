package dev.slipway.check.secrets;

/**
 * A secret in a text. It does not hold the secret.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param start offset of its first character
 * @param end offset after its last; equal to {@code start} when it was found in something decoded
 * @param proven whether its own structure shows it
 * @param decoded whether it was found in something base64 that was decoded
 * @param shown what may be printed: at most four characters of it
 */
public record Found(
        Kind kind, int line, int column, int start, int end, boolean proven, boolean decoded, String shown) {
    /** What to say about it. */
    public String message() {
        String article = "AEIOU".indexOf(Character.toUpperCase(kind.name().charAt(0))) >= 0 ? "an " : "a ";
        return article + kind.name() + " (" + shown + ")" + (proven ? " whose structure is right" : "")
                + (decoded ? ", encoded but not encrypted" : "");
    }

    /** At most four first characters, and never more than a quarter of it. */
    static String redacted(String secret) {
        int shown = Math.min(4, secret.length() / 4);
        String head = secret.substring(0, shown);
        boolean printable = head.chars().allMatch(c -> c > 32 && c < 127);
        return (printable ? head : "") + "...";
    }
}
