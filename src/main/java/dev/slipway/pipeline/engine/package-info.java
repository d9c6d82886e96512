/**
 * Drives the scheduler with a runner and keeps what happened. The only place of the pipeline that waits. Depends on
 * pipeline's records, schedule, runner and base.
 */
@NullMarked
package dev.slipway.pipeline.engine;

import org.jspecify.annotations.NullMarked;
