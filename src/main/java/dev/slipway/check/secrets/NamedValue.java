package dev.slipway.check.secrets;

/**
 * A value that looks like a secret beside a name that says so. It does not hold the value.
 *
 * @param line from 1
 * @param column of the value, from 1, in code points
 * @param name as it stands in the text
 * @param shown what may be printed of the value
 * @param quoted whether the value stands in quotes
 */
public record NamedValue(int line, int column, String name, String shown, boolean quoted) {}
