package dev.slipway.pipeline.dialect.github.check;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five fields of a POSIX cron line, with the provider's least interval of five minutes. */
final class Schedules {
    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
    private static final List<String> FIELDS = List.of("minute", "hour", "day of month", "month", "day of week");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern PART = Pattern.compile("(?:\\*|([0-9a-z]{1,3})(?:-([0-9a-z]{1,3}))?)(?:/(\\d{1,2}))?");

    /** Minutes between two runs at least. */
    private static final int LEAST_MINUTES = 5;

    private Schedules() {}

    /** What is wrong with a line; empty when it is good. */
    static Optional<String> mistake(String cron) {
        List<String> fields = List.of(cron.strip().split("\\s+"));
        if (fields.size() != RANGES.length) {
            return Optional.of(
                    "expected five fields (minute, hour, day of month, month, day of week), not " + fields.size());
        }
        BitSet[] sets = new BitSet[RANGES.length];
        for (int i = 0; i < RANGES.length; i++) {
            sets[i] = new BitSet();
            for (String part : fields.get(i).toLowerCase(Locale.ROOT).split(",", -1)) {
                if (!add(part, i, sets[i])) {
                    return Optional.of("'" + fields.get(i) + "' is no " + FIELDS.get(i) + " (" + RANGES[i][0] + " to "
                            + RANGES[i][1] + ")");
                }
            }
        }
        int gap = gap(sets[0], sets[1]);
        return gap < LEAST_MINUTES
                ? Optional.of("it would run every " + gap + " minutes; the shortest interval is " + LEAST_MINUTES)
                : Optional.empty();
    }

    private static boolean add(String part, int field, BitSet set) {
        Matcher m = PART.matcher(part);
        if (!m.matches()) {
            return false;
        }
        int low = RANGES[field][0];
        int high = RANGES[field][1];
        int step = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
        int from = m.group(1) == null ? low : number(m.group(1), field);
        int last = m.group(2) == null
                ? (m.group(1) == null || m.group(3) != null ? high : from)
                : number(m.group(2), field);
        if (step == 0 || from < low || last > high || from > last) {
            return false;
        }
        for (int i = from; i <= last; i += step) {
            set.set(i);
        }
        return true;
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

    /** The shortest time between two runs, in minutes, as far as minutes and hours tell. */
    private static int gap(BitSet minutes, BitSet hours) {
        int least = 60;
        int before = -1;
        for (int m = minutes.nextSetBit(0); m >= 0; m = minutes.nextSetBit(m + 1)) {
            least = before < 0 ? least : Math.min(least, m - before);
            before = m;
        }
        boolean neighbours = hours.get(0) && hours.get(23);
        for (int h = 0; h < 23; h++) {
            neighbours |= hours.get(h) && hours.get(h + 1);
        }
        return neighbours ? Math.min(least, 60 - before + minutes.nextSetBit(0)) : least;
    }
}
