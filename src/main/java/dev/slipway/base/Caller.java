package dev.slipway.base;

/**
 * Who asks.
 *
 * @param principal for a person on this machine {@code USER@HOST}
 * @param door the face it came through: {@code cli}, {@code api}, {@code mcp}
 * @param onBehalfOf the person an agent or service acts for; the principal itself otherwise
 */
public record Caller(String principal, Kind kind, String door, String onBehalfOf) {
    /** What kind of principal. */
    public enum Kind {
        HUMAN,
        AGENT,
        SERVICE
    }

    public Caller {
        if (principal.isBlank()) {
            throw new IllegalArgumentException("a caller has a name");
        }
    }

    /** The operating-system user at the command line. */
    public static Caller human(String userAtHost) {
        return new Caller(userAtHost, Kind.HUMAN, "cli", userAtHost);
    }
}
