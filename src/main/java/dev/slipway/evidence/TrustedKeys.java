package dev.slipway.evidence;

import dev.slipway.base.Digest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The public keys whose signatures can be checked. To be checkable is not yet to be trusted: an environment decides. */
public final class TrustedKeys {
    private final Map<String, Known> byId;

    /** These keys; of two with one id the first. */
    public TrustedKeys(Collection<Known> keys) {
        byId = keys.stream().collect(Collectors.toUnmodifiableMap(Known::id, k -> k, (a, b) -> a));
    }

    /**
     * A public key.
     *
     * @param label {@code USER@HOST} whose key it is
     * @param local whether it is this machine's own
     * @param notAfter what was signed later, and anything judged later, does not count; {@link Instant#MAX} for never
     */
    public record Known(PublicKey key, String label, boolean local, Instant notAfter) {
        /** SHA-256 of the key's X.509 form. */
        public String id() {
            return Digest.of(key.getEncoded()).value();
        }

        /** For people: never just "signed". */
        public String text() {
            return (local ? "local key of " : "key of ") + label;
        }
    }

    /** The key with this id. */
    public Optional<Known> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All keys. */
    public Collection<Known> all() {
        return byId.values();
    }
}
