package dev.slipway.intent;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A window without deploys, in a time zone (UTC when none is written). Three forms: a range of dates or times, a weekly
 * range, or the parts of a recurrence rule (RFC 5545, 3.3.10) that say which days and hours are meant.
 */
public sealed interface FreezeWindow {
    /** The forms, for messages. */
    String FORMS = "allowed: 2026-12-20/2027-01-02, 2026-12-20T18:00/2026-12-27T08:00, Fri 16:00-Mon 08:00,"
            + " FREQ=WEEKLY;BYDAY=SA,SU (also BYMONTH, BYMONTHDAY, BYHOUR), each with an optional time zone behind it";

    /** From, inclusive, to, exclusive. */
    record Range(LocalDateTime from, LocalDateTime to, ZoneId zone) implements FreezeWindow {}

    /** Each week from a time of a day to another; past the week's end when that comes first. */
    record Weekly(DayOfWeek fromDay, LocalTime fromTime, DayOfWeek toDay, LocalTime toTime, ZoneId zone)
            implements FreezeWindow {}

    /** All days and hours that fit every part; an empty part fits all. */
    record Recurring(Set<DayOfWeek> days, Set<Integer> months, Set<Integer> monthDays, Set<Integer> hours, ZoneId zone)
            implements FreezeWindow {
        public Recurring {
            days = Set.copyOf(days);
            months = Set.copyOf(months);
            monthDays = Set.copyOf(monthDays);
            hours = Set.copyOf(hours);
        }
    }

    /** Whether a moment lies in the window. */
    default boolean contains(Instant moment) {
        return switch (this) {
            case Range r -> {
                LocalDateTime at = moment.atZone(r.zone()).toLocalDateTime();
                yield !at.isBefore(r.from()) && at.isBefore(r.to());
            }
            case Weekly w -> {
                int at = minute(
                        moment.atZone(w.zone()).getDayOfWeek(),
                        moment.atZone(w.zone()).toLocalTime());
                int from = minute(w.fromDay(), w.fromTime());
                int to = minute(w.toDay(), w.toTime());
                yield from < to ? at >= from && at < to : at >= from || at < to;
            }
            case Recurring r -> {
                ZonedDateTime at = moment.atZone(r.zone());
                yield fits(r.days(), at.getDayOfWeek())
                        && fits(r.months(), at.getMonthValue())
                        && fits(r.monthDays(), at.getDayOfMonth())
                        && fits(r.hours(), at.getHour());
            }
        };
    }

    private static <T> boolean fits(Set<T> allowed, T value) {
        return allowed.isEmpty() || allowed.contains(value);
    }

    private static int minute(DayOfWeek day, LocalTime time) {
        return (day.getValue() - 1) * 24 * 60 + time.getHour() * 60 + time.getMinute();
    }

    /** Reads a window; empty when it has none of the forms. */
    static Optional<FreezeWindow> parse(String text) {
        String window = text.strip();
        ZoneId zone = ZoneId.of("UTC");
        int space = window.lastIndexOf(' ');
        if (space > 0 && ZoneId.getAvailableZoneIds().contains(window.substring(space + 1))) {
            zone = ZoneId.of(window.substring(space + 1));
            window = window.substring(0, space).strip();
        }
        if (window.length() > 300) {
            return Optional.empty();
        }
        if (window.contains("FREQ=")) {
            return Rule.parse(window, zone);
        }
        return window.contains("/") ? range(window, zone) : weekly(window, zone);
    }

    private static Optional<FreezeWindow> range(String window, ZoneId zone) {
        String[] ends = window.split("/", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        try {
            LocalDateTime from = moment(ends[0].strip(), false);
            LocalDateTime to = moment(ends[1].strip(), true);
            return from.isBefore(to) ? Optional.of(new Range(from, to, zone)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A date as an end means the whole day. */
    private static LocalDateTime moment(String text, boolean end) {
        if (text.contains("T")) {
            return LocalDateTime.parse(text);
        }
        LocalDate day = LocalDate.parse(text);
        return end ? day.plusDays(1).atStartOfDay() : day.atStartOfDay();
    }

    private static Optional<FreezeWindow> weekly(String window, ZoneId zone) {
        Matcher m = Pattern.compile("([A-Za-z]{3,9}) (\\d\\d:\\d\\d) ?- ?([A-Za-z]{3,9}) (\\d\\d:\\d\\d)")
                .matcher(window);
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<DayOfWeek> from = day(m.group(1), 3);
        Optional<DayOfWeek> to = day(m.group(3), 3);
        try {
            LocalTime start = LocalTime.parse(m.group(2));
            LocalTime end = LocalTime.parse(m.group(4));
            return from.flatMap(f -> to.map(t -> new Weekly(f, start, t, end, zone)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** A day by its name or the first letters of it. */
    private static Optional<DayOfWeek> day(String word, int letters) {
        String upper = word.toUpperCase(Locale.ROOT);
        return Stream.of(DayOfWeek.values())
                .filter(d ->
                        d.name().equals(upper) || d.name().substring(0, letters).equals(upper))
                .findFirst();
    }

    /** The parts of a recurrence rule. */
    final class Rule {
        private static final Set<String> FREQUENCIES = Set.of("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY");
        private static final Set<String> PARTS = Set.of("FREQ", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYHOUR");

        private Rule() {}

        static Optional<FreezeWindow> parse(String window, ZoneId zone) {
            Map<String, List<String>> parts = new HashMap<>();
            for (String part : window.replaceFirst("^RRULE:", "").split(";")) {
                int equals = part.indexOf('=');
                if (equals < 0 || !PARTS.contains(part.substring(0, equals))) {
                    return Optional.empty();
                }
                parts.put(
                        part.substring(0, equals),
                        List.of(part.substring(equals + 1).split(",")));
            }
            List<String> days = parts.getOrDefault("BYDAY", List.of());
            Set<DayOfWeek> read = days.stream().flatMap(d -> day(d, 2).stream()).collect(Collectors.toSet());
            boolean known = FREQUENCIES.contains(String.join(",", parts.getOrDefault("FREQ", List.of())))
                    && read.size() == days.size()
                    && parts.size() > 1
                    && numbers(parts, "BYMONTH", 1, 12)
                    && numbers(parts, "BYMONTHDAY", 1, 31)
                    && numbers(parts, "BYHOUR", 0, 23);
            return known
                    ? Optional.of(new Recurring(
                            read,
                            numbers(parts, "BYMONTH"),
                            numbers(parts, "BYMONTHDAY"),
                            numbers(parts, "BYHOUR"),
                            zone))
                    : Optional.empty();
        }

        private static boolean numbers(Map<String, List<String>> parts, String key, int min, int max) {
            return parts.getOrDefault(key, List.of()).stream()
                    .allMatch(n -> n.matches("\\d{1,2}") && Integer.parseInt(n) >= min && Integer.parseInt(n) <= max);
        }

        private static Set<Integer> numbers(Map<String, List<String>> parts, String key) {
            return parts.getOrDefault(key, List.of()).stream()
                    .map(Integer::parseInt)
                    .collect(Collectors.toSet());
        }
    }
}
