package dev.slipway.app;

import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Database;
import dev.slipway.store.Releases;
import dev.slipway.store.RunTable;
import dev.slipway.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The record of deployments in the store, each with its audit record in the same transaction. */
final class StoreDeployments implements Deployments {
    private final Database database;
    private final Caller caller;

    StoreDeployments(Database database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    @Override
    public void ended(Deployment d) {
        database.transact(tx -> {
            Releases.Deployment row = row(tx, d);
            if (tx.releases().add(row)) {
                String object = row.scope() + " " + row.release() + " " + row.digest();
                String outcome = row.outcome().word() + (d.reason().isEmpty() ? "" : ": " + d.reason());
                tx.audit().append(new AuditEntry(row.at(), caller, "deployment.ended", object, outcome, row.run()));
            }
        });
    }

    /** Which run this belongs to is known to the lease: one unfinished run a scope. */
    private Releases.Deployment row(Transaction tx, Deployment d) {
        ReleaseSpec release = d.release();
        String run = tx.leases().holder(release.scope()).orElse("");
        Digest plan = tx.runs()
                .find(run)
                .map(RunTable.RunRow::planHash)
                .map(Digest::new)
                .orElseGet(() -> Digest.of(d.id()));
        return new Releases.Deployment(
                d.id(),
                release.scope(),
                release.id(),
                release.version(),
                release.digest(),
                d.replaced(),
                d.serving(),
                outcome(d.outcome()),
                d.reason(),
                d.blamed(),
                d.port() == 0 ? "" : url(release.service(), d.port()),
                plan,
                run,
                caller.principal(),
                Json.write(d),
                Instant.ofEpochMilli(d.atMillis()));
    }

    @Override
    public Optional<ReleaseSpec> current(String scope) {
        return database.inTransaction(tx -> tx.releases().current(scope))
                .map(row -> read(row).release());
    }

    @Override
    public List<Deployment> history(String scope, int limit) {
        return database.inTransaction(tx -> tx.releases().history(scope, limit)).stream()
                .map(StoreDeployments::read)
                .toList();
    }

    /** The deployment as it was handed in. */
    static Deployment read(Releases.Deployment row) {
        return Json.read(row.details(), Deployment.class, "deployment " + row.id());
    }

    /** The address of a service for life. */
    static String url(String service, int port) {
        return "http://" + service + ".localhost:" + port;
    }

    private static Releases.Outcome outcome(Outcome outcome) {
        return switch (outcome) {
            case PROMOTED -> Releases.Outcome.PROMOTED;
            case ROLLED_BACK -> Releases.Outcome.ROLLED_BACK;
            case NEEDS_PERSON -> Releases.Outcome.NEEDS_PERSON;
            case REVERTED -> Releases.Outcome.REVERTED;
            case REMOVED -> Releases.Outcome.REMOVED;
        };
    }
}
