package dev.slipway.journal;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.IdSource;
import dev.slipway.base.wire.Json;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Database;
import dev.slipway.store.EvidenceTable;
import dev.slipway.store.RunTable.RunRow;
import dev.slipway.store.StepTable.MachineRow;
import dev.slipway.store.StepTable.StepRow;
import dev.slipway.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * The journal in PostgreSQL: each change and its audit records are one transaction. Locks are taken in one order (scopes or
 * run, then the audit chain's head), so that two writers never wait in a circle.
 */
public final class PostgresJournal implements Journal {
    private final Database database;
    private final Clock clock;
    private final IdSource ids;
    private final Predicate<Owner> dead;

    public PostgresJournal(Database database, Clock clock, IdSource ids) {
        this(database, clock, ids, Owner::dead);
    }

    PostgresJournal(Database database, Clock clock, IdSource ids, Predicate<Owner> dead) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.dead = dead;
    }

    @Override
    public Claim begin(Plan plan, Caller caller, Owner owner, Admission admission) {
        RunId id = new RunId(ids.next("run"));
        return database.inTransaction(tx -> {
            long highest = tx.leases().lock(plan.scopes());
            Optional<RunRow> holder = plan.scopes().stream()
                    .flatMap(s -> tx.leases().holder(s).stream())
                    .findFirst()
                    .flatMap(tx.runs()::find);
            if (holder.isPresent()) {
                return new Claim.Busy(holderOf(holder.get()));
            }
            Gates gates = Gates.ask(admission, new Reading(tx), plan);
            Fence fence = gates.open() ? new Fence(highest + 1, 1) : new Fence(0, 0);
            tx.runs().add(row(id, plan, caller, owner, gates, fence));
            if (!gates.open()) {
                audit(tx, caller, "plan.refused", subject(plan), gates.why(), id);
                return new Claim.Refused(id, gates.verdicts());
            }
            tx.leases().grant(plan.scopes(), id.value(), fence.generation());
            audit(tx, caller, "plan.claimed", subject(plan), "epoch 1, generation " + fence.generation(), id);
            return new Claim.Granted(new Lease(id, owner, fence), gates.verdicts());
        });
    }

    @Override
    public Claim take(RunId run, Owner owner) {
        return database.inTransaction(tx -> {
            RunRow row = tx.runs().lock(run.value()).orElseThrow(() -> new IllegalArgumentException("no " + run));
            if (!Phase.of(row.state()).unfinished()) {
                throw new LostLease(run);
            }
            Holder holder = holderOf(row);
            if (!holder.claimable()) {
                return new Claim.Busy(holder);
            }
            tx.runs().claim(run.value(), Json.write(owner), leaseUntil());
            Fence fence = new Fence(row.generation(), row.epoch() + 1);
            audit(tx, caller(row), "plan.taken", row.planHash(), "epoch " + fence.epoch(), run);
            return new Claim.Granted(new Lease(run, owner, fence), verdicts(row));
        });
    }

    @Override
    public void write(Lease lease, List<Event> events) {
        database.transact(tx -> {
            int rows = (int)
                    events.stream().filter(e -> !(e instanceof Event.State)).count();
            OptionalLong last =
                    tx.runs().write(lease.run().value(), lease.fence().epoch(), rows, leaseUntil());
            if (last.isEmpty()) {
                throw new LostLease(lease.run());
            }
            long seq = last.getAsLong() - rows;
            for (Event event : events) {
                apply(tx, lease, event, event instanceof Event.State ? seq : ++seq);
            }
            audit(tx, lease, events);
        });
    }

    private void apply(Transaction tx, Lease lease, Event event, long seq) {
        String run = lease.run().value();
        Instant now = clock.instant();
        long epoch = lease.fence().epoch();
        if (event instanceof Event.State(String action, String state, String summary)) {
            tx.steps().save(new MachineRow(run, action, epoch, state, summary, now));
            return;
        }
        EventText text = EventText.of(event);
        tx.steps().add(new StepRow(run, seq, now, epoch, text.action(), text.key(), text.event(), text.body()));
        if (event instanceof Event.Unwinding(String why)) {
            tx.runs().unwind(run, why);
        } else if (event instanceof Event.Ended(Phase phase, String why)) {
            tx.runs().end(run, phase.word(), why, now);
            tx.leases().release(run);
        }
    }

    /** Last in the transaction: from the first record on, other writers wait for the chain's head. */
    private void audit(Transaction tx, Lease lease, List<Event> events) {
        if (events.stream().allMatch(Event.State.class::isInstance)) {
            return;
        }
        RunRow row = tx.runs().find(lease.run().value()).orElseThrow();
        String where = row.app() + "/" + row.environment();
        for (Event event : events) {
            switch (event) {
                case Event.Intended(String action, String key, String payload) ->
                    audit(tx, caller(row), "effect.intended", where + " " + action + " " + key, "ok", lease.run());
                case Event.Done(String action, String key, String outcome) ->
                    audit(tx, caller(row), "effect.done", where + " " + action + " " + key, "ok", lease.run());
                case Event.Failed(String action, String key, String why) ->
                    audit(tx, caller(row), "effect.failed", where + " " + action + " " + key, why, lease.run());
                case Event.Unwinding(String why) ->
                    audit(tx, caller(row), "plan.unwinding", row.planHash(), why, lease.run());
                case Event.Ended(Phase phase, String why) ->
                    audit(
                            tx,
                            caller(row),
                            "plan." + phase.word(),
                            row.planHash(),
                            why.isEmpty() ? "ok" : why,
                            lease.run());
                case Event.State state -> {}
            }
        }
    }

    @Override
    public boolean heartbeat(Lease lease) {
        return database.inTransaction(tx -> tx.runs()
                .write(lease.run().value(), lease.fence().epoch(), 0, leaseUntil())
                .isPresent());
    }

    @Override
    public Optional<Run> read(RunId run) {
        return database.inTransaction(tx -> tx.runs().find(run.value()).map(row -> {
            List<Run.Recorded> events = new ArrayList<>();
            for (StepRow s : tx.steps().of(run.value())) {
                Event event = new EventText(s.event(), s.action(), s.key(), s.body()).event(run);
                events.add(new Run.Recorded(s.seq(), s.at(), s.epoch(), event));
            }
            Map<String, Run.MachineState> machines = new HashMap<>();
            for (MachineRow m : tx.steps().machines(run.value())) {
                machines.put(m.action(), new Run.MachineState(m.state(), m.summary(), m.at()));
            }
            return new Run(
                    run,
                    Json.read(row.plan(), Plan.class, "plan of " + run),
                    caller(row),
                    Phase.of(row.state()),
                    new Fence(row.generation(), row.epoch()),
                    owner(row),
                    row.leaseUntil(),
                    verdicts(row),
                    row.why(),
                    row.created(),
                    events,
                    machines);
        }));
    }

    @Override
    public List<Holder> unfinished() {
        return database.inTransaction(
                tx -> tx.runs().unfinished().stream().map(this::holderOf).toList());
    }

    @Override
    public boolean leave(RunId run, Ask ask) {
        return database.inTransaction(tx -> tx.runs().leaveCommand(run.value(), ask.text()));
    }

    @Override
    public Optional<Ask> takeAsk(Lease lease) {
        return database.inTransaction(tx -> tx.runs()
                .takeCommand(lease.run().value(), lease.fence().epoch())
                .map(Ask::of));
    }

    private RunRow row(RunId id, Plan plan, Caller caller, Owner owner, Gates gates, Fence fence) {
        Instant now = clock.instant();
        return new RunRow(
                id.value(),
                plan.app().value(),
                plan.environment().value(),
                plan.purpose(),
                plan.hash().value(),
                Json.write(plan),
                Json.write(caller),
                (gates.open() ? Phase.RUNNING : Phase.REFUSED).word(),
                fence.generation(),
                fence.epoch(),
                Json.write(owner),
                leaseUntil(),
                0,
                Json.write(gates.verdicts()),
                gates.why(),
                now,
                gates.open() ? null : now);
    }

    private Holder holderOf(RunRow row) {
        Owner owner = owner(row);
        boolean claimable = dead.test(owner) || row.leaseUntil().isBefore(clock.instant());
        return new Holder(
                new RunId(row.id()), row.purpose(), caller(row), owner, row.created(), row.leaseUntil(), claimable);
    }

    private Instant leaseUntil() {
        return clock.instant().plus(Lease.TERM);
    }

    private void audit(Transaction tx, Caller caller, String action, String object, String outcome, RunId run) {
        tx.audit().append(new AuditEntry(clock.instant(), caller, action, object, outcome, run.value()));
    }

    private static String subject(Plan plan) {
        return plan.app() + "/" + plan.environment() + " " + plan.hash();
    }

    private static Caller caller(RunRow row) {
        return Json.read(row.caller(), Caller.class, "caller of " + row.id());
    }

    private static Owner owner(RunRow row) {
        return Json.read(row.owner(), Owner.class, "owner of " + row.id());
    }

    private static List<Verdict> verdicts(RunRow row) {
        return List.of(Json.read(row.verdicts(), Verdict[].class, "verdicts of " + row.id()));
    }

    /** What the gates may read. */
    private record Reading(Transaction tx) implements Admission.Transaction {
        @Override
        public List<byte[]> evidenceAbout(Digest subject) {
            return tx.evidence().about(subject).stream()
                    .map(EvidenceTable.EvidenceRow::envelope)
                    .toList();
        }

        @Override
        public String author(Plan plan) {
            return tx.runs().ofPlan(plan.hash().value(), 1).stream()
                    .findFirst()
                    .map(row -> caller(row).onBehalfOf())
                    .orElse("");
        }

        @Override
        public Map<String, String> waivers(Plan plan) {
            List<Digest> subjects = new ArrayList<>(plan.subjects());
            subjects.add(plan.hash());
            Map<String, String> waivers = new HashMap<>();
            for (Digest subject : subjects) {
                tx.evidence().waivers(subject).forEach(w -> waivers.put(w.gate(), w.who() + ": " + w.reason()));
            }
            return waivers;
        }
    }
}
