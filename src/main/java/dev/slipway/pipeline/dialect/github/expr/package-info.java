/**
 * The expression language of GitHub Actions ({@code ${{ }}}): text to tokens to a tree with positions, and its value in given
 * contexts. Pure and bounded: what an expression may ask of the world comes through {@link
 * dev.slipway.pipeline.dialect.github.expr.Scope}. Semantics: the provider's page "Evaluate expressions in workflows and
 * actions". Depends on text and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.github.expr;

import org.jspecify.annotations.NullMarked;
