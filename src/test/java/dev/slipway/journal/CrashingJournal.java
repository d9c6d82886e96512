package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A journal on which the process dies at the n-th write, before it or after it. The death is an {@link Error} that nobody
 * catches, so the driver stops as a killed process would: nothing after the point is done.
 */
public final class CrashingJournal implements Journal {
    /** The process is dead. */
    public static final class Killed extends Error {
        Killed(String where) {
            super("killed " + where);
        }
    }

    /** When to die. */
    public enum When {
        BEFORE,
        AFTER
    }

    private final Journal journal;
    private final int point;
    private final When when;
    private int writes;

    /** Dies at the {@code point}-th write, counted from 1; 0 for never. */
    public CrashingJournal(Journal journal, int point, When when) {
        this.journal = journal;
        this.point = point;
        this.when = when;
    }

    /** Writes so far. */
    public int writes() {
        return writes;
    }

    private <T> T write(String what, Supplier<T> work) {
        boolean here = ++writes == point;
        if (here && when == When.BEFORE) {
            throw new Killed("before write " + point + ": " + what);
        }
        T result = work.get();
        if (here) {
            throw new Killed("after write " + point + ": " + what);
        }
        return result;
    }

    @Override
    public Claim begin(Plan plan, Caller caller, Owner owner, Admission admission) {
        return write("begin", () -> journal.begin(plan, caller, owner, admission));
    }

    @Override
    public Claim take(RunId run, Owner owner) {
        return write("take", () -> journal.take(run, owner));
    }

    @Override
    public void write(Lease lease, List<Event> events) {
        write(events.toString(), () -> {
            journal.write(lease, events);
            return true;
        });
    }

    @Override
    public boolean heartbeat(Lease lease) {
        return journal.heartbeat(lease);
    }

    @Override
    public Optional<Run> read(RunId run) {
        return journal.read(run);
    }

    @Override
    public List<Holder> unfinished() {
        return journal.unfinished();
    }

    @Override
    public boolean leave(RunId run, Ask ask) {
        return journal.leave(run, ask);
    }

    @Override
    public Optional<Ask> takeAsk(Lease lease) {
        return journal.takeAsk(lease);
    }
}
