package dev.slipway.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a name and a value must look like to be taken for a secret: better to miss one than to cry wolf. */
public final class SecretWords {
    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*[._-])?[a-z0-9]*(password|passwd|passphrase|pwd|secret|token|api[._-]?key|apikey|access[._-]?key"
                    + "|private[._-]?key|secret[._-]?key|auth[._-]?key|credentials?)");

    /** Names that end like a secret and are none, mostly: where it is, how long it lives, what it is called. */
    private static final Pattern NOT = Pattern.compile(
            "(?i).*(public|csrf|xsrf|next|page|continuation|cancel(lation)?|stop|eos|bos|pad|mask|unk|sep|cls"
                    + "|refresh_?url|min|max|num|count)[._-]?(key|token|password)s?");

    private static final List<String> PLACEHOLDERS = List.of(
            "changeme",
            "change-me",
            "change_me",
            "example",
            "placeholder",
            "dummy",
            "sample",
            "xxxx",
            "your",
            "todo",
            "insert",
            "replace",
            "redacted",
            "password",
            "passwd",
            "secret",
            "qwerty",
            "123456",
            "abcdef",
            "foobar",
            "default",
            "undefined",
            "localhost",
            "test",
            "token",
            "none",
            "null",
            "****",
            "....",
            "lorem");

    private SecretWords() {}

    /** Whether a variable of this name holds a secret. */
    public static boolean isSecretName(String name) {
        return NAME.matcher(name).matches() && !NOT.matcher(name).matches();
    }

    /** Whether a value is one that somebody really uses: no reference, no placeholder, no word, no path. */
    public static boolean looksReal(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean reference = value.startsWith("$")
                || value.startsWith("%")
                || value.startsWith("<")
                || value.startsWith("@")
                || value.contains("${")
                || value.contains("{{")
                || value.contains("(")
                || value.matches("[A-Za-z_][\\w]*(\\.[A-Za-z_][\\w]*)+")
                || value.matches("(env|vault|ssm|arn|file|classpath|secret|op|https?):.*");
        boolean path = value.startsWith("/") || value.startsWith("./") || value.startsWith("~");
        boolean word = value.matches("[A-Za-z]+([-_ .][A-Za-z]+)*") || value.matches("[0-9.,:-]+");
        return value.length() >= 8
                && !reference
                && !path
                && !word
                && PLACEHOLDERS.stream().noneMatch(lower::contains)
                && entropy(value) >= 2.8;
    }

    /** Shannon entropy, bits a character. */
    public static double entropy(String text) {
        Map<Character, Integer> counts = new HashMap<>();
        for (int i = 0; i < text.length(); i++) {
            counts.merge(text.charAt(i), 1, Integer::sum);
        }
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }
}
