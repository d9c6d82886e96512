package dev.slipway.base;

import java.util.Objects;

/**
 * A failure the user can act on, in four lines: what happened, where, why, and what to do. Never a stack trace, never a
 * secret.
 *
 * @param exit what the command's exit status becomes
 * @param what one sentence that says all
 * @param where a place, an address, a command; empty when there is none
 * @param cause why it happened; empty when {@code what} says it
 * @param fix the next thing to do, best a command that can be pasted
 */
public record Problem(Exit exit, String what, String where, String cause, String fix) {
    public Problem {
        Objects.requireNonNull(exit);
        if (what.isBlank()) {
            throw new IllegalArgumentException("a problem says what happened");
        }
    }

    /** Bad input at a place. */
    public static Problem input(String what, Place where, String cause, String fix) {
        return new Problem(Exit.INPUT, what, where.toString(), cause, fix);
    }

    /** Bad input or usage without a file. */
    public static Problem input(String what, String cause, String fix) {
        return new Problem(Exit.INPUT, what, "", cause, fix);
    }

    /** A tool, the network, the disk, the database or someone else's lease failed us. */
    public static Problem surroundings(String what, String where, String cause, String fix) {
        return new Problem(Exit.SURROUNDINGS, what, where, cause, fix);
    }

    /** The answer is no. */
    public static Problem no(String what, String cause, String fix) {
        return new Problem(Exit.NO, what, "", cause, fix);
    }

    /** This problem as the one exception of the house. */
    public SlipwayException asException() {
        return new SlipwayException(this);
    }
}
