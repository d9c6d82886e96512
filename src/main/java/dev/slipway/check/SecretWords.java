package dev.slipway.check;

import dev.slipway.check.secrets.SecretNames;
import dev.slipway.check.secrets.SecretValues;

/** What a name and a value must look like to be taken for a secret: better to miss one than to cry wolf. */
public final class SecretWords {
    private SecretWords() {}

    /** Whether a variable of this name holds a secret. */
    public static boolean isSecretName(String name) {
        return SecretNames.isSecret(name);
    }

    /** Whether a value is one that somebody really uses: no reference, no placeholder, no word, no path. */
    public static boolean looksReal(String value) {
        return SecretValues.looksReal(value);
    }

    /** Shannon entropy, bits a character. */
    public static double entropy(String text) {
        return SecretValues.entropy(text);
    }
}
