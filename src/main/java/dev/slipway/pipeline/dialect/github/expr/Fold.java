package dev.slipway.pipeline.dialect.github.expr;

/**
 * Comparison of strings without regard to case: unit by unit, by simple upper-case mapping, without the letters whose case
 * depends on a language (dotless i, dotted I, long s stay themselves).
 */
final class Fold {
    private Fold() {}

    static String fold(String text) {
        char[] units = text.toCharArray();
        for (int i = 0; i < units.length; i++) {
            units[i] = upper(units[i]);
        }
        return new String(units);
    }

    private static char upper(char c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
        }
        return c == '\u0130' || c == '\u0131' || c == '\u017F' ? c : Character.toUpperCase(c);
    }

    static int compare(String a, String b) {
        return fold(a).compareTo(fold(b));
    }

    static boolean same(String a, String b) {
        return a.length() == b.length() && compare(a, b) == 0;
    }
}
