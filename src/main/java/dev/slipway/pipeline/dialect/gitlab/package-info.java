/**
 * GitLab CI: files with their includes and inputs become one configuration with places, {@code extends} and {@code !reference}
 * resolved; rules and variables are evaluated by GitLab's own laws; jobs of a given pipeline come out as a graph. Pure: files
 * come through {@code Sources}. Depends on pipeline's dialect words, text and base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.gitlab;

import org.jspecify.annotations.NullMarked;
