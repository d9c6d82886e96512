/**
 * The pipeline: a workflow (what shall run, dialect-free), the pure scheduler that decides, the runners that do, and the
 * engine that ties them. A build of components is compiled into the same workflow as any CI file. A step's output is never
 * evidence: the engine's own observations are. Depends on assess (recipes), text, exec and base.
 */
@NullMarked
package dev.slipway.pipeline;

import org.jspecify.annotations.NullMarked;
