package dev.slipway.base;

/** Gives identifiers, so that pure rooms and simulations need no randomness of their own. */
@FunctionalInterface
public interface IdSource {
    /** A new identifier that sorts by time of creation and begins with {@code prefix} and {@code -}. */
    String next(String prefix);
}
