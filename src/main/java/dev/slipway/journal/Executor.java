package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.base.SlipwayException;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The only place from which plans touch the world, and it decides nothing: it asks the gates, does the actions in their order,
 * journals each effect before and after, and takes back what was done when a later action fails. Killed anywhere, a fresh
 * executor on the same journal comes to the same end. Thread-safe; each run is driven on the thread that calls.
 */
public final class Executor {
    /** Times a run is taken up that breaks off by a bug, before it is left to a person. */
    private static final int MAX_TAKES = 5;

    private final Journal journal;
    private final Admission admission;
    private final Map<String, Once> onces = new HashMap<>();
    private final Map<String, Machine> machines = new HashMap<>();
    private final Clock clock;
    private final Owner owner;
    private final Pauses pauses;
    private final Map<RunId, Mailbox> driven = new ConcurrentHashMap<>();

    public Executor(
            Journal journal, Admission admission, List<Once> onces, List<Machine> machines, Clock clock, Owner owner) {
        this(journal, admission, onces, machines, clock, owner, Pauses.REAL);
    }

    /** With pauses in virtual time: for simulations and tests. */
    public Executor(
            Journal journal,
            Admission admission,
            List<Once> onces,
            List<Machine> machines,
            Clock clock,
            Owner owner,
            Pauses pauses) {
        this.journal = journal;
        this.admission = admission;
        onces.forEach(o -> this.onces.put(o.kind(), o));
        machines.forEach(m -> this.machines.put(m.kind(), m));
        this.clock = clock;
        this.owner = owner;
        this.pauses = pauses;
    }

    /** Runs a plan to its end, whatever that is. */
    public RunResult run(Plan plan, Caller caller, Listener listener) {
        plan.actions().stream().filter(a -> !handles(a)).findFirst().ifPresent(a -> {
            throw new IllegalArgumentException("nobody handles " + a.kind() + " (" + a.key() + ")");
        });
        return switch (journal.begin(plan, caller, owner, admission)) {
            case Claim.Granted(Lease lease, var verdicts) -> {
                listener.onVerdicts(lease.run(), verdicts);
                yield drive(lease, false, listener);
            }
            case Claim.Refused(RunId run, var verdicts) -> {
                listener.onVerdicts(run, verdicts);
                yield new RunResult.Refused(run, verdicts);
            }
            case Claim.Busy(Holder holder) -> new RunResult.Busy(holder);
        };
    }

    /**
     * Takes up every unfinished run whose owner is dead or silent, and drives it to its end, oldest first. Runs of living
     * owners, and of kinds that nobody handles here, are left alone.
     */
    public List<RunResult> recover(Listener listener) {
        List<RunResult> results = new ArrayList<>();
        for (Holder holder : journal.unfinished()) {
            if (holder.claimable() && handlesAll(holder.run())) {
                results.add(recover(holder.run(), listener));
            }
        }
        return results;
    }

    /** Takes up one unfinished run; Busy when a living owner drives it. */
    public RunResult recover(RunId run, Listener listener) {
        Claim claim;
        try {
            claim = journal.take(run, owner);
        } catch (LostLease e) {
            // Somebody else brought it to its end meanwhile.
            return ended(journal.read(run).orElseThrow());
        }
        return switch (claim) {
            case Claim.Granted(Lease lease, var verdicts) -> resume(lease, listener);
            case Claim.Busy(Holder holder) -> new RunResult.Busy(holder);
            case Claim.Refused(RunId refused, var verdicts) -> new RunResult.Refused(refused, verdicts);
        };
    }

    /**
     * Asks a run for something. Driven here, it hears at once, and an abort interrupts a once action that is being done;
     * driven by another process, it hears within a second. False when the run is ended.
     */
    public boolean interrupt(RunId run, Ask ask) {
        Mailbox mailbox = driven.get(run);
        if (mailbox != null) {
            mailbox.put(ask);
            return true;
        }
        return journal.leave(run, ask);
    }

    /** Stops driving a run that is driven here and releases nothing: the next command takes it up. */
    public void detach(RunId run) {
        Mailbox mailbox = driven.get(run);
        if (mailbox != null) {
            mailbox.detach();
        }
    }

    /**
     * One run that breaks our code must not break every command after it: it is tried a few times, then it is stuck. What the
     * surroundings do (no database) is thrown on.
     */
    private RunResult resume(Lease lease, Listener listener) {
        try {
            return drive(lease, true, listener);
        } catch (SlipwayException e) {
            throw e;
        } catch (RuntimeException e) {
            String why = e.getClass().getSimpleName() + ": " + e.getMessage();
            listener.onTrouble(lease.run(), why);
            if (lease.fence().epoch() > MAX_TAKES) {
                journal.write(lease, List.of(new Event.Ended(Phase.STUCK, "a bug of Slipway broke it off: " + why)));
            }
            return ended(journal.read(lease.run()).orElseThrow());
        }
    }

    private RunResult drive(Lease lease, boolean resumed, Listener listener) {
        var mailbox = new Mailbox(Thread.currentThread());
        driven.put(lease.run(), mailbox);
        try (var heart = Heartbeat.start(journal, lease)) {
            Run run = journal.read(lease.run()).orElseThrow();
            listener.onRun(run.id(), run.plan(), resumed);
            return new Drive(
                            new Writing(journal, lease, Progress.of(run)),
                            run.plan(),
                            resumed,
                            onces,
                            machines,
                            clock,
                            pauses,
                            mailbox,
                            listener)
                    .toTheEnd();
        } catch (LostLease e) {
            Run run = journal.read(lease.run()).orElseThrow();
            return run.phase().unfinished() ? new RunResult.Busy(run.holder(false)) : ended(run);
        } finally {
            driven.remove(lease.run());
            mailbox.close();
        }
    }

    private boolean handlesAll(RunId run) {
        return journal.read(run)
                .filter(r -> r.plan().actions().stream().allMatch(this::handles))
                .isPresent();
    }

    private boolean handles(Action action) {
        return switch (action.shape()) {
            case ONCE -> onces.containsKey(action.kind());
            case MACHINE -> machines.containsKey(action.kind());
        };
    }

    /** The result of a run that is ended. */
    public static RunResult ended(Run run) {
        List<RunResult.ActionOutcome> outcomes = Progress.of(run).outcomes();
        return switch (run.phase()) {
            case SUCCEEDED -> new RunResult.Succeeded(run.id(), outcomes);
            case FAILED -> new RunResult.Failed(run.id(), run.why(), Drive.rolledBack(run.plan(), outcomes), outcomes);
            case STUCK -> new RunResult.Stuck(run.id(), run.why(), outcomes);
            case REFUSED -> new RunResult.Refused(run.id(), run.verdicts());
            case RUNNING, UNWINDING -> new RunResult.Detached(run.id(), outcomes);
        };
    }
}
