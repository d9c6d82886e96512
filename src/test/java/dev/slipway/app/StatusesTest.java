package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.files.Home;
import dev.slipway.store.ApplicationTable;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.PostgresForTests;
import dev.slipway.store.Releases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresForTests.class)
final class StatusesTest {
    private static final String SCOPE = "shop/web/prod/local";

    @Test
    void aServiceWhoseFirstRolloutNeedsAPersonIsShownWithTheCommandThatComesNext(
            PostgresForTests.Store store, @TempDir Path folder) throws Exception {
        try (Rooms rooms = RoomsForTests.on(new Home(folder), store.open())) {
            rooms.database().transact(tx -> {
                tx.applications()
                        .register(new ApplicationTable.Application("shop", "origin", "/src/my shop", Instant.now()));
                tx.releases().add(stuck());
                tx.audit()
                        .append(new AuditEntry(
                                Instant.now(), Caller.human("a@b"), "deployment.ended", SCOPE, "needs-person", ""));
            });
            List<StatusReport.ServiceStatus> services =
                    new Statuses(rooms).report().services();
            assertThat(services).hasSize(1);
            assertThat(services.getFirst().state()).isEqualTo("needs-person");
            assertThat(services.getFirst().attention()).contains("v1", "the port is taken");
            assertThat(services.getFirst().next()).isEqualTo("slipway ship '/src/my shop' --env prod --retry");
        }
    }

    private static Releases.Deployment stuck() {
        ReleaseSpec release = new ReleaseSpec(
                        "",
                        SCOPE,
                        "web",
                        "v1",
                        Digest.of("image"),
                        Digest.of("tree"),
                        List.of("/bin/true"),
                        "none",
                        Map.of(),
                        Map.of(),
                        "",
                        true,
                        "",
                        List.of(),
                        1,
                        1_000)
                .identified();
        var deployment = new Deployments.Deployment(
                "d1", release, "", "", Deployments.Outcome.NEEDS_PERSON, "the port is taken", false, 7070, "{}", 0);
        return new Releases.Deployment(
                "d1",
                SCOPE,
                release.id(),
                "v1",
                release.digest(),
                "",
                "",
                Releases.Outcome.NEEDS_PERSON,
                "the port is taken",
                false,
                "http://web.localhost:7070",
                Digest.of("plan"),
                "run-1",
                "a@b",
                Json.write(deployment),
                Instant.now());
    }
}
