/**
 * What a run leaves on this machine: its folder, its file that only grows, artifacts and caches by content. Depends on exec.files,
 * pipeline.flow, pipeline.session and base.
 */
@NullMarked
package dev.slipway.pipeline.runs;

import org.jspecify.annotations.NullMarked;
