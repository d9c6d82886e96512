package dev.slipway.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.evidence.Predicate.Approval.Answer;
import dev.slipway.intent.Intent;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ApprovalGateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Digest PLAN = Digest.of("plan");
    private static final Digest OTHER = Digest.of("another plan");
    private static final SigningKey ANNA = SigningKey.inMemory("anna@boat");
    private static final SigningKey BEN = SigningKey.inMemory("ben@boat");
    private static final SigningKey CARL = SigningKey.inMemory("carl@boat");

    private static byte[] answer(SigningKey key, Digest plan, Answer answer, Instant at) {
        return Dsse.sign(
                Statement.about(plan, new Predicate.Approval(plan, answer, "somebody@else", "because", at)), key);
    }

    private static byte[] yes(SigningKey key) {
        return answer(key, PLAN, Answer.APPROVED, NOW);
    }

    /** Anna is at this machine and wants the plan; Ben is trusted, Carl is not. */
    private static Verdict judge(Intent.Approvals wanted, byte[]... envelopes) {
        var local = ANNA.known();
        TrustedKeys keys = new TrustedKeys(Stream.of(ANNA, BEN, CARL)
                .map(k -> new TrustedKeys.Known(
                        k.known().key(), k.known().label(), k.known().equals(local), Instant.MAX))
                .toList());
        var environment = new Intent.Environment(
                new EnvName("prod"),
                "local",
                true,
                List.of(),
                List.of("ben@boat"),
                List.of(),
                List.of(GateId.APPROVAL),
                wanted);
        return Gates.evaluate(new GateInput(
                        List.of(GateId.APPROVAL),
                        Digest.of("image"),
                        List.of(),
                        environment,
                        Map.of(),
                        List.of(),
                        keys,
                        NOW,
                        new GateInput.Asked(PLAN, "anna@boat", List.of(envelopes))))
                .getFirst();
    }

    @Test
    void waitsUntilSomebodyApprovesAndSaysHow() {
        Verdict v = judge(Intent.Approvals.ANYBODY);
        assertThat(v.answer()).isEqualTo(Verdict.Answer.WAIT);
        assertThat(v.closes()).isEqualTo("slipway approve " + PLAN.hex().substring(0, 12));
        assertThat(v.decided()).isEqualTo("0 of 1 approval");
    }

    @Test
    void theAuthorMayApproveWhereNobodyElseIsAskedFor() {
        Verdict v = judge(Intent.Approvals.ANYBODY, yes(ANNA));
        assertThat(v.open()).isTrue();
        assertThat(v.decided()).isEqualTo("approved by anna@boat");
    }

    @Test
    void theAuthorDoesNotCountWhereARoleOrSeveralAreAskedFor() {
        Verdict own = judge(new Intent.Approvals("sre", 1), yes(ANNA));
        assertThat(own.answer()).isEqualTo(Verdict.Answer.WAIT);
        assertThat(own.decided()).contains("role sre", "its author does not count");
        assertThat(judge(new Intent.Approvals("sre", 1), yes(BEN)).open()).isTrue();
        assertThat(judge(new Intent.Approvals("sre", 2), yes(BEN), yes(BEN), yes(ANNA))
                        .open())
                .isFalse();
    }

    @Test
    void aSignerWhomTheEnvironmentDoesNotTrustDoesNotCount() {
        Verdict v = judge(Intent.Approvals.ANYBODY, yes(CARL));
        assertThat(v.open()).isFalse();
        assertThat(v.inputs()).anyMatch(i -> i.contains("does not trust the key of carl@boat"));
    }

    @Test
    void anApprovalOfAnotherPlanOrOfLastMonthDoesNotCount() {
        assertThat(judge(Intent.Approvals.ANYBODY, answer(ANNA, OTHER, Answer.APPROVED, NOW))
                        .open())
                .isFalse();
        Instant old = NOW.minus(Duration.ofDays(8));
        assertThat(judge(Intent.Approvals.ANYBODY, answer(ANNA, PLAN, Answer.APPROVED, old))
                        .open())
                .isFalse();
    }

    @Test
    void aRejectionFailsUntilThatPersonThinksAgain() {
        byte[] no = answer(BEN, PLAN, Answer.REJECTED, NOW);
        Verdict v = judge(Intent.Approvals.ANYBODY, no, yes(ANNA));
        assertThat(v.answer()).isEqualTo(Verdict.Answer.FAIL);
        assertThat(v.decided()).isEqualTo("rejected by ben@boat: because");
        assertThat(judge(Intent.Approvals.ANYBODY, yes(BEN), no).open()).isTrue();
    }
}
