package dev.slipway.pipeline.dialect.github.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers of the language: how text becomes one, and how one becomes text. */
final class Numbers {
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");

    /** Characters of a number that is read; longer ones are no numbers. */
    private static final int MAX_LENGTH = 400;

    /** Significant digits that survive in text. */
    private static final int DIGITS = 15;

    private Numbers() {}

    /** The number that a text stands for; nothing is 0, anything else is no number. */
    static double parse(String text) {
        String t = trim(text);
        if (t.isEmpty()) {
            return 0;
        }
        if (t.length() > MAX_LENGTH) {
            return Double.NaN;
        }
        return switch (t) {
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> digits(t);
        };
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && Lexer.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Lexer.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static double digits(String t) {
        if (HEX.matcher(t).matches()) {
            return new BigInteger(t.substring(2), 16).doubleValue();
        }
        if (OCTAL.matcher(t).matches()) {
            return new BigInteger(t.substring(2), 8).doubleValue();
        }
        return DECIMAL.matcher(t).matches() ? Double.parseDouble(t) : Double.NaN;
    }

    /** At most 15 significant digits; an exponent below -5 or from 15 on is written as such. */
    static String text(double d) {
        if (Double.isNaN(d)) {
            return "NaN";
        }
        if (Double.isInfinite(d)) {
            return d > 0 ? "Infinity" : "-Infinity";
        }
        if (d == 0) {
            return "0";
        }
        if (d == Math.rint(d) && Math.abs(d) < 1e15) {
            return Long.toString((long) d);
        }
        BigDecimal rounded = new BigDecimal(d).round(new MathContext(DIGITS)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= DIGITS || exponent < -5) {
            String digits = rounded.unscaledValue().abs().toString();
            String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
            int power = Math.abs(exponent);
            return (d < 0 ? "-" : "") + mantissa + (exponent < 0 ? "E-" : "E+") + (power < 10 ? "0" : "") + power;
        }
        return rounded.toPlainString();
    }
}
