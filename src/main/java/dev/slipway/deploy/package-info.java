/**
 * Brings a proven digest to traffic and takes it back: the pure rollout machine ({@code rollout}), the judge ({@code judge}),
 * their simulation ({@code sim}), routers ({@code router}) and targets ({@code target}). The machine decides, a target acts;
 * {@link dev.slipway.deploy.RolloutMachine} joins the two under the journal. Depends on evidence and everything below.
 */
@NullMarked
package dev.slipway.deploy;

import org.jspecify.annotations.NullMarked;
