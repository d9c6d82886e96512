package dev.slipway.store;

import dev.slipway.base.Digest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Signed statements about digests, and waivers of gates. */
public final class EvidenceTable {
    /** Statements about one digest that are read; an artifact has about ten. */
    private static final int MAX_ABOUT = 1_000;

    private final Sql sql;

    EvidenceTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A statement as stored.
     *
     * @param type its predicate type
     * @param envelope the signed bytes, never changed
     * @param signer for people; the envelope decides
     * @param imported whether a foreign system saw it happen and not we
     */
    public record EvidenceRow(
            Digest subject, String type, byte[] envelope, String signer, boolean imported, Instant at) {}

    /** A waiver of one gate for a plan's hash or a digest. */
    public record WaiverRow(Digest subject, String gate, String who, String reason, Instant at) {}

    /** Keeps a statement; the same bytes about the same subject are kept once. */
    public void add(EvidenceRow e) {
        sql.update(
                "INSERT INTO evidence (subject, type, digest, envelope, signer, imported, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                e.subject().value(),
                e.type(),
                Digest.of(e.envelope()).value(),
                e.envelope(),
                e.signer(),
                e.imported(),
                e.at());
    }

    /** Statements about this digest, newest first. */
    public List<EvidenceRow> about(Digest subject) {
        return sql.list(
                "SELECT subject, type, envelope, signer, imported, at FROM evidence WHERE subject = ?"
                        + " ORDER BY id DESC LIMIT " + MAX_ABOUT,
                EvidenceTable::read,
                subject.value());
    }

    /** Records a waiver. */
    public void waive(WaiverRow w) {
        sql.update(
                "INSERT INTO waiver (subject, gate, who, reason, at) VALUES (?, ?, ?, ?, ?)",
                w.subject().value(),
                w.gate(),
                w.who(),
                w.reason(),
                w.at());
    }

    /** Waivers for this plan hash or digest, oldest first. */
    public List<WaiverRow> waivers(Digest subject) {
        return sql.list(
                "SELECT subject, gate, who, reason, at FROM waiver WHERE subject = ? ORDER BY id",
                r -> new WaiverRow(
                        new Digest(r.text("subject")), r.text("gate"), r.text("who"), r.text("reason"), r.time("at")),
                subject.value());
    }

    private static EvidenceRow read(Sql.Row r) throws SQLException {
        return new EvidenceRow(
                new Digest(r.text("subject")),
                r.text("type"),
                r.bytes("envelope"),
                r.text("signer"),
                r.truth("imported"),
                r.time("at"));
    }
}
