/** A GitLab pipeline while it runs: which jobs go, their shell scripts, variables, artifacts, caches and reports. */
@NullMarked
package dev.slipway.pipeline.dialect.gitlab.run;

import org.jspecify.annotations.NullMarked;
