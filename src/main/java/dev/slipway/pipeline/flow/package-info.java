/**
 * The graph of a run and its machine: nodes (jobs and groups of jobs) with their needs, and a state machine that is told
 * events and says effects. Conditions, matrices and terms are the dialect's: the machine asks for a {@link
 * dev.slipway.pipeline.flow.Verdict} when a node's needs are settled. No clock, thread, file or randomness. Depends on
 * pipeline's records and base only.
 */
@NullMarked
package dev.slipway.pipeline.flow;

import org.jspecify.annotations.NullMarked;
