package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Optional;

/**
 * Durable memory of what is being done. Whatever a method wrote is on disk when it returns. Thread-safe; several processes
 * may use one journal at once.
 *
 * <p>Rules that each implementation keeps, and {@code JournalContract} tests:
 *
 * <ul>
 *   <li>One unfinished run a scope. A scope's plan generation grows with each granted plan; a run's epoch with each claim.
 *   <li>Claim, verdicts and refusal are one transaction with the gates' reading.
 *   <li>A write is all or nothing and names its lease; with an old epoch it is refused as {@link LostLease}.
 *   <li>A dead owner's run can be claimed at once, a living one's when its lease has lapsed.
 *   <li>An ask is taken once.
 * </ul>
 */
public interface Journal {
    /** Asks the gates and, if they are open and no other run holds a scope of the plan, begins a run. */
    Claim begin(Plan plan, Caller caller, Owner owner, Admission admission);

    /** Takes up an unfinished run of a dead or silent owner, with the next epoch. The gates are not asked again. */
    Claim take(RunId run, Owner owner);

    /**
     * Writes events, all or none, and renews the lease. After {@link Event.Ended} the scopes are free.
     *
     * @throws LostLease when another claimed the run, or it is ended
     */
    void write(Lease lease, List<Event> events);

    /** Renews the lease; false when it is lost. */
    boolean heartbeat(Lease lease);

    /** The run with all its events. */
    Optional<Run> read(RunId run);

    /** Runs that somebody drives or must take up, oldest first. */
    List<Holder> unfinished();

    /** Leaves an ask for whoever drives the run; it replaces one not yet taken. False when the run is not unfinished. */
    boolean leave(RunId run, Ask ask);

    /** Takes the ask that was left, once. */
    Optional<Ask> takeAsk(Lease lease);
}
