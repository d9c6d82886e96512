package dev.slipway.journal;

/** What a person or another process asks of a running plan. */
public sealed interface Ask {
    /** Take back what was done. */
    record Abort(String reason) implements Ask {}

    /** A command for the machine that is being driven, in its own words. */
    record Steer(String command) implements Ask {}

    /** As stored. */
    default String text() {
        return switch (this) {
            case Abort(String reason) -> "abort:" + reason;
            case Steer(String command) -> "steer:" + command;
        };
    }

    /** As read back. */
    static Ask of(String text) {
        String rest = text.substring(text.indexOf(':') + 1);
        return text.startsWith("abort:") ? new Abort(rest) : new Steer(rest);
    }
}
