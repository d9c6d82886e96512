package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Caller;
import dev.slipway.base.Tasks;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresForTests.class)
class AuditTest {
    private static final int RECORDS = 20;

    private PostgresForTests.Store store;
    private Database database;

    @BeforeEach
    void begin(PostgresForTests.Store given) {
        store = given;
        database = store.open();
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void findsAnEmptyAndAWholeChainWhole() {
        assertThat(verify()).isEqualTo(new Audit.Checked.Whole(0, AuditRecord.ZERO));
        fill();
        assertThat(verify()).isInstanceOfSatisfying(Audit.Checked.Whole.class, ok -> {
            assertThat(ok.records()).isEqualTo(RECORDS);
            assertThat(ok.head())
                    .isEqualTo(database.inTransaction(tx -> tx.audit().latest(1))
                            .getFirst()
                            .hash());
        });
    }

    @Test
    void findsEveryChangeOfAnyColumn() {
        fill();
        List<String> changes = List.of(
                "time = time + interval '1 microsecond'",
                "actor = actor || ' '",
                "actor = 'm' || chr(1077) || '@here'",
                "actor_kind = 'AGENT'",
                "door = 'api'",
                "on_behalf_of = ''",
                "action = overlay(action placing chr(ascii(action) # 1) from 1 for 1)",
                "object = overlay(object placing chr(ascii(object) # 1) from 1 for 1)",
                "object = object || chr(10)",
                "outcome = 'failed'",
                "outcome = 'o', origin = 'k' || origin",
                "origin = reverse(origin) || 'x'",
                "prev_hash = overlay(prev_hash placing '0' from 64 for 1) || ''",
                "prev_hash = 'zz'",
                "hash = overlay(hash placing translate(substr(hash, 1, 1), '0123456789abcdef', '123456789abcdef0')"
                        + " from 1 for 1)",
                "hash = upper(hash) || ''",
                "hash = ''");
        for (String change : changes) {
            for (int seq : List.of(1, 7, RECORDS)) {
                keepCopy();
                store.tamper("UPDATE audit SET " + change + " WHERE seq = " + seq);
                if (differs()) {
                    assertThat(verify())
                            .as(change)
                            .isInstanceOfSatisfying(
                                    Audit.Checked.Broken.class,
                                    b -> assertThat(b.seq()).isEqualTo(seq));
                }
                putBack();
            }
        }
        assertThat(verify()).isInstanceOf(Audit.Checked.Whole.class);
    }

    @Test
    void findsEveryBitOfASampleRecordFlipped() {
        fill();
        String object =
                database.inTransaction(tx -> tx.audit().latest(RECORDS)).get(10).object();
        long seq =
                database.inTransaction(tx -> tx.audit().latest(RECORDS)).get(10).seq();
        for (int at = 1; at <= object.length(); at++) {
            for (int bit : List.of(1, 2, 4, 8, 16)) {
                keepCopy();
                store.tamper("UPDATE audit SET object = overlay(object placing chr(ascii(substr(object, " + at
                        + ", 1)) # " + bit + ") from " + at + " for 1) WHERE seq = " + seq);
                assertThat(verify()).isEqualTo(new Audit.Checked.Broken(seq, "it was changed"));
                putBack();
            }
        }
    }

    @Test
    void findsRecordsRemovedSwappedInsertedAndCut() {
        fill();
        broken(5, "DELETE FROM audit WHERE seq = 5");
        broken(1, "DELETE FROM audit WHERE seq = 1");
        broken(
                3,
                "UPDATE audit SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4);"
                        + " UPDATE audit SET seq = -seq WHERE seq < 0");
        broken(6, "DELETE FROM audit WHERE seq = 6; UPDATE audit SET seq = seq - 1 WHERE seq > 6");
        broken(RECORDS, "DELETE FROM audit WHERE seq = " + RECORDS);
        broken(1, "DELETE FROM audit");
        broken(
                RECORDS + 1,
                "INSERT INTO audit SELECT seq + " + RECORDS
                        + ", time, actor, actor_kind, door, on_behalf_of, action, object, outcome, origin, prev_hash, hash"
                        + " FROM audit WHERE seq = 1");
    }

    @Test
    void findsATailCutTogetherWithTheHeadAndAnOlderDatabasePutBack() {
        fill();
        broken(
                16,
                "DELETE FROM audit WHERE seq > 15;"
                        + " UPDATE audit_head SET seq = 15, hash = (SELECT hash FROM audit WHERE seq = 15)");
        broken(1, "DELETE FROM audit; UPDATE audit_head SET seq = 0, hash = repeat('0', 64)");
        broken(0, "DELETE FROM audit_head");
    }

    @Test
    void findsAChainThatWasRewrittenBehindTheRememberedHead() throws Exception {
        fill();
        String remembered = Files.readString(database.auditHead().file());
        keepCopy();
        store.tamper("DELETE FROM audit; UPDATE audit_head SET seq = 0, hash = repeat('0', 64)");
        Files.delete(database.auditHead().file());
        for (int i = 0; i < RECORDS + 5; i++) {
            append("forged " + i);
        }
        assertThat(verify()).isInstanceOf(Audit.Checked.Whole.class);
        Files.writeString(database.auditHead().file(), remembered);
        assertThat(verify())
                .isEqualTo(new Audit.Checked.Broken(RECORDS, "it is not the record this machine remembers"));
    }

    @Test
    void findsTheHeadFileRemovedOrChanged() throws Exception {
        fill();
        Files.writeString(database.auditHead().file(), "what\n");
        assertThat(verify()).isInstanceOf(Audit.Checked.Broken.class);
        Files.delete(database.auditHead().file());
        assertThat(verify()).isInstanceOf(Audit.Checked.Broken.class);
        append("next");
        assertThat(database.auditHead().read()).isInstanceOf(AuditHead.Remembered.Reached.class);
        assertThat(verify()).isInstanceOf(Audit.Checked.Whole.class);
    }

    @Test
    void keepsOneOrderForManyWriters() throws Exception {
        List<Callable<Boolean>> writers = IntStream.range(0, 6)
                .<Callable<Boolean>>mapToObj(w -> () -> {
                    for (int i = 0; i < 20; i++) {
                        append("writer " + w + " record " + i);
                        assertThat(verify()).isInstanceOf(Audit.Checked.Whole.class);
                    }
                    return true;
                })
                .toList();
        Tasks.all(writers, Duration.ofSeconds(120));
        assertThat(verify())
                .isInstanceOfSatisfying(
                        Audit.Checked.Whole.class,
                        ok -> assertThat(ok.records()).isEqualTo(120));
    }

    @Test
    void readsBackExactlyWhatItHashed() {
        for (String hostile : List.of("", "\u0000", "\ud800", "é😀\u2028\"\\\n", "x".repeat(5000), "a\tb")) {
            append(hostile);
        }
        assertThat(verify()).isInstanceOf(Audit.Checked.Whole.class);
    }

    private void broken(long firstBad, String tampering) {
        keepCopy();
        store.tamper(tampering);
        assertThat(verify())
                .as(tampering)
                .isInstanceOfSatisfying(
                        Audit.Checked.Broken.class,
                        b -> assertThat(b.seq()).as(b.why()).isEqualTo(firstBad));
        putBack();
        assertThat(verify()).isInstanceOf(Audit.Checked.Whole.class);
    }

    private void keepCopy() {
        store.tamper("DROP TABLE IF EXISTS copy, copy_head; CREATE TABLE copy AS SELECT * FROM audit;"
                + " CREATE TABLE copy_head AS SELECT * FROM audit_head");
    }

    private void putBack() {
        store.tamper("DELETE FROM audit; INSERT INTO audit SELECT * FROM copy;"
                + " DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM copy_head");
    }

    /** Whether the tampering changed anything: putting a '0' where there was one does not. */
    private boolean differs() {
        store.tamper("CREATE TABLE IF NOT EXISTS diff (one int)");
        return store.tamper("INSERT INTO diff SELECT 1 FROM (SELECT * FROM audit EXCEPT SELECT * FROM copy) d") > 0;
    }

    private Audit.Checked verify() {
        return Audit.verify(database);
    }

    private void fill() {
        for (int i = 1; i <= RECORDS; i++) {
            append("object number " + i);
        }
    }

    private void append(String object) {
        var entry = new AuditEntry(
                Instant.parse("2026-11-24T12:00:00.123456789Z"),
                Caller.human("me@here"),
                "test",
                object,
                "ok",
                "run-1");
        database.transact(tx -> tx.audit().append(entry));
    }
}
