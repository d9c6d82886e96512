package dev.slipway.store;

import java.time.Instant;
import java.util.List;

/** What was begun and done within runs, in order. Rows are added, never changed; machines' states are replaced. */
public final class StepTable {
    private final Sql sql;

    StepTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * One event.
     *
     * @param key {@code act}, {@code undo}, or an effect's id
     * @param event {@code intended, done, failed, unwinding, ended}
     * @param body the outcome, the effect's payload or the reason
     */
    public record StepRow(
            String run, long seq, Instant at, long epoch, String action, String key, String event, String body) {}

    /** The state of one action that is driven as a machine. */
    public record MachineRow(String run, String action, long epoch, String state, String summary, Instant at) {}

    /** Adds an event. */
    public void add(StepRow s) {
        sql.update(
                "INSERT INTO step (run, seq, at, epoch, action, key, event, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                s.run(),
                s.seq(),
                s.at(),
                s.epoch(),
                s.action(),
                s.key(),
                s.event(),
                s.body());
    }

    /** All events of a run, in order. */
    public List<StepRow> of(String run) {
        return sql.list(
                "SELECT run, seq, at, epoch, action, key, event, body FROM step WHERE run = ? ORDER BY seq",
                r -> new StepRow(
                        r.text("run"),
                        r.number("seq"),
                        r.time("at"),
                        r.number("epoch"),
                        r.text("action"),
                        r.text("key"),
                        r.text("event"),
                        r.text("body")),
                run);
    }

    /** Replaces a machine's state. */
    public void save(MachineRow m) {
        sql.update(
                "INSERT INTO machine (run, action, epoch, state, summary, at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, action) DO UPDATE SET epoch = excluded.epoch, state = excluded.state,"
                        + " summary = excluded.summary, at = excluded.at",
                m.run(),
                m.action(),
                m.epoch(),
                m.state(),
                m.summary(),
                m.at());
    }

    /** The machines of a run. */
    public List<MachineRow> machines(String run) {
        return sql.list(
                "SELECT run, action, epoch, state, summary, at FROM machine WHERE run = ? ORDER BY action",
                r -> new MachineRow(
                        r.text("run"),
                        r.text("action"),
                        r.number("epoch"),
                        r.text("state"),
                        r.text("summary"),
                        r.time("at")),
                run);
    }
}
