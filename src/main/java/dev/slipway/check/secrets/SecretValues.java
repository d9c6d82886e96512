package dev.slipway.check.secrets;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a value must look like to be taken for a secret: better to miss one than to cry wolf. */
public final class SecretValues {
    /** In the random part of a token: nobody's generator writes these, examples do. */
    private static final List<String> MADE_UP = List.of(
            "example",
            "xxxx",
            "placeholder",
            "redacted",
            "dummy",
            "changeme",
            "notreal",
            "sample",
            "yourtoken",
            "your_",
            "your-",
            "youraccess",
            "yoursecret",
            "yourapi",
            "insert",
            "123456789",
            "987654321",
            "abcdefgh",
            "abcd1234",
            "deadbeef",
            "00000000",
            "....");

    /** In a password, besides: people write these where a real one comes later. */
    private static final List<String> WORDS = List.of(
            "change-me",
            "change_me",
            "your",
            "todo",
            "replace",
            "password",
            "passwd",
            "p@ssw",
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
            "fake",
            "mock",
            "****",
            "----",
            "lorem",
            "1q2w3e",
            "letmein",
            "admin",
            "hunter2",
            "hidden",
            "masked");

    /** Begins what only says where the value is, what it was made of, or that it is encrypted. */
    private static final Pattern REFERENCE = Pattern.compile("(?s)(?:[$%<@&*!#|>]|\\{\\{|\\{cipher|\\{[A-Za-z0-9]{2,8}}"
            + "|\\(\\(|__|ENC[\\[(]|AQICAH|AgA[A-Za-z0-9+/]{40}|-----BEGIN|ssh-(?:rsa|ed25519) |ecdsa-|age1|YWdlLWVuY3J5cHRpb24"
            + "|(?i:env|vault|ssm|arn|file|classpath|secrets?|op|kms|sops|awskms|gcpkms|keyvault|sha(?:1|256|384|512)|md5|pbkdf2"
            + "|scrypt|argon2|bcrypt|urn|mailto|data|ref\\+[a-z]+|[a-z][a-z0-9+.-]{1,20}:/)[:/(=.-]"
            + "|process\\.|os\\.|config\\.|projects/|secrets\\.|var\\.|local\\.|data\\.|module\\.).*");

    private static final Pattern INSIDE = Pattern.compile(
            "(?s).*(?:\\$\\{|\\{\\{|#\\{|<%|%\\(|\\$\\(|\\[\\[|://|\\(\\)|\\s|\\{[0-9,]+}|\\[[^]]{0,20}[a-z]-[a-z]).*");

    private static final Pattern IDENTIFIERS =
            Pattern.compile("[A-Za-z_]\\w*(?:(?:\\.|::|->|\\[)[A-Za-z_]\\w*]?)+(?:[(\\[].*)?");
    private static final Pattern CALL = Pattern.compile("[\\w.:$]{1,80}\\(.*");
    private static final Pattern PATH =
            Pattern.compile("(?:/|\\./|\\.\\./|~|[A-Za-z]:\\\\).*|(?:[\\w.-]+/)+[\\w-]+\\.[a-z]{1,6}");
    private static final Pattern PLAIN_WORDS =
            Pattern.compile("(?:[A-Za-z]+|[0-9]{1,4})(?:[-_./:+ ](?:[A-Za-z]+|[0-9]{1,4}))*[.!?:]?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.,:TZ+-]+");
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,10}(?::[0-9]+)?");
    private static final Pattern WORD_AND_NUMBER = Pattern.compile("[A-Za-z]?[a-z]+[0-9]{1,4}[!]?");

    /** Bits a character; random letters and digits of this length have more than 3. */
    private static final double MIN_ENTROPY = 2.8;

    private SecretValues() {}

    /** Whether a value is one that somebody really uses: no reference, no placeholder, no word, no path. */
    public static boolean looksReal(String value) {
        if (value.length() < 8 || value.length() > 500 || !ascii(value)) {
            return false;
        }
        return !REFERENCE.matcher(value).matches()
                && !INSIDE.matcher(value).matches()
                && !IDENTIFIERS.matcher(value).matches()
                && !CALL.matcher(value).matches()
                && !PATH.matcher(value).matches()
                && !PLAIN_WORDS.matcher(value).matches()
                && !NUMBERS.matcher(value).matches()
                && !HOST.matcher(value).matches()
                && !WORD_AND_NUMBER.matcher(value).matches()
                && !isPlaceholder(value)
                && entropy(value) >= MIN_ENTROPY;
    }

    /** Whether it is one of the values that stand for another. */
    static boolean isPlaceholder(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return isMadeUp(value) || WORDS.stream().anyMatch(lower::contains);
    }

    /** Whether the random part of a token is none: an example's words, a row of one character. */
    static boolean isMadeUp(String body) {
        String lower = body.toLowerCase(Locale.ROOT);
        return repeats(lower) || MADE_UP.stream().anyMatch(lower::contains);
    }

    private static boolean repeats(String text) {
        int run = 1;
        for (int i = 1; i < text.length(); i++) {
            run = text.charAt(i) == text.charAt(i - 1) ? run + 1 : 1;
            if (run >= 6) {
                return true;
            }
        }
        return false;
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c > 31 && c < 127);
    }

    /** Shannon entropy, bits a character. */
    public static double entropy(String text) {
        int[] counts = new int[128];
        for (int i = 0; i < text.length(); i++) {
            counts[text.charAt(i) & 127]++;
        }
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / text.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
