package dev.slipway.check.rules.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities of resources: {@code 500m}, {@code 64Mi}. */
final class Quantities {
    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(m|[kMGTPE]i?|Ki)?");

    private Quantities() {}

    /** In units (bytes, processors); not a number when it cannot be read. */
    static double read(String text) {
        Matcher matcher = QUANTITY.matcher(text.strip());
        if (!matcher.matches()) {
            return Double.NaN;
        }
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        if (unit.equals("m")) {
            return Double.parseDouble(matcher.group(1)) / 1000;
        }
        int power = unit.isEmpty() ? 0 : "KMGTPE".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        return Double.parseDouble(matcher.group(1)) * Math.pow(unit.endsWith("i") ? 1024 : 1000, power);
    }
}
