package dev.slipway.intent;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text has the form of a window without deploys. The window gate of {@code evidence} reads it in full, its zone
 * rules and recurrence included; here its form is checked with all else that is declared.
 */
final class FreezeForm {
    /** The forms, for messages. */
    static final String FORMS = "allowed: 2026-12-20/2027-01-02, 2026-12-20T18:00/2026-12-21T06:00,"
            + " FRI 18:00 - MON 06:00, RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8 PT4H, each with an optional time zone";

    private static final String DAY = "(?:MON|TUE|WED|THU|FRI|SAT|SUN)";
    private static final String MOMENT = "(\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d)?)";
    private static final String ZONE = "(?:\\s{1,5}(\\S{1,60}))?";
    private static final Pattern RANGE = Pattern.compile(MOMENT + "\\s{0,5}/\\s{0,5}" + MOMENT + ZONE);
    private static final Pattern WEEKLY = Pattern.compile(
            "(?i)" + DAY + "\\s{1,5}(\\d\\d:\\d\\d)\\s{0,5}-\\s{0,5}" + DAY + "\\s{1,5}(\\d\\d:\\d\\d)" + ZONE);
    private static final Pattern RULE =
            Pattern.compile("RRULE:(FREQ=[A-Z]{5,8}(?:;[A-Z]{2,12}=[^;\\s]{1,100}){0,12})\\s{1,5}(P\\S{1,40})" + ZONE);

    private FreezeForm() {}

    static boolean fits(String text) {
        String window = text.strip();
        Matcher range = RANGE.matcher(window);
        Matcher weekly = WEEKLY.matcher(window);
        Matcher rule = RULE.matcher(window);
        try {
            if (range.matches()) {
                return moment(range.group(1), 0).isBefore(moment(range.group(2), 1)) && isZone(range.group(3));
            }
            if (weekly.matches()) {
                LocalTime.parse(weekly.group(1));
                LocalTime.parse(weekly.group(2));
                return isZone(weekly.group(3));
            }
        } catch (DateTimeParseException e) {
            return false;
        }
        return rule.matches() && isZone(rule.group(3));
    }

    /** A date as an end means the whole day. */
    private static LocalDateTime moment(String text, int daysIfWhole) {
        return text.contains("T")
                ? LocalDateTime.parse(text)
                : LocalDate.parse(text).plusDays(daysIfWhole).atStartOfDay();
    }

    private static boolean isZone(@org.jspecify.annotations.Nullable String name) {
        return name == null || WishReader.isZone(name);
    }
}
