/** Rules about what a repository has or lacks: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.repository;

import org.jspecify.annotations.NullMarked;
