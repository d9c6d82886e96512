package dev.slipway.store;

import dev.slipway.base.Caller;
import java.time.Instant;

/**
 * What goes into the audit chain: who did what to which object, and how it ended.
 *
 * @param action a word: {@code plan.claimed}, {@code effect.intended}, {@code secret.put}
 * @param object what it was done to: a scope, digest, run, secret reference; never a secret
 * @param outcome {@code ok}, or why not, in one line
 * @param origin the run or command it belongs to
 */
public record AuditEntry(Instant time, Caller caller, String action, String object, String outcome, String origin) {
    /** Characters of one field: a record is a line, not a log. */
    private static final int MAX_FIELD = 2_000;

    public AuditEntry {
        // The database keeps microseconds; what is hashed is what can be read back.
        time = time.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        object = bounded(object);
        outcome = bounded(outcome);
        origin = bounded(origin);
    }

    private static String bounded(String text) {
        // PostgreSQL's text holds no NUL; a lone surrogate would not come back from UTF-8 as it went in.
        String clean = text.replaceAll("[\\x00\\p{Cs}]", "?");
        return clean.length() <= MAX_FIELD
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, MAX_FIELD - 1)) + "…";
    }
}
