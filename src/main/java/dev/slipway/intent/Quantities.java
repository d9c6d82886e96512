package dev.slipway.intent;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations, sizes and percentages as people write them. */
public final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ns|us|µs|ms|s|m|h|d|w)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s?([A-Za-z]{1,3})");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,15}(\\.\\d{1,15})?");

    private static final Map<String, BigDecimal> UNIT_NANOS = Map.of(
            "ns", BigDecimal.ONE,
            "us", new BigDecimal("1e3"),
            "µs", new BigDecimal("1e3"),
            "ms", new BigDecimal("1e6"),
            "s", new BigDecimal("1e9"),
            "m", new BigDecimal("6e10"),
            "h", new BigDecimal("36e11"),
            "d", new BigDecimal("864e11"),
            "w", new BigDecimal("6048e11"));

    private static final Map<String, BigDecimal> UNIT_BYTES = Map.ofEntries(
            Map.entry("B", BigDecimal.ONE),
            Map.entry("KB", new BigDecimal("1e3")),
            Map.entry("MB", new BigDecimal("1e6")),
            Map.entry("GB", new BigDecimal("1e9")),
            Map.entry("TB", new BigDecimal("1e12")),
            Map.entry("KiB", new BigDecimal(1L << 10)),
            Map.entry("MiB", new BigDecimal(1L << 20)),
            Map.entry("GiB", new BigDecimal(1L << 30)),
            Map.entry("TiB", new BigDecimal(1L << 40)));

    private Quantities() {}

    /** {@code 500ms}, {@code 30s}, {@code 1m30s}, {@code 30d}; at most 100 years. */
    public static Optional<Duration> duration(String text) {
        Matcher m = DURATION.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < text.length() && m.find(end) && m.start() == end) {
            BigDecimal unit = java.util.Objects.requireNonNull(UNIT_NANOS.get(m.group(2)));
            nanos = nanos.add(new BigDecimal(m.group(1)).multiply(unit));
            end = m.end();
        }
        boolean whole = end == text.length() && end > 0;
        return whole && nanos.compareTo(new BigDecimal("3.2e18")) < 0
                ? Optional.of(Duration.ofNanos(nanos.longValue()))
                : Optional.empty();
    }

    /** Bytes of {@code 512MB}, {@code 20GB}, {@code 4GiB}; the unit is required. */
    public static Optional<Long> size(String text) {
        Matcher m = SIZE.matcher(text);
        if (!m.matches() || !UNIT_BYTES.containsKey(m.group(2))) {
            return Optional.empty();
        }
        BigDecimal unit = java.util.Objects.requireNonNull(UNIT_BYTES.get(m.group(2)));
        BigDecimal bytes = new BigDecimal(m.group(1)).multiply(unit);
        return bytes.compareTo(new BigDecimal(Long.MAX_VALUE)) <= 0 ? Optional.of(bytes.longValue()) : Optional.empty();
    }

    /** What a size in the wrong spelling most likely means: {@code 20gb} is 20GB; empty when it cannot be told. */
    static String sizeMeant(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s", "");
        if (upper.matches("\\d{1,9}(\\.\\d{1,9})?[KMGT]")) {
            return upper + "B";
        }
        if (upper.matches("\\d{1,9}(\\.\\d{1,9})?[KMGT]I?B")) {
            return upper.replace("IB", "iB");
        }
        return "";
    }

    /** A plain decimal number. */
    static Optional<Double> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    /** {@code 25%} is 25. */
    static Optional<Double> percent(String text) {
        return text.endsWith("%") ? number(text.substring(0, text.length() - 1).strip()) : Optional.empty();
    }
}
