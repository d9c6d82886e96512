package dev.slipway.check.terraform;

/** The work that evaluating one set of modules may take; what goes beyond stays unknown. For one thread. */
final class Budget {
    /** Expressions evaluated and items made: a large real set takes some ten thousand. */
    private static final int MAX_STEPS = 2_000_000;

    /** Levels of expressions within each other, calls of locals, variables and modules included. */
    private static final int MAX_DEPTH = 250;

    private int steps;
    private int depth;

    /** Counts work; whether there is any left. */
    boolean spend(int work) {
        steps += Math.clamp(work, 0, MAX_STEPS);
        return steps <= MAX_STEPS;
    }

    boolean enter() {
        depth++;
        return depth <= MAX_DEPTH && spend(1);
    }

    void leave() {
        depth--;
    }
}
