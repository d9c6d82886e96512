/**
 * What steps print: masked over bytes across every border, kept in a file a step with head and tail, its last lines at hand.
 * Depends on exec.process (forms of secrets) and base.
 */
@NullMarked
package dev.slipway.pipeline.log;

import org.jspecify.annotations.NullMarked;
