/**
 * The words every room shares: problems, findings, places, callers, scopes, identifiers, digests, secrets, bounds.
 *
 * <p>No I/O, no clock, no randomness. Depends on nothing but the JDK and the null annotations; {@code base.wire} alone
 * knows Jackson.
 */
@NullMarked
package dev.slipway.base;

import org.jspecify.annotations.NullMarked;
