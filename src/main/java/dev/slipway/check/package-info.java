/**
 * Checks the files of a repository: one engine for every format, one file a rule. A file is parsed once, handed to the rules
 * of its format, and what they say becomes findings, sorted and the same at every run. A rule answers finding, nothing, or
 * undecided; it never guesses. Depends on assess (the model), text, exec.files and base; runs nothing, opens nothing.
 *
 * <p>To add a rule: one file below {@code rules/}, one line in {@link dev.slipway.check.Rules}. Its examples are its test.
 */
@NullMarked
package dev.slipway.check;

import org.jspecify.annotations.NullMarked;
