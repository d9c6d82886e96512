/**
 * What is known about a digest and whether that is enough: statements (in-toto) in signed envelopes (DSSE, Ed25519), keys,
 * freeze windows, and the gates, which are pure functions of envelopes, policy and time.
 *
 * <p>The data's way: a {@link dev.slipway.evidence.Predicate} about a digest becomes a
 * {@link dev.slipway.evidence.Statement}, signed by a {@link dev.slipway.evidence.SigningKey} into an envelope, kept by an
 * {@link dev.slipway.evidence.EvidenceStore}; {@link dev.slipway.evidence.Gates} reads envelopes and gives verdicts;
 * {@link dev.slipway.evidence.EvidenceAdmission} asks them in the transaction that claims a plan. Steps of a pipeline never
 * write here. Depends on image, intent, journal, plan, text, exec.files and base.
 */
@NullMarked
package dev.slipway.evidence;

import org.jspecify.annotations.NullMarked;
