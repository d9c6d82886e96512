/** Runs nothing: steps that print, sleep and fail on demand in virtual time, for demonstrations and for the tests of every room above. Depends on the runner interface. */
@NullMarked
package dev.slipway.pipeline.runner.dummy;

import org.jspecify.annotations.NullMarked;
