package dev.slipway.base;

import java.util.Locale;
import java.util.regex.Pattern;

/** Rules for the names that end up in host names, folders, database roles and routes. */
final class Names {
    /** RFC 1123 label, kept to 40 characters so that a role or a folder built from it stays within 63. */
    static final Pattern SLUG = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    private Names() {}

    static String check(String kind, String value) {
        if (!SLUG.matcher(value).matches()) {
            throw Problem.input(
                            kind + " name '" + printable(value) + "' cannot be used",
                            "a name is 1 to 40 of a-z, 0-9 and '-', and does not begin or end with '-'",
                            "use '" + slug(value) + "'")
                    .asException();
        }
        return value;
    }

    static String slug(String raw) {
        String s = raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        if (s.length() > 40) {
            s = s.substring(0, 40).replaceAll("-+$", "");
        }
        return s.isEmpty() ? "app" : s;
    }

    private static String printable(String value) {
        String s = value.length() > 60 ? value.substring(0, 60) + "…" : value;
        return s.replaceAll("\\p{Cntrl}", "?");
    }
}
