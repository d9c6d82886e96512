package dev.slipway.evidence;

import dev.slipway.base.Digest;
import java.util.List;

/** Where envelopes are kept. The store implements it; a put is in the audit chain or does not happen. */
public interface EvidenceStore {
    /**
     * What a list shows of an envelope without opening it.
     *
     * @param predicateType the in-toto type
     * @param signer key id
     * @param how seen here, or brought by somebody
     * @param summary one line for people
     */
    record Entry(String predicateType, String signer, Origin.How how, String summary) {}

    /** Keeps an envelope about a digest. */
    void put(Digest subject, byte[] envelope, Entry entry);

    /** Envelopes about this digest, newest first. */
    List<byte[]> about(Digest subject);
}
