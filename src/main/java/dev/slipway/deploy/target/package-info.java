/**
 * Where releases run. A target starts only what it unpacked by the proven digest, never the working tree, and refuses a
 * write whose fence is older than the last it saw. The local target is the only one so far; the second brings a contract
 * suite for both.
 */
@NullMarked
package dev.slipway.deploy.target;

import org.jspecify.annotations.NullMarked;
