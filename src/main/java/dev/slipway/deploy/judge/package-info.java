/**
 * The sequential judge: decides from two arms' counters whether a new version is worse, with a stated rate of false
 * rollbacks, and says when there is not enough evidence to decide.
 *
 * <p>The data's way: cumulative {@link dev.slipway.deploy.judge.Sample}s become {@link dev.slipway.deploy.judge.Bin}s
 * ({@link dev.slipway.deploy.judge.Counters}), each bin moves the {@link dev.slipway.deploy.judge.JudgeState}
 * ({@link dev.slipway.deploy.judge.Judge}) and gives a {@link dev.slipway.deploy.judge.JudgeVerdict}. All pure: no clock,
 * no randomness, no I/O. The state is records of numbers and lists; replaying the bins gives it again. Depends on the
 * JDK only.
 */
@NullMarked
package dev.slipway.deploy.judge;

import org.jspecify.annotations.NullMarked;
