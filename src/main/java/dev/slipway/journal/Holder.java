package dev.slipway.journal;

import dev.slipway.base.Caller;
import java.time.Instant;

/**
 * Who holds a scope.
 *
 * @param claimable whether its owner is dead or its lease lapsed: the next command takes it up
 */
public record Holder(
        RunId run, String purpose, Caller caller, Owner owner, Instant since, Instant leaseUntil, boolean claimable) {}
