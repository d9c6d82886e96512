/**
 * One deployment as a pure state machine: {@link dev.slipway.deploy.rollout.RolloutMachine#decide} takes the saved state,
 * an observation of the world, the time and perhaps a command, and gives the next state and the effects to do. Strategies
 * (canary, blue-green, rolling, recreate) are data for this one machine.
 *
 * <p>Level-triggered: each state has a goal; as long as the observation does not show it, the effect that leads there is
 * emitted again after a pause, under a new id. So a lost, repeated or interrupted effect needs no case of its own, and a
 * machine that was dead for hours goes on from what it sees. No clock, no I/O. Depends on {@code base}, {@code base.wire},
 * {@code plan} and {@code deploy.judge}.
 */
@NullMarked
package dev.slipway.deploy.rollout;

import org.jspecify.annotations.NullMarked;
