package dev.slipway.app;

import dev.slipway.app.resources.ResourcePorts;
import dev.slipway.base.AppName;
import dev.slipway.base.Caller;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.exec.files.Home;
import dev.slipway.store.ApplicationTable;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.Database;
import dev.slipway.store.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalInt;

/** What an application keeps for life: its name on this machine, and the public ports of its services. */
public final class Registry implements ResourcePorts {
    /** The first public port; the next free ones follow. */
    private static final int FIRST_PORT = 7070;

    /** Ports tried before giving up. */
    private static final int PORTS = 2_000;

    private final Database database;
    private final Home home;
    private final Caller caller;
    private final Clock clock;

    Registry(Database database, Home home, Caller caller, Clock clock) {
        this.database = database;
        this.home = home;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Registers an application, or recognises it. The same origin may be checked out anew elsewhere after the first checkout is
     * gone; two checkouts that both exist are two applications and need two names.
     */
    public void register(AppName app, String origin, Path folder) {
        var wanted = new ApplicationTable.Application(app.value(), origin, folder.toString(), clock.instant());
        var known = database.inTransaction(tx -> {
            var found = tx.applications().register(wanted);
            boolean fresh =
                    found.path().equals(wanted.path()) && found.created().equals(wanted.created());
            if (fresh) {
                tx.audit()
                        .append(new AuditEntry(
                                clock.instant(), caller, "application.registered", app.value(), "ok", origin));
            }
            return found;
        });
        boolean same = known.path().equals(folder.toString());
        if (same) {
            return;
        }
        if (java.nio.file.Files.isDirectory(Path.of(known.path()))) {
            throw new Problem(
                            Exit.INPUT,
                            "another checkout on this machine already ships '" + app + "'",
                            folder.toString(),
                            "the first one is " + known.path(),
                            "ship from there, or give this one a name of its own: `name: " + app
                                    + "-2` in slipway.yaml")
                    .asException();
        }
        database.transact(tx -> {
            tx.applications().move(app.value(), origin, folder.toString());
            tx.audit()
                    .append(new AuditEntry(
                            clock.instant(), caller, "application.moved", app.value(), folder.toString(), origin));
        });
    }

    /** The public port of a service, given on first use and kept for life. */
    public int publicPort(Scope scope) {
        return keptPort(scope.key(), FIRST_PORT);
    }

    @Override
    public int embeddedPostgres() throws InterruptedException {
        return EmbeddedPostgres.applications(home).foreground().port();
    }

    @Override
    public int container(String scope) {
        return keptPort(scope, FIRST_PORT + PORTS);
    }

    private int keptPort(String key, int first) {
        OptionalInt kept = database.inTransaction(tx -> tx.applications().port(key));
        if (kept.isPresent()) {
            return kept.getAsInt();
        }
        for (int port = first; port < first + PORTS; port++) {
            int candidate = port;
            if (free(candidate)
                    && database.inTransaction(tx -> tx.applications().takePort(key, candidate))) {
                return candidate;
            }
        }
        throw Problem.surroundings(
                        "no port is free for " + key,
                        "127.0.0.1:" + first + " to " + (first + PORTS - 1),
                        "all are taken",
                        "slipway status")
                .asException();
    }

    /** Whether nobody listens on this port of the loopback address. */
    public static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
