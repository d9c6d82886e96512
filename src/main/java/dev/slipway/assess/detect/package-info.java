/**
 * One detector a stack, and the tables they share. Each turns {@link dev.slipway.assess.Sources} into components: facts with
 * evidence and a complete recipe. Tables (needs, frameworks, ports) are data with one line an entry, so that a correction is
 * a one-line change. Runs no repository code. Depends on assess, intent, text and base.
 */
@NullMarked
package dev.slipway.assess.detect;

import org.jspecify.annotations.NullMarked;
