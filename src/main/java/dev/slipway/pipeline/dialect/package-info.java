/**
 * The pipeline languages, one package each: read, validated at once with places, evaluated by their own rules, compiled to the
 * common form. Pure: files that a pipeline refers to come through {@link dev.slipway.pipeline.dialect.Sources}. Nothing of a
 * language is translated into another here. Depends on pipeline's records, text and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect;

import org.jspecify.annotations.NullMarked;
