/**
 * State: PostgreSQL, embedded or external, and content-addressed blobs. The only room that talks SQL: other rooms get typed
 * rows inside {@link dev.slipway.store.Database#inTransaction}. Plain JDBC with a mapper of our own: measured on a cold JVM,
 * the mapper library cost 0.18 s and the pool library 0.11 s of a budget of 0.35 s for opening the store. Depends on exec
 * and base.
 */
@NullMarked
package dev.slipway.store;

import org.jspecify.annotations.NullMarked;
