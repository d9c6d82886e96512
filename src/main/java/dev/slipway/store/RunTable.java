package dev.slipway.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Runs of plans. Every change names the epoch of its writer; an older epoch changes no row. */
public final class RunTable {
    private static final String COLUMNS = "id, app, environment, purpose, plan_hash, plan, caller, state, generation,"
            + " epoch, owner, lease_until, last_seq, verdicts, why, created, ended";

    private final Sql sql;

    RunTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A run as stored; plan, caller, owner and verdicts are JSON.
     *
     * @param state {@code refused, running, unwinding, succeeded, failed, stuck}
     * @param ended null while it is not ended
     */
    public record RunRow(
            String id,
            String app,
            String environment,
            String purpose,
            String planHash,
            String plan,
            String caller,
            String state,
            long generation,
            long epoch,
            String owner,
            Instant leaseUntil,
            long lastSeq,
            String verdicts,
            String why,
            Instant created,
            @Nullable Instant ended) {}

    /** A new run. */
    public void add(RunRow r) {
        sql.update(
                "INSERT INTO run (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                r.id(),
                r.app(),
                r.environment(),
                r.purpose(),
                r.planHash(),
                r.plan(),
                r.caller(),
                r.state(),
                r.generation(),
                r.epoch(),
                r.owner(),
                r.leaseUntil(),
                r.lastSeq(),
                r.verdicts(),
                r.why(),
                r.created(),
                r.ended() == null ? null : r.ended().atOffset(java.time.ZoneOffset.UTC));
    }

    /** The run. */
    public Optional<RunRow> find(String id) {
        return sql.first("SELECT " + COLUMNS + " FROM run WHERE id = ?", RunTable::read, id);
    }

    /** The run, locked until the end of the transaction. */
    public Optional<RunRow> lock(String id) {
        return sql.first("SELECT " + COLUMNS + " FROM run WHERE id = ? FOR UPDATE", RunTable::read, id);
    }

    /** Runs of plans whose hash begins so ({@code sha256:…}), oldest first. */
    public List<RunRow> ofPlan(String hash, int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM run WHERE starts_with(plan_hash, ?) ORDER BY created, id LIMIT ?",
                RunTable::read,
                hash,
                limit);
    }

    /** Runs that are neither ended nor refused, oldest first. */
    public List<RunRow> unfinished() {
        return sql.list(
                "SELECT " + COLUMNS + " FROM run WHERE state IN ('running', 'unwinding') ORDER BY created, id",
                RunTable::read);
    }

    /** An application's runs, newest first. */
    public List<RunRow> latest(String app, int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM run WHERE app = ? ORDER BY created DESC, id DESC LIMIT ?",
                RunTable::read,
                app,
                limit);
    }

    /** The newest runs of all applications, newest first. */
    public List<RunRow> recent(int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM run ORDER BY created DESC, id DESC LIMIT ?", RunTable::read, limit);
    }

    /** A new owner and the next epoch; the run was locked by {@link #lock}. */
    public void claim(String id, String owner, Instant leaseUntil) {
        sql.update("UPDATE run SET epoch = epoch + 1, owner = ?, lease_until = ? WHERE id = ?", owner, leaseUntil, id);
    }

    /** Renews the lease and takes {@code count} sequence numbers; gives the last; empty when the epoch is old. */
    public OptionalLong write(String id, long epoch, int count, Instant leaseUntil) {
        return sql.first(
                        "UPDATE run SET last_seq = last_seq + ?, lease_until = greatest(lease_until, ?)"
                                + " WHERE id = ? AND epoch = ? AND state IN ('running', 'unwinding')"
                                + " RETURNING last_seq",
                        row -> OptionalLong.of(row.number("last_seq")),
                        count,
                        leaseUntil,
                        id,
                        epoch)
                .orElse(OptionalLong.empty());
    }

    /** From now on what was done is taken back; the caller checked the epoch with {@link #write}. */
    public void unwind(String id, String why) {
        sql.update("UPDATE run SET state = 'unwinding', why = ? WHERE id = ?", why, id);
    }

    /** Ends the run; the caller checked the epoch with {@link #write}. */
    public void end(String id, String state, String why, Instant at) {
        sql.update("UPDATE run SET state = ?, why = ?, ended = ?, command = NULL WHERE id = ?", state, why, at, id);
    }

    /** Leaves a command for whoever drives the run; a later one replaces an earlier one. False when it is ended. */
    public boolean leaveCommand(String id, String command) {
        return sql.update("UPDATE run SET command = ? WHERE id = ? AND state IN ('running', 'unwinding')", command, id)
                == 1;
    }

    /** Takes the command that was left, once. */
    public Optional<String> takeCommand(String id, long epoch) {
        Optional<String> command = sql.first(
                "SELECT command FROM run WHERE id = ? AND epoch = ? AND command IS NOT NULL FOR UPDATE",
                row -> row.text("command"),
                id,
                epoch);
        command.ifPresent(c -> sql.update("UPDATE run SET command = NULL WHERE id = ?", id));
        return command;
    }

    private static RunRow read(Sql.Row r) throws SQLException {
        return new RunRow(
                r.text("id"),
                r.text("app"),
                r.text("environment"),
                r.text("purpose"),
                r.text("plan_hash"),
                r.text("plan"),
                r.text("caller"),
                r.text("state"),
                r.number("generation"),
                r.number("epoch"),
                r.text("owner"),
                r.time("lease_until"),
                r.number("last_seq"),
                r.text("verdicts"),
                r.text("why"),
                r.time("created"),
                r.maybeTime("ended").orElse(null));
    }
}
