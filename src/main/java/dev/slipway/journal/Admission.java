package dev.slipway.journal;

import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.util.List;

/**
 * Asked in the transaction that claims a plan's work: no plan runs without its gates, whoever asks. {@code evidence}
 * implements it, {@code app} wires it.
 */
public interface Admission {
    /** The verdict of each gate the plan needs; the plan runs only if all are open. */
    List<Verdict> admit(Transaction transaction, Plan plan);

    /** What an admission may read, within the claiming transaction. */
    interface Transaction {
        /** Signed envelopes about this digest, newest first: the bytes as stored. */
        List<byte[]> evidenceAbout(dev.slipway.base.Digest subject);

        /** {@code USER@HOST} who first asked for this plan; empty when nobody did before. */
        String author(Plan plan);

        /** Waivers recorded for this plan's hash or for these subjects: gate word to who and reason. */
        java.util.Map<String, String> waivers(Plan plan);
    }
}
