package dev.slipway.app;

import dev.slipway.store.Audit;
import dev.slipway.store.AuditRecord;
import java.util.List;

/** The audit chain, recomputed and shown. */
public final class Audits {
    private final Rooms rooms;

    Audits(Rooms rooms) {
        this.rooms = rooms;
    }

    /** One record for people. */
    public record Shown(long seq, String time, String who, String action, String object, String outcome, String hash) {}

    Slipway.AuditAnswer verify() {
        return switch (Audit.verify(rooms.database())) {
            case Audit.Checked.Whole w ->
                new Slipway.AuditAnswer(
                        true,
                        w.records(),
                        "audit    " + w.records() + " records, the chain is whole, head " + w.head());
            case Audit.Checked.Broken b ->
                new Slipway.AuditAnswer(false, b.seq(), "audit    BROKEN at record " + b.seq() + ": " + b.why());
        };
    }

    List<Shown> latest(int count) {
        return rooms.database().inTransaction(tx -> tx.audit().latest(count)).stream()
                .map(Audits::shown)
                .toList();
    }

    private static Shown shown(AuditRecord r) {
        return new Shown(r.seq(), r.time().toString(), r.actor(), r.action(), r.object(), r.outcome(), r.hash());
    }
}
