package dev.slipway.pipeline.schedule;

/** What the scheduler wants done. Effects of one decision are done in their order. */
public sealed interface Effect {
    /** Start this step; the first of an attempt opens the job's place. */
    record Start(String job, int attempt, int step) implements Effect {}

    /** End this running step: ask first, then by force; its end is still reported. */
    record Cancel(String job, int attempt, int step) implements Effect {}

    /** No more steps of this attempt come: its place may be given up. */
    record Close(String job, int attempt) implements Effect {}

    /** The run is over. */
    record Finish(Outcome outcome) implements Effect {}
}
