/**
 * Where steps run: the interface with its life cycle, and one folder an implementation. All of them pass one contract suite.
 * Depends on pipeline's records, exec and base.
 */
@NullMarked
package dev.slipway.pipeline.runner;

import org.jspecify.annotations.NullMarked;
