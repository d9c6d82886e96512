package dev.slipway.store;

import dev.slipway.base.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was brought where, when, by whom, how it ended, and what serves since. Rows are added, never changed. */
public final class Releases {
    private static final String COLUMNS = "id, scope, release, version, digest, replaced, serving, outcome, reason,"
            + " blamed, url, plan_hash, run, who, details, at";

    private final Sql sql;

    Releases(Sql sql) {
        this.sql = sql;
    }

    /** How a deployment ended. */
    public enum Outcome {
        PROMOTED("promoted"),
        ROLLED_BACK("rolled-back"),
        NEEDS_PERSON("needs-person"),
        /** Promoted, then taken back: by a person, or because a later service of the same plan failed. */
        REVERTED("reverted"),
        /** The service was taken away. */
        REMOVED("removed");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** As stored and shown. */
        public String word() {
            return word;
        }

        static Outcome of(String word) {
            for (Outcome o : values()) {
                if (o.word.equals(word)) {
                    return o;
                }
            }
            throw new IllegalStateException("unknown outcome " + word);
        }
    }

    /**
     * One deployment, ended.
     *
     * @param id of the deployment; adding the same id again changes nothing, so a redo is harmless
     * @param scope key of the scope
     * @param release id of the release it was about
     * @param version what people read: the commit, with a mark when the tree was dirty
     * @param digest of the artifact
     * @param replaced id of the release that served before; empty when none did
     * @param serving id of the release that serves afterwards; empty for none
     * @param reason one sentence; empty when promoted
     * @param blamed whether the release itself was found bad
     * @param run the journal's run
     * @param details JSON of the caller: the whole release, evidence, durations, secret references
     */
    public record Deployment(
            String id,
            String scope,
            String release,
            String version,
            Digest digest,
            String replaced,
            String serving,
            Outcome outcome,
            String reason,
            boolean blamed,
            String url,
            Digest planHash,
            String run,
            String who,
            String details,
            Instant at) {}

    /** Adds a deployment; false when it was there already. */
    public boolean add(Deployment d) {
        return sql.update(
                        "INSERT INTO deployment (" + COLUMNS + ")"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        d.id(),
                        d.scope(),
                        d.release(),
                        d.version(),
                        d.digest().value(),
                        d.replaced(),
                        d.serving(),
                        d.outcome().word(),
                        d.reason(),
                        d.blamed(),
                        d.url(),
                        d.planHash().value(),
                        d.run(),
                        d.who(),
                        d.details(),
                        d.at())
                == 1;
    }

    /** The deployment of the release that serves the scope now; empty when nothing serves it. */
    public Optional<Deployment> current(String scope) {
        return sql.first(
                        "SELECT serving FROM deployment WHERE scope = ? ORDER BY seq DESC LIMIT 1",
                        r -> r.text("serving"),
                        scope)
                .filter(serving -> !serving.isEmpty())
                .flatMap(serving -> deploymentOf(scope, serving));
    }

    /** The deployment that brought this release to this scope. */
    public Optional<Deployment> deploymentOf(String scope, String release) {
        return sql.first(
                "SELECT " + COLUMNS + " FROM deployment WHERE scope = ? AND release = ?"
                        + " ORDER BY (outcome = 'promoted') DESC, seq DESC LIMIT 1",
                Releases::read,
                scope,
                release);
    }

    /** The release to go back to: the latest promoted one that is not the current one and was not found bad since. */
    public Optional<Deployment> previous(String scope) {
        return current(scope)
                .flatMap(now -> sql.first(
                        "SELECT " + COLUMNS + " FROM deployment d WHERE scope = ? AND outcome = 'promoted'"
                                + " AND release <> ?"
                                + " AND NOT EXISTS (SELECT 1 FROM deployment b WHERE b.scope = d.scope"
                                + " AND b.release = d.release AND b.blamed AND b.seq > d.seq)"
                                + " ORDER BY seq DESC LIMIT 1",
                        Releases::read,
                        scope,
                        now.release()));
    }

    /** All of a scope, newest first. */
    public List<Deployment> history(String scope, int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM deployment WHERE scope = ? ORDER BY seq DESC LIMIT ?",
                Releases::read,
                scope,
                limit);
    }

    /** By release id or the beginning of a version, newest first. */
    public List<Deployment> find(String releaseOrVersion, int limit) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM deployment WHERE release = ? OR starts_with(version, ?)"
                        + " ORDER BY seq DESC LIMIT ?",
                Releases::read,
                releaseOrVersion,
                releaseOrVersion,
                limit);
    }

    /** Of all scopes, newest first. */
    public List<Deployment> recent(int limit) {
        return sql.list("SELECT " + COLUMNS + " FROM deployment ORDER BY seq DESC LIMIT ?", Releases::read, limit);
    }

    /** The deployments of one run, in order. */
    public List<Deployment> ofRun(String run) {
        return sql.list("SELECT " + COLUMNS + " FROM deployment WHERE run = ? ORDER BY seq", Releases::read, run);
    }

    /** What serves each scope of an application now, by scope; of all applications when {@code app} is empty. */
    public List<Deployment> serving(String app) {
        return sql
                .list(
                        "SELECT DISTINCT scope FROM deployment WHERE starts_with(scope, ?) ORDER BY scope",
                        r -> r.text("scope"),
                        app.isEmpty() ? "" : app + "/")
                .stream()
                .flatMap(scope -> current(scope).stream())
                .toList();
    }

    /** The last deployment of each scope, however it ended. */
    public List<Deployment> latestOfEach() {
        return sql.list(
                "SELECT DISTINCT ON (scope) " + COLUMNS + " FROM deployment ORDER BY scope, seq DESC", Releases::read);
    }

    private static Deployment read(Sql.Row r) throws SQLException {
        return new Deployment(
                r.text("id"),
                r.text("scope"),
                r.text("release"),
                r.text("version"),
                new Digest(r.text("digest")),
                r.text("replaced"),
                r.text("serving"),
                Outcome.of(r.text("outcome")),
                r.text("reason"),
                r.truth("blamed"),
                r.text("url"),
                new Digest(r.text("plan_hash")),
                r.text("run"),
                r.text("who"),
                r.text("details"),
                r.time("at"));
    }
}
