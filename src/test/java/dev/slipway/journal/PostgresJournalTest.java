package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import dev.slipway.base.IdSource;
import dev.slipway.store.Audit;
import dev.slipway.store.AuditRecord;
import dev.slipway.store.Database;
import dev.slipway.store.EvidenceTable;
import dev.slipway.store.PostgresForTests;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresForTests.class)
class PostgresJournalTest extends JournalContract {
    private final IdSource ids = Plans.ids();
    private Database database;

    @BeforeEach
    void begin(PostgresForTests.Store store) {
        database = store.open();
    }

    @AfterEach
    void end() {
        assertThat(Audit.verify(database)).isInstanceOf(Audit.Checked.Whole.class);
        database.close();
    }

    @Override
    Journal open() {
        return new PostgresJournal(database, clock, ids, Plans::dead);
    }

    @Test
    void auditsEachMutationAndNothingThatWasRefused() {
        Journal journal = open();
        Lease lease = lease(journal.begin(PLAN, Plans.ME, DEAD, Plans.OPEN));
        journal.begin(PLAN, Plans.ME, ALIVE, Plans.OPEN);
        journal.write(lease, List.of(new Event.Intended("a", Event.ACT, "secret payload")));
        journal.write(lease, List.of(new Event.State("m", "s", "")));
        journal.write(lease, List.of(new Event.Done("a", Event.ACT, "")));
        journal.take(lease.run(), OTHER);
        try {
            journal.write(lease, List.of(new Event.Done("a", Event.ACT, "")));
        } catch (LostLease expected) {
            assertThat(expected.run()).isEqualTo(lease.run());
        }
        List<AuditRecord> records =
                database.inTransaction(tx -> tx.audit().of(lease.run().value()));
        assertThat(records.stream().map(AuditRecord::action))
                .containsExactly("plan.claimed", "effect.intended", "effect.done", "plan.taken");
        assertThat(records.toString()).doesNotContain("secret payload");
        assertThat(records.get(1).object()).isEqualTo("shop/local a act");
        assertThat(records.getFirst().actor()).isEqualTo("me@here");
    }

    @Test
    void showsTheGatesTheEvidenceAndTheWaivers() {
        Digest artifact = PLAN.subjects().getFirst();
        byte[] envelope = "signed".getBytes(StandardCharsets.UTF_8);
        database.transact(tx -> {
            tx.evidence().add(new EvidenceTable.EvidenceRow(artifact, "t", envelope, "me", false, clock.instant()));
            tx.evidence().waive(new EvidenceTable.WaiverRow(PLAN.hash(), "scan", "me", "why not", clock.instant()));
            tx.evidence().waive(new EvidenceTable.WaiverRow(artifact, "tests", "you", "because", clock.instant()));
        });
        open().begin(PLAN, Plans.ME, ALIVE, (tx, plan) -> {
            assertThat(tx.evidenceAbout(artifact)).containsExactly(envelope);
            assertThat(tx.waivers(plan)).containsEntry("scan", "me: why not").containsEntry("tests", "you: because");
            return Plans.OPEN.admit(tx, plan);
        });
        assertThat(open().unfinished()).hasSize(1);
    }
}
