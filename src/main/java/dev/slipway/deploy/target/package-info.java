/**
 * Where releases run. A target starts only what it unpacked by the proven digest, never the working tree, and refuses a
 * write whose fence is older than the last it saw. One contract suite covers every target.
 */
@NullMarked
package dev.slipway.deploy.target;

import org.jspecify.annotations.NullMarked;
