/**
 * The port between the engine and a dialect at run time. The engine owns time, processes, files, masking and logs; the
 * dialect says what a node does, which steps a job takes one after the other, what a line of output means, and what comes of
 * a step. All is values, so a session needs no file, clock or process of its own. Depends on pipeline.flow and base.
 */
@NullMarked
package dev.slipway.pipeline.session;

import org.jspecify.annotations.NullMarked;
