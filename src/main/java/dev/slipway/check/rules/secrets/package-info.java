/** Rules about secrets in any text file: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.secrets;

import org.jspecify.annotations.NullMarked;
