/**
 * Durable execution: intent row, effect, outcome row; observe before redo; leases with fences; the audit chain in the same
 * transaction. Knows {@link dev.slipway.plan.Plan}, not what its actions mean. Two implementations of one contract: tables in
 * PostgreSQL, and one fsynced file a run for commands that need no history. Depends on plan, store and base.
 */
@NullMarked
package dev.slipway.journal;

import org.jspecify.annotations.NullMarked;
