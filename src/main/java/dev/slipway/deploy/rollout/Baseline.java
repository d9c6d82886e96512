package dev.slipway.deploy.rollout;

/** What a new release is compared with and returns to. */
public sealed interface Baseline {
    /** Nothing runs yet. */
    record None() implements Baseline {}

    /** The release in service. */
    record Release(String id) implements Baseline {}
}
