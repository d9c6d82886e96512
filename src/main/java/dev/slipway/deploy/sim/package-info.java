/**
 * The rollout machine in a simulated world: virtual time, seeded faults, invariants checked at every step.
 *
 * <p>{@link dev.slipway.deploy.sim.Scenario} draws a deployment and what goes wrong from a seed,
 * {@link dev.slipway.deploy.sim.World} plays instances, keeper, proxy, visitors and prober,
 * {@link dev.slipway.deploy.sim.Oracle} knows the truth and checks the promises, and
 * {@link dev.slipway.deploy.sim.Simulation} drives the machine through both and kills its control plane at will. The same
 * seed gives the same run. Reads no clock and no randomness but the one it is handed. Depends on {@code deploy.rollout} and
 * {@code deploy.judge}.
 */
@NullMarked
package dev.slipway.deploy.sim;

import org.jspecify.annotations.NullMarked;
