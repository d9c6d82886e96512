package dev.slipway.check.secrets.kinds;

import dev.slipway.check.secrets.Form;
import dev.slipway.check.secrets.SecretValues;
import dev.slipway.check.secrets.Shape.Extent;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How secrets stand in the places that have a place for them. Each looks a bounded way ahead. */
final class Readings {
    static final Extent NONE = new Extent(-1, -1);

    /** Characters between the marks of a key: a key of 16,384 bits has half of it. */
    private static final int MAX_KEY = 20_000;

    /** Characters of a line that are looked at. */
    private static final int MAX_LINE = 500;

    private static final Pattern LOCAL = Pattern.compile(
            "(?i)(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[?::1|example\\.|host\\b|hostname|[^.]*\\.example\\b|.*\\.example\\.(?:com|org|net)).*");

    private Readings() {}

    /** What stands between the marks of a PEM text that begins here. */
    static Extent pem(String text, int hit) {
        int begin = text.indexOf("-----", hit + 5, Math.min(text.length(), hit + 60));
        if (begin < 0) {
            return NONE;
        }
        int start = begin + 5;
        int limit = Math.min(text.length(), start + MAX_KEY);
        int end = start;
        while (end < limit && "<>{}$;*|".indexOf(text.charAt(end)) < 0 && !text.startsWith("-----", end)) {
            end++;
        }
        return new Extent(start, end);
    }

    /** The lines of an unencrypted PuTTY key. */
    static Extent putty(String text, int hit) {
        int end = Math.min(text.length(), hit + 400);
        int encryption = text.indexOf("Encryption: none", hit, end);
        int lines = encryption < 0 ? -1 : text.indexOf("Private-Lines: ", hit, Math.min(text.length(), hit + MAX_KEY));
        return lines < 0 ? NONE : new Extent(lines + 15, Math.min(text.length(), lines + 80));
    }

    /** The password of a URL whose scheme, with {@code ://}, begins here. */
    static Extent url(String text, int hit) {
        int mark = text.indexOf("://", hit, Math.min(text.length(), hit + 40));
        return mark < 0 ? NONE : authority(text, mark + 3);
    }

    /** The password of any URL whose {@code ://} stands here. */
    static Extent anyUrl(String text, int hit) {
        return hit > 0 && Character.isLetterOrDigit(text.charAt(hit - 1)) ? authority(text, hit + 3) : NONE;
    }

    private static Extent authority(String text, int start) {
        int colon = -1;
        int at = -1;
        int limit = Math.min(text.length(), start + 300);
        for (int i = start; i < limit && at < 0 && "\"'<>` \t\r\n/?#{}$\\".indexOf(text.charAt(i)) < 0; i++) {
            char c = text.charAt(i);
            colon = c == ':' && colon < 0 ? i : colon;
            at = c == '@' ? i : -1;
        }
        if (colon < 0 || at < colon + 2) {
            return NONE;
        }
        String user = text.substring(start, colon);
        String password = text.substring(colon + 1, at);
        String host = text.substring(at + 1, Math.min(text.length(), at + 80));
        boolean real = !LOCAL.matcher(host.lines().findFirst().orElse("")).matches()
                && !password.equalsIgnoreCase(user)
                && SecretValues.looksReal(password);
        return real ? new Extent(colon + 1, at) : NONE;
    }

    /** The value after the keyword and an operator, blanks or quotes, when {@code wanted} says that it is one. */
    static Form.Reading after(String keyword, Predicate<String> wanted) {
        return (text, hit) -> valueAt(text, hit + keyword.length(), wanted);
    }

