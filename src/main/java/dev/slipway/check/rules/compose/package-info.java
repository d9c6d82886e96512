/** Rules about Compose files: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.compose;

import org.jspecify.annotations.NullMarked;
