/** Rules about Kubernetes objects: one file each, with its examples. */
@NullMarked
package dev.slipway.check.rules.kubernetes;

import org.jspecify.annotations.NullMarked;
