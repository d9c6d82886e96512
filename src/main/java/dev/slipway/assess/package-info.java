/**
 * What a repository is: detectors turn a file view into {@link dev.slipway.assess.ProjectModel}, facts with confidence and
 * evidence; contradictions are findings; the declared intent and the model resolve to an Intent. Detectors are pure and run
 * no repository code. Depends on intent, text, exec.files and base.
 */
@NullMarked
package dev.slipway.assess;

import org.jspecify.annotations.NullMarked;
