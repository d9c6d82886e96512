package dev.slipway.evidence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The part of RFC 5545 recurrence that windows need: {@code FREQ} (DAILY, WEEKLY, MONTHLY, YEARLY) with {@code BYDAY}
 * (without numbers), {@code BYMONTHDAY} (negative counts from the end), {@code BYMONTH}, {@code BYHOUR}, {@code BYMINUTE},
 * each a list but for hour and minute, and how long an occurrence lasts: days are calendar days, hours are hours. Without
 * hour and minute it begins at midnight. {@code INTERVAL}, {@code COUNT} and {@code UNTIL} are refused: they need a first
 * occurrence, which a line of text has not.
 */
public record RecurrenceRule(
        String frequency,
        Set<DayOfWeek> days,
        Set<Integer> monthDays,
        Set<Integer> months,
        LocalTime start,
        Period wholeDays,
        Duration hours) {
    /** The longest occurrence: days that are looked back. */
    private static final int MAX_DAYS = 366;

    private static final List<String> WEEK = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    public RecurrenceRule {
        days = Set.copyOf(days);
        monthDays = Set.copyOf(monthDays);
        months = Set.copyOf(months);
    }

    /** Reads a rule and a duration such as {@code PT4H}, {@code P2D} or {@code P1DT12H}. */
    static RecurrenceRule parse(String rule, String duration) {
        String frequency = "";
        Set<DayOfWeek> days = new HashSet<>();
        Set<Integer> monthDays = new HashSet<>();
        Set<Integer> months = new HashSet<>();
        int hour = 0;
        int minute = 0;
        for (String part : rule.toUpperCase(Locale.ROOT).split(";")) {
            String[] pair = part.split("=", 2);
            String value = pair.length == 2 ? pair[1] : "";
            switch (pair[0]) {
                case "FREQ" -> frequency = value;
                case "BYDAY" -> List.of(value.split(",")).forEach(d -> days.add(day(d)));
                case "BYMONTHDAY" -> List.of(value.split(",")).forEach(d -> monthDays.add(number(d, -31, 31)));
                case "BYMONTH" -> List.of(value.split(",")).forEach(m -> months.add(number(m, 1, 12)));
                case "BYHOUR" -> hour = number(value, 0, 23);
                case "BYMINUTE" -> minute = number(value, 0, 59);
                default -> throw new IllegalArgumentException("'" + pair[0] + "' is not understood in a rule");
            }
        }
        check(frequency, days, monthDays, months);
        int time = duration.indexOf('T');
        String dayPart = time < 0 ? duration : duration.substring(0, time);
        Period wholeDays = dayPart.equals("P") ? Period.ZERO : Period.parse(dayPart);
        Duration hours = time < 0 ? Duration.ZERO : Duration.parse("P" + duration.substring(time));
        boolean positive = !wholeDays.isNegative() && !hours.isNegative() && !(wholeDays.isZero() && hours.isZero());
        if (!positive || wholeDays.toTotalMonths() > 0 || wholeDays.getDays() + hours.toDays() >= MAX_DAYS) {
            throw new IllegalArgumentException("an occurrence lasts between a moment and a year, in days and hours");
        }
        return new RecurrenceRule(frequency, days, monthDays, months, LocalTime.of(hour, minute), wholeDays, hours);
    }

    private static void check(String frequency, Set<DayOfWeek> days, Set<Integer> monthDays, Set<Integer> months) {
        boolean enough = switch (frequency) {
            case "DAILY" -> true;
            case "WEEKLY" -> !days.isEmpty() && monthDays.isEmpty();
            case "MONTHLY" -> !monthDays.isEmpty();
            case "YEARLY" -> !months.isEmpty() && !monthDays.isEmpty();
            default -> false;
        };
        if (!enough) {
            throw new IllegalArgumentException(
                    "FREQ is DAILY, WEEKLY with BYDAY, MONTHLY with BYMONTHDAY, or YEARLY with BYMONTH and BYMONTHDAY");
        }
    }

    /** The latest end of an occurrence that {@code now} is inside of. */
    Optional<ZonedDateTime> endIfInside(Instant now, ZoneId zone) {
        LocalDate today = now.atZone(zone).toLocalDate();
        // One day more than it lasts: hours may cross midnight.
        int back = wholeDays.getDays() + (int) hours.toDays() + 2;
        Optional<ZonedDateTime> last = Optional.empty();
        for (int i = 0; i <= back; i++) {
            LocalDate day = today.minusDays(i);
            if (occursOn(day)) {
                ZonedDateTime begin = day.atTime(start).atZone(zone).withEarlierOffsetAtOverlap();
                ZonedDateTime end = day.atTime(start)
                        .plus(wholeDays)
                        .atZone(zone)
                        .withLaterOffsetAtOverlap()
                        .plus(hours);
                boolean inside = !now.isBefore(begin.toInstant()) && now.isBefore(end.toInstant());
                if (inside && (last.isEmpty() || last.get().isBefore(end))) {
                    last = Optional.of(end);
                }
            }
        }
        return last;
    }

    private boolean occursOn(LocalDate day) {
        int fromEnd = day.getDayOfMonth() - day.lengthOfMonth() - 1;
        return (days.isEmpty() || days.contains(day.getDayOfWeek()))
                && (monthDays.isEmpty() || monthDays.contains(day.getDayOfMonth()) || monthDays.contains(fromEnd))
                && (months.isEmpty() || months.contains(day.getMonthValue()));
    }

    private static DayOfWeek day(String two) {
        int index = WEEK.indexOf(two);
        if (index < 0) {
            throw new IllegalArgumentException("no day '" + two + "'; days are " + String.join(", ", WEEK));
        }
        return DayOfWeek.of(index + 1);
    }

    private static int number(String text, int least, int most) {
        if (!text.matches("-?\\d{1,2}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("'" + text + "' is not between " + least + " and " + most);
        }
        return Integer.parseInt(text);
    }
}
