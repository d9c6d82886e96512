package dev.slipway.check.rules.cloud;

/** The answer to a question about values that may not be known. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    /** A truth that is known. */
    public static Truth of(boolean known) {
        return known ? YES : NO;
    }

    /** The opposite; what is unknown stays so. */
    public Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Both. */
    public Truth and(Truth other) {
        return this == NO || other == NO ? NO : this == YES && other == YES ? YES : UNKNOWN;
    }

    /** One of them at least. */
    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }
}
