package dev.slipway.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * How a result came to us.
 *
 * @param who {@code USER@HOST} that ran or imported it
 * @param from for an observed result the command that was run, for an imported one where it is said to come from
 * @param files names and digests of the files it was read from
 */
public record Origin(How how, String who, String from, List<String> files, Instant at) {
    /** Whether we saw it happen. */
    public enum How {
        OBSERVED,
        IMPORTED
    }

    public Origin {
        files = List.copyOf(files);
        Objects.requireNonNull(how);
        Objects.requireNonNull(who);
        Objects.requireNonNull(from);
        Objects.requireNonNull(at);
    }

    /** A result that we saw. */
    public static Origin observed(String who, String command, Instant at) {
        return new Origin(How.OBSERVED, who, command, List.of(), at);
    }

    /** A result that somebody brought. */
    public static Origin imported(String who, String from, List<String> files, Instant at) {
        return new Origin(How.IMPORTED, who, from, files, at);
    }

    /** Whether it was brought. */
    public boolean imported() {
        return how == How.IMPORTED;
    }
}
