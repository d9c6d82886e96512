package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run as the journal knows it.
 *
 * @param why the reason of failure, refusal or being stuck; empty otherwise
 * @param events all but the machines' states, in order
 * @param machines the latest state of each machine, by action
 */
public record Run(
        RunId id,
        Plan plan,
        Caller caller,
        Phase phase,
        Fence fence,
        Owner owner,
        Instant leaseUntil,
        List<Verdict> verdicts,
        String why,
        Instant created,
        List<Recorded> events,
        Map<String, MachineState> machines) {
    public Run {
        verdicts = List.copyOf(verdicts);
        events = List.copyOf(events);
        machines = Map.copyOf(machines);
    }

    /** An event as written: the epoch is its writer's. */
    public record Recorded(long seq, Instant at, long epoch, Event event) {}

    /** A machine's latest state. */
    public record MachineState(String state, String summary, Instant at) {}

    /** Who holds it, for those who must wait. */
    Holder holder(boolean claimable) {
        return new Holder(id, plan.purpose(), caller, owner, created, leaseUntil, claimable);
    }
}
