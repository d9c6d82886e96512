/**
 * Workflows and actions of GitHub as the security rules see them: triggers, jobs, steps, the actions they use, the expressions
 * pasted into scripts, and whose text flows into them. Pure. Depends on {@code text}, {@code pipeline.dialect.github} and
 * {@code check}'s file.
 */
@NullMarked
package dev.slipway.check.github;

import org.jspecify.annotations.NullMarked;
