package dev.slipway.evidence;

import dev.slipway.base.Problem;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A window without deploys. Three ways to write one, each with a time zone at the end (UTC when there is none):
 *
 * <ul>
 *   <li>{@code 2026-12-20/2027-01-02 Europe/Berlin}: whole days, the last one included; with times
 *       ({@code 2026-12-20T18:00/2026-12-21T06:00}) the end is the first moment outside;
 *   <li>{@code FRI 18:00 - MON 06:00 Europe/Berlin}: each week;
 *   <li>{@code RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8 PT4H Europe/Berlin}: see {@link RecurrenceRule}.
 * </ul>
 *
 * <p>Times are those of a wall clock in the zone. A start that the clock skips is the moment after the gap; a start that
 * comes twice is the first, an end that comes twice the second, so that a window never ends early.
 */
public record FreezeWindow(String text, ZoneId zone, When when) {
    private static final Pattern RANGE = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)(?:T(\\d\\d:\\d\\d))?\\s*/\\s*(\\d{4}-\\d\\d-\\d\\d)(?:T(\\d\\d:\\d\\d))?(?:\\s+(\\S+))?");
    private static final Pattern WEEKLY = Pattern.compile(
            "(?i)(MON|TUE|WED|THU|FRI|SAT|SUN)\\s+(\\d\\d:\\d\\d)\\s*-\\s*(MON|TUE|WED|THU|FRI|SAT|SUN)\\s+(\\d\\d:\\d\\d)(?:\\s+(\\S+))?");
    private static final Pattern RULE = Pattern.compile("RRULE:(\\S+)\\s+(P\\S+)(?:\\s+(\\S+))?");

    /** When it is. */
    public sealed interface When {
        /** Once; the end is the first moment outside. */
        record Once(LocalDateTime start, LocalDateTime end) implements When {}

        /** Each week. */
        record Weekly(DayOfWeek startDay, LocalTime start, DayOfWeek endDay, LocalTime end) implements When {}

        /** By a rule. */
        record Recurring(RecurrenceRule rule) implements When {}
    }

    /**
     * Reads one.
     *
     * @throws dev.slipway.base.SlipwayException (input) when it cannot be read or the zone is not known
     */
    public static FreezeWindow parse(String text) {
        String t = text.strip();
        try {
            Matcher range = RANGE.matcher(t);
            if (range.matches()) {
                LocalDateTime start = moment(range.group(1), range.group(2), 0);
                LocalDateTime end = moment(range.group(3), range.group(4), 1);
                if (!start.isBefore(end)) {
                    throw bad(text, "it ends before it begins");
                }
                return new FreezeWindow(t, zone(range.group(5)), new When.Once(start, end));
            }
            Matcher weekly = WEEKLY.matcher(t);
            if (weekly.matches()) {
                When.Weekly when = new When.Weekly(
                        day(weekly.group(1)),
                        LocalTime.parse(weekly.group(2)),
                        day(weekly.group(3)),
                        LocalTime.parse(weekly.group(4)));
                if (when.startDay() == when.endDay() && when.start().equals(when.end())) {
                    throw bad(text, "it begins when it ends");
                }
                return new FreezeWindow(t, zone(weekly.group(5)), when);
            }
            Matcher rule = RULE.matcher(t);
            if (rule.matches()) {
                When when = new When.Recurring(RecurrenceRule.parse(rule.group(1), rule.group(2)));
                return new FreezeWindow(t, zone(rule.group(3)), when);
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw bad(text, String.valueOf(e.getMessage()));
        }
        throw bad(text, "it has none of the three forms");
    }

    /** When this window ends, if {@code now} is inside of it. */
    public Optional<ZonedDateTime> endIfInside(Instant now) {
        ZonedDateTime here = now.atZone(zone);
        return switch (when) {
            case When.Once once -> inside(start(once.start()), end(once.end()), now);
            case When.Weekly weekly -> inside(weekly, here.toLocalDate(), now);
            case When.Recurring recurring -> recurring.rule().endIfInside(now, zone);
        };
    }

    private Optional<ZonedDateTime> inside(When.Weekly weekly, LocalDate today, Instant now) {
        // The latest start on or before today may lie in the future of today; the one a week before covers the rest.
        LocalDate latest = today.with(TemporalAdjusters.previousOrSame(weekly.startDay()));
        for (LocalDate begin : java.util.List.of(latest, latest.minusWeeks(1))) {
            boolean sameDayLater =
                    weekly.endDay() == weekly.startDay() && weekly.end().isAfter(weekly.start());
            LocalDate finish = sameDayLater ? begin : begin.with(TemporalAdjusters.next(weekly.endDay()));
            Optional<ZonedDateTime> end =
                    inside(start(begin.atTime(weekly.start())), end(finish.atTime(weekly.end())), now);
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    private static Optional<ZonedDateTime> inside(ZonedDateTime start, ZonedDateTime end, Instant now) {
        boolean inside = !now.isBefore(start.toInstant()) && now.isBefore(end.toInstant());
        return inside ? Optional.of(end) : Optional.empty();
    }

    private ZonedDateTime start(LocalDateTime local) {
        return local.atZone(zone).withEarlierOffsetAtOverlap();
    }

    private ZonedDateTime end(LocalDateTime local) {
        return local.atZone(zone).withLaterOffsetAtOverlap();
    }

    private static LocalDateTime moment(String date, @org.jspecify.annotations.Nullable String time, int daysIfWhole) {
        LocalDate day = LocalDate.parse(date);
        return time == null ? day.plusDays(daysIfWhole).atStartOfDay() : day.atTime(LocalTime.parse(time));
    }

    private static DayOfWeek day(String three) {
        for (DayOfWeek d : DayOfWeek.values()) {
            if (d.name().startsWith(three.toUpperCase(Locale.ROOT))) {
                return d;
            }
        }
        throw new IllegalArgumentException("no day " + three);
    }

    private static ZoneId zone(@org.jspecify.annotations.Nullable String name) {
        return name == null ? ZoneId.of("UTC") : ZoneId.of(name);
    }

    private static RuntimeException bad(String text, String cause) {
        String shown = text.length() > 120 ? text.substring(0, 120) + "…" : text;
        return Problem.input(
                        "cannot read the freeze window '" + shown.replaceAll("\\p{Cntrl}", "?") + "'",
                        cause,
                        "write it like '2026-12-20/2027-01-02 Europe/Berlin', 'FRI 18:00 - MON 06:00 Europe/Berlin' or"
                                + " 'RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8 PT4H Europe/Berlin'")
                .asException();
    }
}
