/**
 * Jenkins declarative pipelines: read with places and validated as Jenkins does before a run. Scripted pipelines and code
 * outside of {@code pipeline} are kept as text and never executed. Pure; depends on pipeline's dialect words, text and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.jenkins;

import org.jspecify.annotations.NullMarked;
