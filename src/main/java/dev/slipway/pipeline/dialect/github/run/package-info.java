/**
 * GitHub Actions at run time: conditions, matrices, called workflows, steps with their command files and commands, composite
 * and JavaScript actions, and what stands in for the most used ones. Depends on pipeline.session, pipeline.flow, the language's
 * expr, text and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.github.run;

import org.jspecify.annotations.NullMarked;
