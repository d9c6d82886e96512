package dev.slipway.journal;

import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The answers to all gates of a plan: one that was not asked is closed. */
record Gates(List<Verdict> verdicts) {
    static Gates ask(Admission admission, Admission.Transaction transaction, Plan plan) {
        List<Verdict> verdicts = new ArrayList<>(admission.admit(transaction, plan));
        for (GateId gate : plan.gates()) {
            if (verdicts.stream().noneMatch(v -> v.gate() == gate)) {
                verdicts.add(new Verdict(gate, Verdict.Answer.FAIL, "nobody answered for this gate", List.of(), ""));
            }
        }
        return new Gates(List.copyOf(verdicts));
    }

    boolean open() {
        return verdicts.stream().allMatch(Verdict::open);
    }

    /** The closed gates in one line. */
    String why() {
        return String.join(
                "; ",
                verdicts.stream()
                        .filter(v -> !v.open())
                        .map(v -> v.gate().word() + ": " + v.decided())
                        .toList());
    }
}
