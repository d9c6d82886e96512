/**
 * What an event would run: filters against the event, matrices and called workflows made into jobs, conditions foreseen as far
 * as they can be. Pure. Depends on the dialect's model, its expressions, pipeline.dialect and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.github.plan;

import org.jspecify.annotations.NullMarked;
