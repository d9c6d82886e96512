package dev.slipway.app.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** How times, counts and digests are written on the page. */
public final class Shown {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Hex digits of a shortened digest: enough to find it again on the page. */
    private static final int SHORT = 12;

    private Shown() {}

    /** {@code 2026-11-24 14:05:01 UTC}; {@code not yet} for the epoch. */
    public static String time(Instant at) {
        return at.equals(Instant.EPOCH) ? "not yet" : TIME.format(at);
    }

    /** {@code 340 ms}, {@code 2.3 s}, {@code 4 min 07 s}, {@code 2 h 05 min}. */
    public static String took(Duration d) {
        long millis = d.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return d.toMinutes() < 60
                ? String.format(Locale.ROOT, "%d min %02d s", d.toMinutes(), d.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d min", d.toHours(), d.toMinutesPart());
    }

    /** Time since a beginning: {@code +2.3 s}. */
    public static String offset(Instant from, Instant at) {
        Duration since = Duration.between(from, at);
        return since.isNegative() ? "" : "+" + took(since);
    }

    /** {@code 1,234}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 1 request}, {@code 1,234 requests}. */
    public static String count(long n, String noun) {
        return count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /** An e-value: two digits below 100, whole above, a power of ten far above. */
    public static String e(double value) {
        if (value >= 1e6) {
            return "10^" + (int) Math.floor(Math.log10(value));
        }
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
    }

    /** {@code sha256:9f2c0a1b2c3d…}. */
    public static String digest(String digest) {
        int end = digest.indexOf(':') + 1 + SHORT;
        return digest.length() <= end ? digest : digest.substring(0, end) + "…";
    }

    /** {@code web}, {@code web and worker}, {@code a, b and c}. */
    public static String and(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
