package dev.slipway.intent;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five fields of crontab(5): minute, hour, day of month, month, day of week. */
final class Cron {
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern PART = Pattern.compile("(?:\\*|([0-9a-z]{1,3})(?:-([0-9a-z]{1,3}))?)(?:/(\\d{1,2}))?");

    private Cron() {}

    static boolean isValid(List<String> fields) {
        for (int i = 0; i < RANGES.length; i++) {
            for (String part : fields.get(i).toLowerCase(Locale.ROOT).split(",", -1)) {
                if (!isValid(part, i)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isValid(String part, int field) {
        Matcher m = PART.matcher(part);
        if (!m.matches()) {
            return false;
        }
        boolean step = m.group(3) == null || Integer.parseInt(m.group(3)) > 0;
        int from = m.group(1) == null ? RANGES[field][0] : number(m.group(1), field);
        int to = m.group(2) == null ? from : number(m.group(2), field);
        return step && from >= RANGES[field][0] && to <= RANGES[field][1] && from <= to;
    }

    private static int number(String word, int field) {
        if (word.matches("\\d{1,3}")) {
            return Integer.parseInt(word);
        }
        int month = field == 3 ? MONTHS.indexOf(word) + 1 : 0;
        int day = field == 4 ? DAYS.indexOf(word) : -1;
        // -1 is in no range.
        return month > 0 ? month : day;
    }
}
