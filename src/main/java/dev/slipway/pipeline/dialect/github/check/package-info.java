/**
 * What is wrong in a workflow or an action: its shape, its expressions with their types, and rules. The data's way: tree with
 * places, walked along a shape, gives mistakes of form and the list of templates; rules look at the tree again. Depends on
 * expr, pipeline.dialect, text and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.github.check;

import org.jspecify.annotations.NullMarked;
