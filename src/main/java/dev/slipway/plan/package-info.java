/**
 * The record between wanting and doing: {@link dev.slipway.plan.Plan}, its actions, risk, gates and fence. Pure records;
 * a planner makes every choice and writes it here, an executor makes none.
 */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;
