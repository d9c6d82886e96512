package dev.slipway.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The audit chain. Append it last in a transaction: from then on other writers wait. */
public final class AuditTable {
    private static final String COLUMNS =
            "seq, time, actor, actor_kind, door, on_behalf_of, action, object, outcome," + " origin, prev_hash, hash";

    private final Sql sql;
    private @Nullable Head written;

    AuditTable(Sql sql) {
        this.sql = sql;
    }

    /** The end of the chain. */
    public record Head(long seq, String hash) {}

    /** Adds a record to the chain. */
    public AuditRecord append(AuditEntry entry) {
        Head last = sql.first(
                        "SELECT seq, hash FROM audit_head FOR UPDATE", r -> new Head(r.number("seq"), r.text("hash")))
                .orElseThrow(() -> new IllegalStateException("the audit chain has lost its head"));
        AuditRecord a = AuditRecord.after(last.seq(), last.hash(), entry);
        sql.update(
                "INSERT INTO audit (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                a.seq(),
                a.time(),
                a.actor(),
                a.actorKind(),
                a.door(),
                a.onBehalfOf(),
                a.action(),
                a.object(),
                a.outcome(),
                a.origin(),
                a.previousHash(),
                a.hash());
        sql.update("UPDATE audit_head SET seq = ?, hash = ?", a.seq(), a.hash());
        written = new Head(a.seq(), a.hash());
        return a;
    }

    /** The end this transaction gave the chain. */
    Optional<Head> written() {
        return Optional.ofNullable(written);
    }

    /** What the database says is the end. */
    public Optional<Head> head() {
        return sql.first("SELECT seq, hash FROM audit_head", r -> new Head(r.number("seq"), r.text("hash")));
    }

    /** All records in order, until {@code each} says false. */
    public void stream(Predicate<AuditRecord> each) {
        sql.stream("SELECT " + COLUMNS + " FROM audit ORDER BY seq", AuditTable::read, each);
    }

    /** The newest records, newest first. */
    public List<AuditRecord> latest(int limit) {
        return sql.list("SELECT " + COLUMNS + " FROM audit ORDER BY seq DESC LIMIT ?", AuditTable::read, limit);
    }

    /** The records of a run or command, in order. */
    public List<AuditRecord> of(String origin) {
        return sql.list("SELECT " + COLUMNS + " FROM audit WHERE origin = ? ORDER BY seq", AuditTable::read, origin);
    }

    private static AuditRecord read(Sql.Row r) throws SQLException {
        return new AuditRecord(
                r.number("seq"),
                r.time("time"),
                r.text("actor"),
                r.text("actor_kind"),
                r.text("door"),
                r.text("on_behalf_of"),
                r.text("action"),
                r.text("object"),
                r.text("outcome"),
                r.text("origin"),
                r.text("prev_hash"),
                r.text("hash"));
    }
}
