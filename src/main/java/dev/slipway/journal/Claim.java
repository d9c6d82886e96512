package dev.slipway.journal;

import dev.slipway.plan.Verdict;
import java.util.List;

/** The answer to a claim. */
public sealed interface Claim {
    /** It is yours. */
    record Granted(Lease lease, List<Verdict> verdicts) implements Claim {
        public Granted {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** A gate is closed; the refusal is recorded under this run. */
    record Refused(RunId run, List<Verdict> verdicts) implements Claim {
        public Refused {
            verdicts = List.copyOf(verdicts);
        }
    }

    /** Another run holds a scope of the plan, or a living owner the run. Nothing is recorded. */
    record Busy(Holder holder) implements Claim {}
}
