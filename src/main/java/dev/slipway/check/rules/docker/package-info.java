/** Rules about Dockerfiles: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.docker;

import org.jspecify.annotations.NullMarked;
