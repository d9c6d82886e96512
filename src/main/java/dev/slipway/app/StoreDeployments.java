package dev.slipway.app;

import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Database;
import dev.slipway.store.Releases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The record of deployments in the store, each with its audit record in the same transaction. */
final class StoreDeployments implements Deployments {
    private final Database database;
    private final String who;

    StoreDeployments(Database database, String who) {
        this.database = database;
        this.who = who;
    }

    @Override
    public void ended(Deployment d) {
        ReleaseSpec release = d.release();
        Releases.Deployment row = new Releases.Deployment(
                release.scope(),
                release.id(),
                release.version(),
                release.digest(),
                Digest.of(d.id()),
                d.id(),
                who,
                outcome(d.outcome()),
                d.port() == 0 ? "" : url(release.service(), d.port()),
                Json.write(d),
                Instant.ofEpochMilli(d.atMillis()));
        database.transact(tx -> {
            boolean known = tx.releases().release(release.id()).stream()
                    .anyMatch(r -> r.run().equals(d.id()) && r.outcome() == row.outcome());
            if (!known) {
                tx.releases().add(row);
                tx.audit()
                        .append(new AuditEntry(
                                who,
                                "human",
                                "cli",
                                "deploy",
                                release.scope() + " " + release.id() + " " + release.digest(),
                                row.outcome().word() + (d.reason().isEmpty() ? "" : ": " + d.reason()),
                                d.id()));
            }
        });
    }

    @Override
    public Optional<ReleaseSpec> current(String scope) {
        return database.inTransaction(tx -> tx.releases().current(scope)).map(r -> read(r).release());
    }

    @Override
    public List<Deployment> history(String scope, int limit) {
        return database.inTransaction(tx -> tx.releases().history(scope, limit)).stream()
                .map(StoreDeployments::read)
                .toList();
    }

    /** The deployment as it was handed in. */
    static Deployment read(Releases.Deployment row) {
        return Json.read(row.details(), Deployment.class, "deployment " + row.run());
    }

    /** The address of a service for life. */
    static String url(String service, int port) {
        return "http://" + service + ".localhost:" + port;
    }

    private static Releases.Outcome outcome(Outcome outcome) {
        return switch (outcome) {
            case PROMOTED -> Releases.Outcome.LIVE;
            case ROLLED_BACK, REVERTED -> Releases.Outcome.ROLLED_BACK;
            case NEEDS_PERSON -> Releases.Outcome.STUCK;
            case REMOVED -> Releases.Outcome.REMOVED;
        };
    }
}
