/**
 * GitHub Actions: workflows and actions read into records with places, every mistake at once, planned for an event, and
 * printed. Pure: other files come through {@link dev.slipway.pipeline.dialect.Sources}. {@code expr} is its expression
 * language, {@code check} what is wrong in a file, {@code plan} what an event would run. Depends on pipeline.dialect, text and
 * base.
 */
@NullMarked
package dev.slipway.pipeline.dialect.github;

import org.jspecify.annotations.NullMarked;
