/**
 * Files for the rooms above: the read-only view of a repository, durable writes, digests of whole trees, the layout of
 * {@code SLIPWAY_HOME}, sealed secrets on disk.
 */
@NullMarked
package dev.slipway.exec.files;

import org.jspecify.annotations.NullMarked;
