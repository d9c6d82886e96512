/**
 * Test reports in JUnit's XML form, as every stack's test tools write them: hostile until read. Depends on text, exec.files
 * and base.
 */
@NullMarked
package dev.slipway.pipeline.junit;

import org.jspecify.annotations.NullMarked;
