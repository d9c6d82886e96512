/** Rules about Terraform itself: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.terraform;

import org.jspecify.annotations.NullMarked;
