/**
 * What git knows about a folder, without ever running anything a repository asks for: commit, branch, origin, uncommitted
 * changes, and the version made of them. Depends on exec.process, exec.files and base.
 */
@NullMarked
package dev.slipway.exec.git;

import org.jspecify.annotations.NullMarked;
