/**
 * Builds and tests components: compiles their recipes into one workflow, runs it, and reads the test reports. Depends on
 * assess (recipes), the engine, junit, exec and base.
 */
@NullMarked
package dev.slipway.pipeline.build;

import org.jspecify.annotations.NullMarked;
