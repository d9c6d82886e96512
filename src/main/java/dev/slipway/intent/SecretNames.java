package dev.slipway.intent;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which variables hold a secret, told by their name or by a URL with a password. In doubt a value is a secret. */
public final class SecretNames {
    private static final Set<String> ANYWHERE = Set.of(
            "SECRET", "SECRETS", "TOKEN", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CREDENTIALS", "APIKEY");
    private static final Set<String> LAST = Set.of("KEY", "DSN", "PRIVATE", "PWD", "PASS", "AUTH");

    /** What a secret-like word describes and is none: a path, a length, a lifetime. */
    private static final Set<String> HARMLESS_LAST = Set.of(
            "FILE", "PATH", "DIR", "LENGTH", "TTL", "EXPIRY", "EXPIRATION", "ENABLED", "HEADER", "NAME", "URI_PATH");

    /** RFC 3986, 3.2.1; a password may hold an unescaped slash. */
    private static final Pattern USER_INFO =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,30}://[^/\\s@]{0,300}(:[^\\s@]{1,500})?@");

    private SecretNames() {}

    /** Whether a variable of this name holds a secret. */
    public static boolean isSecret(String name) {
        List<String> parts = List.of(name.toUpperCase(Locale.ROOT).split("[^A-Z0-9]+"));
        if (parts.isEmpty() || HARMLESS_LAST.contains(parts.getLast())) {
            return false;
        }
        return parts.stream().anyMatch(ANYWHERE::contains)
                || parts.stream().anyMatch(p -> p.endsWith("PASSWORD") || p.endsWith("SECRET"))
                || LAST.contains(parts.getLast());
    }

    /** Whether a value gives itself away: a URL with a password in it. */
    public static boolean isSecretValue(String value) {
        return value.length() < 100_000 && USER_INFO.matcher(value).find();
    }
}
