package dev.slipway.check.ansible;

import java.util.Locale;
import java.util.Set;

/** The words of YAML 1.1 and of Ansible for truths. */
public final class Truths {
    private static final Set<String> YES = Set.of("true", "yes", "on", "y", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "n", "0");

    private Truths() {}

    /** Whether the word means true. */
    public static boolean isTrue(String word) {
        return YES.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether the word means false. */
    public static boolean isFalse(String word) {
        return NO.contains(word.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether an expression stands in it, so that it is known at run time only. */
    public static boolean isExpression(String text) {
        return text.contains("{{") || text.contains("{%");
    }
}
