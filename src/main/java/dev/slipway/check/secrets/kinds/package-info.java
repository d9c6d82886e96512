/**
 * The kinds of secrets, one row each, grouped by whose they are; written from what the vendors publish about their tokens.
 * Depends on {@code check.secrets}.
 */
@NullMarked
package dev.slipway.check.secrets.kinds;

import org.jspecify.annotations.NullMarked;
