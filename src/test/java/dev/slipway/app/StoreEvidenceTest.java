package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.evidence.Notary;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Predicate;
import dev.slipway.evidence.SigningKey;
import dev.slipway.store.AuditRecord;
import dev.slipway.store.Database;
import dev.slipway.store.EvidenceTable;
import dev.slipway.store.PostgresForTests;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresForTests.class)
final class StoreEvidenceTest {
    private static final Digest SUBJECT = Digest.of("image");

    @Test
    void theOriginOfAResultDecidesWhetherItWasImportedAndNoWordInIt(PostgresForTests.Store store) {
        try (Database database = store.open()) {
            Caller caller = Caller.human("anna@boat");
            SigningKey key = SigningKey.inMemory("anna@boat");
            Notary notary = new Notary(key, new StoreEvidence(database, caller, Clock.systemUTC()));
            Instant now = Instant.now();
            notary.record(
                    SUBJECT,
                    new Predicate.ScanResult(
                            List.of(),
                            java.util.Map.of(),
                            "important-import-scanner",
                            Origin.observed("anna@boat", "slipway ship", now)));
            notary.record(
                    SUBJECT,
                    new Predicate.SbomRef(
                            "CycloneDX",
                            Digest.of("bom"),
                            3,
                            Origin.imported("anna@boat", "https://ci.example.com/1", List.of(), now)));
            List<EvidenceTable.EvidenceRow> kept =
                    database.inTransaction(tx -> tx.evidence().about(SUBJECT));
            assertThat(kept).extracting(EvidenceTable.EvidenceRow::imported).containsExactly(true, false);
            List<AuditRecord> audited = database.inTransaction(tx -> tx.audit().latest(2));
            assertThat(audited)
                    .extracting(AuditRecord::action)
                    .containsExactlyInAnyOrder("evidence.recorded", "evidence.imported");
        }
    }
}
