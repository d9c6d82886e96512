package dev.slipway.app;

import dev.slipway.base.AppName;
import dev.slipway.base.Digest;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.files.SealedFiles;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Unpacker;
import dev.slipway.plan.Fence;
import dev.slipway.store.ApplicationDatabases;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Releases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Deletes an application from this machine. The history and the audit chain stay: they say that it was here. */
final class Purge {
    private final Rooms rooms;

    Purge(Rooms rooms) {
        this.rooms = rooms;
    }

    List<String> list(AppName app) {
        if (rooms.database()
                .inTransaction(tx -> tx.applications().find(app.value()))
                .isEmpty()) {
            throw new Problem(
                            Exit.INPUT,
                            "there is no application '" + app + "' on this machine",
                            "",
                            "known are "
                                    + rooms
                                            .database()
                                            .inTransaction(
                                                    tx -> tx.applications().all())
                                            .stream()
                                            .map(a -> a.name())
                                            .toList(),
                            "slipway status")
                    .asException();
        }
        List<String> what = new ArrayList<>();
        serving(app).forEach(r -> what.add("the running service " + r.service() + " (" + r.version() + ")"));
        digests(app).forEach(d -> what.add("image and release " + d.abbreviated()));
        secrets(app).forEach(s -> what.add("secret " + s));
        databases(app).forEach(d -> what.add("database of " + d.service() + " with all its data"));
        return what;
    }

    void run(AppName app, Progress progress) throws InterruptedException {
        list(app);
        for (ReleaseSpec release : serving(app)) {
            Scope scope = Scope.parse(release.scope());
            Fence last = new Fence(Long.MAX_VALUE / 2_000_000, 0);
            rooms.router().remove(scope, last);
            rooms.target().stop(release, 0, last);
            progress.accept(new Progress.Event.Note("stopped " + release.service()));
        }
        List<Scope> databases = databases(app);
        if (!databases.isEmpty()) {
            rooms.keeper().ensureRunning(rooms.runtime());
            var cluster =
                    new ApplicationDatabases(rooms.resourceHandler().startCluster(), new SealedFiles(rooms.home()));
            databases.forEach(scope -> cluster.drop(scope, "postgres"));
        }
        for (Digest digest : digests(app)) {
            remove(digest);
        }
        secrets(app).forEach(rooms.secrets()::remove);
        rooms.database().transact(tx -> {
            tx.applications().forget(app.value());
            tx.audit()
                    .append(new AuditEntry(
                            rooms.clock().instant(), rooms.caller(), "application.purged", app.value(), "ok", ""));
        });
    }

    private void remove(Digest digest) {
        try {
            new Unpacker(rooms.home()).purge(digest);
            new ImageStore(rooms.home()).remove(digest);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + digest, e);
        }
    }

    private List<ReleaseSpec> serving(AppName app) {
        return rooms.database().inTransaction(tx -> tx.releases().serving(app.value())).stream()
                .map(r -> StoreDeployments.read(r).release())
                .toList();
    }

    /** Digests that no other application serves. */
    private Set<Digest> digests(AppName app) {
        Set<Digest> own = new TreeSet<>();
        Set<Digest> others = new TreeSet<>();
        List<Releases.Deployment> all =
                rooms.database().inTransaction(tx -> tx.releases().serving(""));
        all.stream().filter(r -> !Recovery.app(r.scope()).equals(app)).forEach(r -> others.add(r.digest()));
        for (Releases.Deployment row : all) {
            if (Recovery.app(row.scope()).equals(app)) {
                rooms.deployments()
                        .history(row.scope(), 1_000)
                        .forEach(d -> own.add(d.release().digest()));
            }
        }
        own.removeAll(others);
        return own;
    }

    private List<String> secrets(AppName app) {
        return rooms.secrets().names(app + "/");
    }

    /** Resources of the application keep their passwords under a scope of their own. */
    private List<Scope> databases(AppName app) {
        return rooms.secrets().names(app + "/").stream()
                .filter(n -> n.endsWith("/postgres/PASSWORD"))
                .map(n -> Scope.parse(n.substring(0, n.length() - "/postgres/PASSWORD".length())))
                .toList();
    }
}
