/**
 * The scheduler: a pure state machine from state and event to state and effects, so that a seeded simulation can drive it.
 * Knows the workflow and the time it is told, and no runner, thread or clock. Depends on pipeline's records only.
 */
@NullMarked
package dev.slipway.pipeline.schedule;

import org.jspecify.annotations.NullMarked;
