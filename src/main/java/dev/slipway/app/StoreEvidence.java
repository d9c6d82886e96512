package dev.slipway.app;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.evidence.EvidenceStore;
import dev.slipway.evidence.Origin;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Database;
import dev.slipway.store.EvidenceTable;
import java.time.Clock;
import java.util.List;

/** Envelopes in the store; a put and its audit record are one transaction. */
public final class StoreEvidence implements EvidenceStore {
    private final Database database;
    private final Caller caller;
    private final Clock clock;

    StoreEvidence(Database database, Caller caller, Clock clock) {
        this.database = database;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public void put(Digest subject, byte[] envelope, Entry entry) {
        database.transact(tx -> {
            boolean imported = entry.how() == Origin.How.IMPORTED;
            tx.evidence()
                    .add(new EvidenceTable.EvidenceRow(
                            subject, entry.predicateType(), envelope, entry.signer(), imported, clock.instant()));
            tx.audit()
                    .append(new AuditEntry(
                            clock.instant(),
                            caller,
                            imported ? "evidence.imported" : "evidence.recorded",
                            subject.value(),
                            entry.summary(),
                            Digest.of(envelope).value()));
        });
    }

    @Override
    public List<byte[]> about(Digest subject) {
        return database.inTransaction(tx -> tx.evidence().about(subject)).stream()
                .map(EvidenceTable.EvidenceRow::envelope)
                .toList();
    }
}
