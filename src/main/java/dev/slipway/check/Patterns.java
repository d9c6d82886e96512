package dev.slipway.check;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Patterns that are no literals where they are compiled. Those of our rules are put together from constants of the rules;
 * those of users are only compiled, or matched over a text that ends the match after a bounded number of looks.
 */
public final class Patterns {
    private Patterns() {}

    private record Row(Pattern pattern) {
        Row(String regex, int flags) {
            this(Pattern.compile(regex, flags));
        }
    }

    /** A pattern of a rule. */
    public static Pattern ours(String regex) {
        return new Row(regex, Pattern.DOTALL).pattern();
    }

    /**
     * A user's pattern: match it over a watched text only.
     *
     * @throws PatternSyntaxException when it is none
     */
    public static Pattern theirs(String regex) {
        return new Row(regex, 0).pattern();
    }
}
