package dev.slipway.check.secrets;

/** Looks into the structure of a token: a checksum, an encoded header, a length. Bounded, never throws. */
@FunctionalInterface
public interface Proof {
    /** What the structure says. */
    enum Answer {
        /** It can be nothing else. */
        PROVEN,
        /** It says neither. */
        POSSIBLE,
        /** It was never a secret. */
        REFUTED
    }

    /** The answer for this token, the whole place of its shape. */
    Answer of(String token);

    /** The kind has no structure. */
    Proof NONE = token -> Answer.POSSIBLE;
}
