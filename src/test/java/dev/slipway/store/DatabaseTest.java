package dev.slipway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.Tasks;
import dev.slipway.store.Releases.Deployment;
import dev.slipway.store.Releases.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresForTests.class)
class DatabaseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123456Z");
    private static final String SCOPE = "shop/web/local/local";

    @Test
    void knowsTheNewestMigration() throws Exception {
        Path folder = Path.of("src/main/resources", Migrations.FOLDER);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())
                            .mapToInt(f -> Integer.parseInt(f.substring(1, f.indexOf("__"))))
                            .max())
                    .hasValue(Migrations.LATEST);
        }
    }

    @Test
    void refusesADatabaseOfANewerSlipway(PostgresForTests.Store store) {
        store.tamper("INSERT INTO flyway_schema_history"
                + " VALUES (99, '99', 'future', 'SQL', 'V99', 0, 'x', now(), 1, true)");
        assertThatThrownBy(store::open).isInstanceOf(SlipwayException.class).hasMessageContaining("newer Slipway");
    }

    @Test
    void undoesAWholeTransactionAndRemembersNoHeadOfIt(PostgresForTests.Store store) {
        try (Database database = store.open()) {
            assertThatThrownBy(() -> database.transact(tx -> {
                        tx.applications().register(new ApplicationTable.Application("a", "", "/a", NOW));
                        tx.audit().append(entry("x"));
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(database.<Boolean>inTransaction(
                            tx -> tx.applications().find("a").isPresent()))
                    .isFalse();
            assertThat(database.auditHead().read()).isEqualTo(new AuditHead.Remembered.Nothing());
        }
    }

    @Test
    void goesOnAfterItsConnectionsWereCut(PostgresForTests.Store store) {
        try (Database database = store.open()) {
            database.transact(tx -> tx.audit().append(entry("before")));
            store.tamper("DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid(); END $$");
            assertThatThrownBy(() -> database.transact(tx -> tx.audit().append(entry("cut"))))
                    .isInstanceOf(SlipwayException.class)
                    .hasMessageContaining("does not answer");
            database.transact(tx -> tx.audit().append(entry("after")));
            assertThat(database.<List<String>>inTransaction(tx -> tx.audit().latest(9).stream()
                            .map(AuditRecord::object)
                            .toList()))
                    .containsExactly("after", "before");
        }
    }

    @Test
    void givesEveryServiceOnePortForLife(PostgresForTests.Store store) {
        try (Database database = store.open()) {
            database.transact(tx -> {
                ApplicationTable table = tx.applications();
                assertThat(table.takePort(SCOPE, 7070)).isTrue();
                assertThat(table.takePort(SCOPE, 7070)).isTrue();
                assertThat(table.takePort("other/web/local/local", 7070)).isFalse();
                assertThat(table.takePort(SCOPE, 7071)).isFalse();
                assertThat(table.port(SCOPE)).isEqualTo(OptionalInt.of(7070));
                assertThat(table.changePort(SCOPE, 7072)).isTrue();
                assertThat(table.port(SCOPE)).isEqualTo(OptionalInt.of(7072));
                var first = new ApplicationTable.Application("shop", "git@x:shop", "/home/a", NOW);
                assertThat(table.register(first)).isEqualTo(first);
                assertThat(table.register(new ApplicationTable.Application("shop", "git@y:shop", "/b", NOW)))
                        .isEqualTo(first);
                table.forget("shop");
                assertThat(table.find("shop")).isEmpty();
                assertThat(table.port(SCOPE)).isEmpty();
            });
        }
    }

    @Test
    void givesOneOfManyTheSamePort(PostgresForTests.Store store) throws Exception {
        try (Database database = store.open()) {
            List<Callable<Boolean>> takers = IntStream.range(0, 12)
                    .<Callable<Boolean>>mapToObj(i ->
                            () -> database.inTransaction(tx -> tx.applications().takePort("s" + i, 7000)))
                    .toList();
            assertThat(Tasks.all(takers, Duration.ofSeconds(20))).containsOnlyOnce(true);
        }
    }

    @Test
    void keepsEvidenceOnceAndNewestFirst(PostgresForTests.Store store) {
        Digest subject = Digest.of("artifact");
        try (Database database = store.open()) {
            database.transact(tx -> {
                for (String body : List.of("one", "two", "one")) {
                    tx.evidence()
                            .add(new EvidenceTable.EvidenceRow(
                                    subject, "tests", body.getBytes(), "me@here", false, NOW));
                }
                assertThat(tx.evidence().about(subject).stream().map(e -> new String(e.envelope())))
                        .containsExactly("two", "one");
                assertThat(tx.evidence().about(Digest.of("other"))).isEmpty();
                var waiver = new EvidenceTable.WaiverRow(subject, "scan", "me", "it's \"fine\"", NOW);
                tx.evidence().waive(waiver);
                assertThat(tx.evidence().waivers(subject)).containsExactly(waiver);
            });
        }
    }

    @Test
    void tellsWhatServesWhatServedBeforeAndHowTheLastDeploymentOfEachScopeEnded(PostgresForTests.Store store) {
        try (Database database = store.open()) {
            database.transact(tx -> {
                Releases r = tx.releases();
                assertThat(r.current(SCOPE)).isEmpty();
                assertThat(r.previous(SCOPE)).isEmpty();
                var a = deployment("d1", "A", "", "A", Outcome.PROMOTED, false);
                var b = deployment("d2", "B", "A", "B", Outcome.PROMOTED, false);
                var bad = deployment("d3", "C", "B", "B", Outcome.ROLLED_BACK, true);
                assertThat(r.add(a)).isTrue();
                assertThat(r.add(a)).isFalse();
                assertThat(r.current(SCOPE)).contains(a);
                assertThat(r.previous(SCOPE)).isEmpty();
                r.add(b);
                assertThat(r.previous(SCOPE)).contains(a);
                r.add(bad);
                assertThat(r.current(SCOPE)).contains(b);
                assertThat(r.previous(SCOPE)).contains(a);
                var back = deployment("d4", "B", "B", "A", Outcome.REVERTED, false);
                r.add(back);
                assertThat(r.current(SCOPE)).contains(a);
                assertThat(r.previous(SCOPE)).contains(b);
                r.add(deployment("d5", "D", "A", "D", Outcome.PROMOTED, false));
                assertThat(r.serving("shop")).hasSize(1);
                assertThat(r.serving("sho")).isEmpty();
                assertThat(r.latestOfEach().stream().map(Deployment::id)).containsExactly("d5");
                r.add(deployment("d6", "D", "D", "", Outcome.REMOVED, false));
                assertThat(r.latestOfEach().stream().map(Deployment::id)).containsExactly("d6");
                assertThat(r.current(SCOPE)).isEmpty();
                assertThat(r.history(SCOPE, 3).stream().map(Deployment::id)).containsExactly("d6", "d5", "d4");
                assertThat(r.find("B", 9)).hasSize(2);
                assertThat(r.ofRun("run-d1")).containsExactly(a);
            });
        }
    }

    @Test
    void findsBlobsOnlyWhenTheirBytesAreStillTheirs(PostgresForTests.Store store) throws Exception {
        var blobs = new Blobs(store.home());
        Digest digest = blobs.put("hello");
        assertThat(blobs.put("hello")).isEqualTo(digest);
        assertThat(blobs.get(digest).map(String::new)).contains("hello");
        Files.delete(blobs.file(digest));
        Files.writeString(blobs.file(digest), "hullo");
        assertThat(blobs.get(digest)).isEqualTo(Optional.empty());
        blobs.put("hello");
        assertThat(blobs.get(digest).map(String::new)).contains("hello");
    }

    private static Deployment deployment(
            String id, String release, String replaced, String serving, Outcome outcome, boolean blamed) {
        return new Deployment(
                id,
                SCOPE,
                release,
                "v" + release,
                Digest.of(release),
                replaced,
                serving,
                outcome,
                "",
                blamed,
                "http://web.localhost:7070",
                Digest.of("plan" + id),
                "run-" + id,
                "me@here",
                "{}",
                NOW);
    }

    private static AuditEntry entry(String object) {
        return new AuditEntry(NOW, Caller.human("me@here"), "test", object, "ok", "test");
    }
}
