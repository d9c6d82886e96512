package dev.slipway.evidence;

import dev.slipway.base.Digest;
import java.util.List;

/** Where envelopes are kept. The store implements it; a put is in the audit chain or does not happen. */
public interface EvidenceStore {
    /**
     * Keeps an envelope about a digest.
     *
     * @param predicateType the in-toto type, for listing
     * @param signer key id
     * @param summary one line for people
     */
    void put(Digest subject, byte[] envelope, String predicateType, String signer, String summary);

    /** Envelopes about this digest, newest first. */
    List<byte[]> about(Digest subject);
}