    /** The value after the name that begins with the keyword. */
    static Extent afterName(String text, int hit) {
        int end = hit;
        while (end < text.length()
                && end - hit < 40
                && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return valueAt(text, end, SecretValues::looksReal);
    }

    private static Extent valueAt(String text, int from, Predicate<String> wanted) {
        int start = from;
        while (start < text.length() && start - from < 12 && "\"' \t=:".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < text.length() && end - start < MAX_KEY && "\"' \t\r\n,;&`".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return start > from && end > start && wanted.test(text.substring(start, end)) ? new Extent(start, end) : NONE;
    }

    /** A line that is looked at ends here. */
    private static int lineEnd(String text, int hit) {
        int limit = Math.min(text.length(), hit + MAX_LINE);
        int newline = text.indexOf('\n', hit, limit);
        return newline < 0 ? limit : newline;
    }

    private static int lineStart(String text, int hit) {
        int start = hit;
        while (start > 0 && hit - start < MAX_LINE && text.charAt(start - 1) != '\n') {
            start--;
        }
        return start;
    }

    /** The value of an option on the command line that begins here. */
    static Form.Reading option(String... options) {
        return (text, hit) -> {
            int end = lineEnd(text, hit);
            String line = text.substring(hit, end);
            for (String option : options) {
                int at = line.indexOf(" " + option);
                Extent value = at < 0 ? NONE : optionValue(text, hit + at + 1 + option.length(), end);
                if (value.start() >= 0) {
                    return value;
                }
            }
            return NONE;
        };
    }

    private static Extent optionValue(String text, int from, int limit) {
        int start = from;
        while (start < limit && "\"' =".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        int end = start;
        while (end < limit && "\"' \t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return SecretValues.looksReal(text.substring(start, end)) ? new Extent(start, end) : NONE;
    }

    /** {@code user:password} of an option such as curl's {@code -u}. */
    static Form.Reading userOption(String... options) {
        return (text, hit) -> {
            int end = lineEnd(text, hit);
            String line = text.substring(hit, end);
            for (String option : options) {
                int at = line.indexOf(" " + option);
                int colon = at < 0 ? -1 : line.indexOf(':', at + option.length());
                int blank = at < 0 ? -1 : line.indexOf(' ', at + option.length() + 2);
                boolean pair = colon > 0 && (blank < 0 || colon < blank);
                Extent value = pair ? optionValue(text, hit + colon + 1, end) : NONE;
                if (value.start() >= 0) {
                    return value;
                }
            }
            return NONE;
        };
    }

    /** The password of a machine in a file for automatic login. */
    static Extent netrc(String text, int hit) {
        int stop = Math.min(text.length(), hit + MAX_LINE);
        String[] words = text.substring(hit, stop).split("\\s+", 12);
        for (int i = 0; i + 1 < words.length && i < 8; i++) {
            boolean real =
                    words[i].equals("password") && words[0].equals("machine") && SecretValues.looksReal(words[i + 1]);
            if (real) {
                int at = text.indexOf(words[i + 1], hit);
                return new Extent(at, at + words[i + 1].length());
            }
        }
        return NONE;
    }

    /** The password in a connection string, when a server stands in it too. */
    static Extent connectionString(String text, int hit) {
        int from = Math.max(0, hit - 300);
        String before = text.substring(from, hit).toLowerCase(Locale.ROOT);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        boolean server = line.contains("server=")
                || line.contains("data source=")
                || line.contains("host=")
                || line.contains("jdbc:");
        boolean separated = hit > 0 && ";?& ".indexOf(text.charAt(hit - 1)) >= 0;
        return server && separated ? valueAt(text, text.indexOf('=', hit), SecretValues::looksReal) : NONE;
    }

    /** The hash of a password after a name, at the begin of a line. */
    static Extent htpasswd(String text, int hit) {
        int line = lineStart(text, hit);
        boolean user = hit - line > 1
                && hit - line < 64
                && text.charAt(hit - 1) == ':'
                && text.substring(line, hit - 1)
                        .chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || "._@-".indexOf(c) >= 0);
        int end = hit;
        while (end < text.length() && end - hit < 100 && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return user && end - hit >= 30 ? new Extent(hit, end) : NONE;
    }

    /** The last of five fields (PostgreSQL, "the password file"). */
    static Extent pgpass(String text, int hit) {
        int line = lineStart(text, hit);
        int end = lineEnd(text, hit);
        String[] fields = text.substring(line, end).split(":", -1);
        boolean right = fields.length == 5 && hit - line < 200 && SecretValues.looksReal(fields[4].strip());
        return right ? new Extent(end - fields[4].length(), end) : NONE;
    }

    /** The private part of a JSON web key. */
    static Extent webKey(String text, int hit) {
        int from = Math.max(0, hit - MAX_LINE);
        boolean key =
                text.substring(from, Math.min(text.length(), hit + MAX_LINE)).contains("\"kty\"");
        return key ? valueAt(text, hit + 3, v -> v.length() >= 42 && SecretValues.looksReal(v)) : NONE;
    }
}
