package dev.slipway.store;

import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One link of the audit chain: {@code hash = SHA-256(0x00 || previous hash || canonical JSON of the rest)}. 0x00 is the leaf
 * prefix of RFC 6962, so that a tree over the records can be added without new hashes. Hashes are 64 hex digits; the one
 * before the first is all zero.
 */
public record AuditRecord(
        long seq,
        Instant time,
        String actor,
        String actorKind,
        String door,
        String onBehalfOf,
        String action,
        String object,
        String outcome,
        String origin,
        String previousHash,
        String hash) {
    /** Before the first record. */
    public static final String ZERO = "0".repeat(64);

    /** What is hashed. Components in alphabetical order: the canonical form of RFC 8785 sorts keys. */
    private record Canonical(
            String action,
            String actor,
            String actorKind,
            String door,
            String object,
            String onBehalfOf,
            String origin,
            String outcome,
            long seq,
            String time) {}

    /** The record that follows the one with this number and hash. */
    static AuditRecord after(long lastSeq, String lastHash, AuditEntry e) {
        var open = new AuditRecord(
                lastSeq + 1,
                e.time(),
                e.caller().principal(),
                e.caller().kind().name(),
                e.caller().door(),
                e.caller().onBehalfOf(),
                e.action(),
                e.object(),
                e.outcome(),
                e.origin(),
                lastHash,
                "");
        return open.withHash(open.expectedHash());
    }

    private AuditRecord withHash(String value) {
        return new AuditRecord(
                seq, time, actor, actorKind, door, onBehalfOf, action, object, outcome, origin, previousHash, value);
    }

    /** The hash this record must have. */
    public String expectedHash() {
        MessageDigest digest = Digest.sha256();
        digest.update((byte) 0);
        digest.update(HexFormat.of().parseHex(previousHash));
        String json = Json.write(new Canonical(
                action, actor, actorKind, door, object, onBehalfOf, origin, outcome, seq, time.toString()));
        return HexFormat.of().formatHex(digest.digest(json.getBytes(StandardCharsets.UTF_8)));
    }
}
