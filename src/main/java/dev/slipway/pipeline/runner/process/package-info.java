/** Runs steps as processes of this machine, in the working tree. Depends on the runner interface, exec.process and base. */
@NullMarked
package dev.slipway.pipeline.runner.process;

import org.jspecify.annotations.NullMarked;
