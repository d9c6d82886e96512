/** Rules about GitHub Actions: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.github;

import org.jspecify.annotations.NullMarked;
