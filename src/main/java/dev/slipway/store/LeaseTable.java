package dev.slipway.store;

import java.util.List;
import java.util.Optional;

/** One unfinished run a scope. Scopes are locked in their order, so that two claims never wait in a circle. */
public final class LeaseTable {
    private final Sql sql;

    LeaseTable(Sql sql) {
        this.sql = sql;
    }

    /** Locks these scopes until the end of the transaction; gives the highest plan generation any of them has seen. */
    public long lock(List<String> scopes) {
        long highest = 0;
        for (String scope : scopes.stream().sorted().distinct().toList()) {
            sql.update("INSERT INTO scope (key, generation) VALUES (?, 0) ON CONFLICT DO NOTHING", scope);
            highest = Math.max(
                    highest,
                    sql.first(
                                    "SELECT generation FROM scope WHERE key = ? FOR UPDATE",
                                    r -> r.number("generation"),
                                    scope)
                            .orElseThrow());
        }
        return highest;
    }

    /** The unfinished run that holds this scope. */
    public Optional<String> holder(String scope) {
        return sql.first("SELECT run FROM lease WHERE scope = ?", r -> r.text("run"), scope);
    }

    /** Gives locked scopes to a run, at this generation. */
    public void grant(List<String> scopes, String run, long generation) {
        for (String scope : scopes.stream().sorted().distinct().toList()) {
            sql.update("UPDATE scope SET generation = ? WHERE key = ?", generation, scope);
            sql.update("INSERT INTO lease (scope, run) VALUES (?, ?)", scope, run);
        }
    }

    /** Frees all scopes of a run. */
    public void release(String run) {
        sql.update("DELETE FROM lease WHERE run = ?", run);
    }

    /** The plan generation of a scope; 0 when no plan ever ran. */
    public long generation(String scope) {
        return sql.first("SELECT generation FROM scope WHERE key = ?", r -> r.number("generation"), scope)
                .orElse(0L);
    }
}
