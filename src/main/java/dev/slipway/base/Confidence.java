package dev.slipway.base;

/** How sure we are; the numbers are those of the fact model ({@code docs/assess.md}). */
public enum Confidence {
    /** The runtime will read exactly this. */
    CERTAIN(1.0),
    /** Two independent kinds of evidence agree, or one explicit declaration that could be overridden. */
    HIGH(0.85),
    /** One indirect kind of evidence. */
    MEDIUM(0.6),
    /** Hearsay: a README, an example, a similar name. */
    LOW(0.3),
    /** Only the framework's custom is known. */
    NONE(0);

    private final double value;

    Confidence(double value) {
        this.value = value;
    }

    /** Between 0 and 1. */
    public double value() {
        return value;
    }

    /** Lower-case word for people and JSON. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
