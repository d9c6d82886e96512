package dev.slipway.app.report;

import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Summary;
import java.util.List;

/**
 * One rollout of a run: what was ordered and how it ended.
 *
 * @param action its key in the plan
 * @param ended its record, or no element while it goes on or never began
 * @param undone whether it was taken back later, because another service of the same plan failed
 */
record Rolled(String action, RolloutOrder order, List<Deployments.Deployment> ended, boolean undone) {
    Rolled {
        ended = List.copyOf(ended);
    }

    String service() {
        return order.rollout().service();
    }

    Rollout.Purpose purpose() {
        return order.rollout().purpose();
    }

    boolean is(Deployments.Outcome outcome) {
        return ended.stream().anyMatch(d -> d.outcome() == outcome);
    }

    /** What the machine left, or no element. */
    List<Summary> summary() {
        return ended.stream()
                .map(d -> Json.read(d.evidence(), Summary.class, d.id()))
                .toList();
    }

    /** Version that was there before; empty for none. */
    String oldVersion() {
        return order.old().isEmpty() ? "" : order.old().getFirst().version();
    }

    String version() {
        return order.release().version();
    }

    /** What became of it, one phrase. */
    String outcome() {
        if (undone) {
            return "promoted, then taken back";
        }
        return ended.isEmpty()
                ? "not begun or not ended"
                : switch (ended.getFirst().outcome()) {
                    case PROMOTED -> purpose() == Rollout.Purpose.BACK ? "back in service" : "promoted";
                    case ROLLED_BACK -> order.old().isEmpty() ? "taken away again" : "rolled back";
                    case NEEDS_PERSON -> "needs a person";
                    case REVERTED -> "promoted, then taken back";
                    case REMOVED -> "taken away";
                };
    }
}
