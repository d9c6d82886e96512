package dev.slipway.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Applications by name, and the public port each service keeps for life. */
public final class ApplicationTable {
    private final Sql sql;

    ApplicationTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * An application.
     *
     * @param origin its git origin; empty when it has none
     * @param path where its first checkout lives
     */
    public record Application(String name, String origin, String path, Instant created) {}

    /** A public port. */
    public record PublicPort(String scope, int port) {}

    /**
     * Registers a name and gives who has it: the given one, or the one that was first. The caller compares, and tells a second
     * checkout where the first lives.
     */
    public Application register(Application a) {
        sql.update(
                "INSERT INTO application (name, origin, path, created) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                a.name(),
                a.origin(),
                a.path(),
                a.created());
        return find(a.name()).orElseThrow();
    }

    /** The application moved. */
    public void move(String name, String origin, String path) {
        sql.update("UPDATE application SET origin = ?, path = ? WHERE name = ?", origin, path, name);
    }

    /** By name. */
    public Optional<Application> find(String name) {
        return sql.first("SELECT name, origin, path, created FROM application WHERE name = ?", this::read, name);
    }

    /** All, by name. */
    public List<Application> all() {
        return sql.list("SELECT name, origin, path, created FROM application ORDER BY name", this::read);
    }

    /** Forgets the application and its ports; history and audit stay. */
    public void forget(String name) {
        sql.update("DELETE FROM public_port WHERE starts_with(scope, ?)", name + "/");
        sql.update("DELETE FROM application WHERE name = ?", name);
    }

    /** The port of a scope. */
    public OptionalInt port(String scope) {
        return sql.first(
                        "SELECT port FROM public_port WHERE scope = ?",
                        r -> OptionalInt.of((int) r.number("port")),
                        scope)
                .orElse(OptionalInt.empty());
    }

    /** Gives a scope its port for life; false when another scope has it. A scope that has one keeps that one. */
    public boolean takePort(String scope, int port) {
        sql.update("INSERT INTO public_port (scope, port) VALUES (?, ?) ON CONFLICT DO NOTHING", scope, port);
        return port(scope).equals(OptionalInt.of(port));
    }

    /** Changes the port of a scope because a person asked; false when another scope has it. */
    public boolean changePort(String scope, int port) {
        sql.update(
                "UPDATE public_port SET port = ? WHERE scope = ?"
                        + " AND NOT EXISTS (SELECT 1 FROM public_port WHERE port = ?)",
                port,
                scope,
                port);
        return port(scope).equals(OptionalInt.of(port));
    }

    /** All ports given, by port. */
    public List<PublicPort> ports() {
        return sql.list(
                "SELECT scope, port FROM public_port ORDER BY port",
                r -> new PublicPort(r.text("scope"), (int) r.number("port")));
    }

    private Application read(Sql.Row r) throws java.sql.SQLException {
        return new Application(r.text("name"), r.text("origin"), r.text("path"), r.time("created"));
    }
}
