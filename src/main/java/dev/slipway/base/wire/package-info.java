/**
 * The records that cross a process border as JSON: route table, counters, process specifications and states, and
 * {@link dev.slipway.base.wire.Json}, the one way a record becomes text. Only this room and {@code text} know Jackson.
 */
@NullMarked
package dev.slipway.base.wire;

import org.jspecify.annotations.NullMarked;
