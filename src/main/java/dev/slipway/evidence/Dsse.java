package dev.slipway.evidence;

import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.InToto;
import dev.slipway.base.wire.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/**
 * Signed envelopes: DSSE v1 (secure-systems-lab, protocol.md) with Ed25519. What is signed is the pre-authentication
 * encoding of type and payload, so neither can be exchanged.
 */
public final class Dsse {
    /** Bytes of an envelope that is read: the largest statement lists the suites of a big test run. */
    private static final int MAX_BYTES = 4 << 20;

    /** Signatures of one envelope that are looked at. */
    private static final int MAX_SIGNATURES = 16;

    private Dsse() {}

    /** What checking an envelope gave. */
    public sealed interface Checked {
        /** The statement, and the key that signed it. */
        record Good(Statement statement, TrustedKeys.Known signer) implements Checked {}

        /** It counts for nothing. */
        record Bad(String why) implements Checked {}
    }

    /** A signed envelope around a statement, as JSON. */
    public static byte[] sign(Statement statement, SigningKey key) {
        byte[] payload = statement.bytes();
        byte[] signature = key.sign(pae(InToto.PAYLOAD_TYPE, payload));
        Base64.Encoder base64 = Base64.getEncoder();
        InToto.Envelope envelope = new InToto.Envelope(
                base64.encodeToString(payload),
                InToto.PAYLOAD_TYPE,
                List.of(new InToto.Signature(key.known().id(), base64.encodeToString(signature))));
        return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
    }

    /** Checks the signatures and reads the statement; a key that is not at hand is as bad as a wrong signature. */
    public static Checked check(byte[] bytes, TrustedKeys keys) {
        if (bytes.length > MAX_BYTES) {
            return new Checked.Bad("larger than " + MAX_BYTES + " bytes");
        }
        try {
            InToto.Envelope envelope =
                    Json.read(new String(bytes, StandardCharsets.UTF_8), InToto.Envelope.class, "envelope");
            byte[] payload = Base64.getDecoder().decode(envelope.payload());
            if (!envelope.payloadType().equals(InToto.PAYLOAD_TYPE)) {
                return new Checked.Bad("payload type " + envelope.payloadType());
            }
            return check(envelope, payload, keys);
        } catch (SlipwayException | IllegalArgumentException e) {
            return new Checked.Bad("not an envelope");
        }
    }

    private static Checked check(InToto.Envelope envelope, byte[] payload, TrustedKeys keys) {
        String why = "without a signature";
        byte[] encoded = pae(envelope.payloadType(), payload);
        for (InToto.Signature s :
                envelope.signatures().stream().limit(MAX_SIGNATURES).toList()) {
            var named = keys.find(s.keyid());
            // The key id is a hint that other signers fill as they like, or leave empty.
            var signer = named.isPresent()
                    ? named.filter(k -> verifies(k, encoded, s.sig()))
                    : keys.all().stream()
                            .filter(k -> verifies(k, encoded, s.sig()))
                            .findFirst();
            if (signer.isPresent()) {
                return new Checked.Good(Statement.read(payload, "envelope"), signer.get());
            }
            why = named.isPresent()
                    ? "the signature of " + named.get().text() + " does not match: forged or damaged"
                    : "signed by the unknown key " + shown(s.keyid());
        }
        return new Checked.Bad(why);
    }

    private static boolean verifies(TrustedKeys.Known known, byte[] encoded, String signature) {
        try {
            // DSSE leaves the algorithm to the key: ECDSA with SHA-256 in DER is what cosign and others sign with.
            boolean curve = known.key().getAlgorithm().equals("EC");
            Signature check = Signature.getInstance(curve ? "SHA256withECDSA" : "Ed25519");
            check.initVerify(known.key());
            check.update(encoded);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String shown(String keyid) {
        String plain = keyid.replaceAll("[^0-9A-Za-z:+/=._-]", "?");
        return plain.length() > 19 ? plain.substring(0, 19) + "…" : plain;
    }

    /** {@code DSSEv1 LEN(type) type LEN(payload) payload}, lengths in decimal bytes. */
    static byte[] pae(String type, byte[] payload) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(typeBytes);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
