package dev.slipway.deploy;

import dev.slipway.deploy.target.ReleaseSpec;
import java.util.List;
import java.util.Optional;

/** The record of what was brought to a scope and how it ended. {@code app} wires it to the store. */
public interface Deployments {
    /** How a deployment ended. */
    enum Outcome {
        PROMOTED,
        ROLLED_BACK,
        NEEDS_PERSON,
        /** Promoted, then taken back: by a person, or because a later service of the same plan failed. */
        REVERTED,
        /** The service was taken away. */
        REMOVED
    }

    /**
     * One deployment.
     *
     * @param id of the deployment; recording the same id again changes nothing
     * @param replaced release id that served before; empty when none did
     * @param serving release id that serves after it; empty for none
     * @param reason one sentence; empty when promoted
     * @param blamed whether the release itself was found bad, and is denied until it changes
     * @param port the public port; 0 without a route
     * @param evidence the judge's evidence as JSON
     * @param atMillis when it ended
     */
    record Deployment(
            String id,
            ReleaseSpec release,
            String replaced,
            String serving,
            Outcome outcome,
            String reason,
            boolean blamed,
            int port,
            String evidence,
            long atMillis) {}

    /** Records the end of a deployment. */
    void ended(Deployment deployment);

    /** The release that serves this scope now. */
    Optional<ReleaseSpec> current(String scope);

    /** The newest first, at most {@code limit}. */
    List<Deployment> history(String scope, int limit);
}
