package dev.slipway.deploy;

import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.target.ReleaseSpec;
import java.util.List;

/**
 * The payload of a rollout action: the machine's order and the releases it speaks of by id.
 *
 * @param old the release in service, or no element
 * @param port the public port; 0 for a service without a route
 */
public record RolloutOrder(Rollout rollout, ReleaseSpec release, List<ReleaseSpec> old, int port) {
    /** The kind of the action that carries it. */
    public static final String KIND = "rollout";

    public RolloutOrder {
        old = List.copyOf(old);
    }

    /** Both releases. */
    public List<ReleaseSpec> releases() {
        return old.isEmpty() ? List.of(release) : List.of(old.getFirst(), release);
    }

    /** The release with this id. */
    public ReleaseSpec byId(String id) {
        return releases().stream()
                .filter(r -> r.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("release " + id + " is not in this order"));
    }
}
