package dev.slipway.plan;

/** Risk class of a plan: what could go wrong, worst case. */
public enum Risk {
    /** Nothing outside the working tree or the run folder changes. */
    R0,
    /** A running service changes, with a rehearsed way back and no production traffic. */
    R1,
    /** Production traffic moves. */
    R2,
    /** Data or infrastructure may be lost. */
    R3
}
