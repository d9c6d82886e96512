package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.intent.Intent;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Verdict;
import dev.slipway.plan.Verdict.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether enough people approved a plan. An approval is bound to the plan's hash, and so to everything in it; who gave it is
 * whoever signed it, not what it says of itself; the last answer of a person counts.
 */
final class ApprovalGate {
    /** What was agreed to a week ago was agreed to in another world. */
    static final Duration LIFE = Duration.ofDays(7);

    private ApprovalGate() {}

    static Verdict judge(GateInput input) {
        Digest plan = input.asked().plan();
        Intent.Approvals wanted = input.environment().approvals();
        List<String> inputs = new ArrayList<>();
        inputs.add("plan " + plan);
        List<String> approved = new ArrayList<>();
        boolean own = false;
        for (var answer : answers(input, inputs).entrySet()) {
            TrustedKeys.Known signer = answer.getKey();
            Predicate.Approval a = answer.getValue();
            boolean author = signer.label().equals(input.asked().author().replaceAll("\\s", "_"));
            switch (a.answer()) {
                case REJECTED -> {
                    String why = a.reason().isEmpty() ? "" : ": " + a.reason();
                    return new Verdict(
                            GateId.APPROVAL,
                            Answer.FAIL,
                            "rejected by " + signer.label() + why,
                            inputs,
                            "change what was rejected, then `slipway ship` makes a new plan");
                }
                case APPROVED -> {
                    if (author && wanted.ofOthers()) {
                        own = true;
                    } else if (!approved.contains(signer.label())) {
                        approved.add(signer.label());
                    }
                }
            }
        }
        if (approved.size() >= wanted.count()) {
            return new Verdict(GateId.APPROVAL, Answer.PASS, "approved by " + String.join(", ", approved), inputs, "");
        }
        return new Verdict(
                GateId.APPROVAL, Answer.WAIT, waits(wanted, approved, own), inputs, "slipway approve " + shown(plan));
    }

    /** The word that {@code approve} and {@code deploy} take: enough of the hash to be one of its kind. */
    static String shown(Digest plan) {
        return plan.hex().substring(0, 12);
    }

    /** The last answer of each signer, newest first. */
    private static Map<TrustedKeys.Known, Predicate.Approval> answers(GateInput input, List<String> inputs) {
        Digest plan = input.asked().plan();
        CountedEvidence counted = CountedEvidence.of(new GateInput(
                List.of(GateId.APPROVAL),
                plan,
                input.scopes(),
                input.environment(),
                Map.of(),
                input.asked().envelopes(),
                input.keys(),
                input.now()));
        Map<TrustedKeys.Known, Predicate.Approval> answers = new LinkedHashMap<>();
        for (CountedEvidence.Item item : counted.items()) {
            if (item.predicate() instanceof Predicate.Approval a && a.plan().equals(plan)) {
                if (a.at().plus(LIFE).isBefore(input.now())) {
                    inputs.add("not counted: " + item.text() + ", older than " + LIFE.toDays() + " days");
                } else {
                    inputs.add(item.text());
                    answers.putIfAbsent(item.signer(), a);
                }
            }
        }
        inputs.addAll(counted.refused());
        return answers;
    }

    private static String waits(Intent.Approvals wanted, List<String> approved, boolean own) {
        String who = wanted.role().isEmpty() ? "" : " (role " + wanted.role() + ")";
        String others = wanted.ofOthers() ? "; its author does not count" : "";
        String given = approved.isEmpty() ? "" : ": " + String.join(", ", approved);
        String asked = approved.size() + " of " + wanted.count() + (wanted.count() == 1 ? " approval" : " approvals");
        return asked + who + given + others + (own ? ", and approved it" : "");
    }
}
