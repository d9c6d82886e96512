/**
 * The use case {@code run}: which pipeline files, with which facts of repository and machine, on which workbench. Depends on
 * pipeline, exec, text and base.
 */
@NullMarked
package dev.slipway.app.run;

import org.jspecify.annotations.NullMarked;
