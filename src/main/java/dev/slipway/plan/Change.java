package dev.slipway.plan;

/** A value in a plan's difference. "Not there", "null", "known only after apply" and a value are four things. */
public sealed interface Change {
    /** The key is not there. */
    record Absent() implements Change {}

    /** The key is there and holds null. */
    record Null() implements Change {}

    /** Known after apply (or after the build). */
    record Unknown(String until) implements Change {}

    /** A value, printed. */
    record Value(String text) implements Change {}
}
