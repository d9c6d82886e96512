package dev.slipway.evidence;

import dev.slipway.intent.Intent;
import dev.slipway.journal.Admission;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The gates inside the transaction that claims a plan: evidence is read there, so none is taken away in between. */
public final class EvidenceAdmission implements Admission {
    private final Intent.Environment environment;
    private final Clock clock;
    private final TrustedKeys keys;

    public EvidenceAdmission(Intent.Environment environment, Clock clock, TrustedKeys keys) {
        this.environment = environment;
        this.clock = clock;
        this.keys = keys;
    }

    @Override
    public List<Verdict> admit(Transaction transaction, Plan plan) {
        if (!plan.environment().equals(environment.name())) {
            throw new IllegalStateException(
                    "a plan for " + plan.environment() + " under the policy of " + environment.name());
        }
        Instant now = clock.instant();
        Map<String, String> waivers = transaction.waivers(plan);
        GateInput.Asked asked = plan.gates().contains(GateId.APPROVAL)
                ? new GateInput.Asked(plan.hash(), transaction.author(plan), transaction.evidenceAbout(plan.hash()))
                : new GateInput.Asked(plan.hash(), "", List.of());
        if (plan.subjects().isEmpty()) {
            return withoutSubject(plan, waivers, now, asked);
        }
        return Gates.evaluateAll(plan.subjects().stream()
                .map(subject -> new GateInput(
                        plan.gates(),
                        subject,
                        plan.scopes(),
                        environment,
                        waivers,
                        transaction.evidenceAbout(subject),
                        keys,
                        now,
                        asked))
                .toList());
    }

    /** A plan that brings nothing to traffic (a stop) is asked about time and people alone. */
    private List<Verdict> withoutSubject(Plan plan, Map<String, String> waivers, Instant now, GateInput.Asked asked) {
        GateInput input = new GateInput(
                plan.gates(), plan.hash(), plan.scopes(), environment, waivers, List.of(), keys, now, asked);
        return Gates.evaluate(input).stream()
                .map(v -> v.gate() == GateId.WINDOW || v.gate() == GateId.APPROVAL
                        ? v
                        : new Verdict(
                                v.gate(), Verdict.Answer.PASS, "this plan brings no image to traffic", List.of(), ""))
                .toList();
    }
}
