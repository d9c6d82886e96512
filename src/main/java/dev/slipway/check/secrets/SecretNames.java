package dev.slipway.check.secrets;

import java.util.List;
import java.util.regex.Pattern;

/** What a name must look like to be taken for that of a secret. */
public final class SecretNames {
    /** Lower-case words of which one stands in every name of a secret. */
    static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "pwd",
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "api.key",
            "accesskey",
            "access_key",
            "access-key",
            "privatekey",
            "private_key",
            "private-key",
            "authkey",
            "auth_key",
            "auth-key",
            "signingkey",
            "signing_key",
            "encryptionkey",
            "encryption_key",
            "encryption-key",
            "masterkey",
            "master_key",
            "accountkey",
            "account_key",
            "credential",
            "connectionstring",
            "connection_string");

    private static final Pattern NAME = Pattern.compile("(?i)(?:.*[._-])?[a-z0-9]*"
            + "(?:password|passwd|passphrase|passcode|pwd|secret|token|credentials?|connection[._-]?string"
            + "|(?:api|access|private|secret|auth|signing|encryption|master|account)[._-]?key)"
            + "(?:[._-]?(?:base|value|prod|production|stag(?:e|ing)|dev|live|old|new|[0-9]))?");

    /** Names that end like a secret and are none, mostly: where it is, how long it lives, what it is called. */
    private static final Pattern NOT = Pattern.compile("(?i).*(?:public|csrf|xsrf|next|page|pagination|continuation"
            + "|cancel(?:lation)?|stop|eos|bos|pad|mask|unk|sep|cls|bad|unexpected|invalid|missing|wrong|label|sort"
            + "|partition|primary|foreign|cache|idempotency|refresh_?url|min|max|num|count|has|is|use|no|show|hide|forgot"
            + "|reset|confirm|change|lex(?:er)?|parse[rd]?)[._-]?(?:key|token|password|secret|credential)s?");

    private SecretNames() {}

    /** Whether a variable of this name holds a secret. */
    public static boolean isSecret(String name) {
        return name.length() <= 200
                && NAME.matcher(name).matches()
                && !NOT.matcher(name).matches();
    }
}
