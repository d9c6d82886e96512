package dev.slipway.pipeline.session;

import java.util.Optional;

/** What is settled so far. Valid during the call it was handed to, and from jobs' threads. */
public interface View {
    /** How a node ended; empty while it has not. */
    Optional<JobReport> of(String node);

    /** Whether the run was told to stop: a job runs only if its condition holds even then. */
    boolean cancelled();
}
