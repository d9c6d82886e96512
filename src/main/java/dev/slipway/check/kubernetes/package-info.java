/**
 * Kubernetes objects as rules see them: the object, its pod template, its containers, and the set that it belongs to. Pure;
 * depends on check's records and text.
 */
@NullMarked
package dev.slipway.check.kubernetes;

import org.jspecify.annotations.NullMarked;
