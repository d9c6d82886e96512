/** Rules about cloud resources in every language: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.cloud;

import org.jspecify.annotations.NullMarked;
