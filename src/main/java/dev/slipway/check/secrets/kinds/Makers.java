package dev.slipway.check.secrets.kinds;

import dev.slipway.check.secrets.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Assemble tokens that are right inside and nobody's: for examples, so that no source holds one. */
final class Makers {
    private static final Shape THIRTY = Shape.of("%a{30}");
    private static final Shape DIGITS = Shape.of("[1-9]%d{17}");
    private static final Shape DISCORD_REST = Shape.of("%w{6}.%w{38}");

    private Makers() {}

    /** With the six characters that GitHub and npm compute from the rest. */
    static String checksummed(String prefix, RandomGenerator random) {
        String body = THIRTY.example(random);
        return prefix + body + Proofs.base62Checksum(body);
    }

    static String macaroon(RandomGenerator random) {
        byte[] bytes = new byte[90];
        random.nextBytes(bytes);
        byte[] head = "\2\1\10pypi.org".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return "pypi-" + url(bytes);
    }

    static String discord(RandomGenerator random) {
        String id = url(DIGITS.example(random).getBytes(StandardCharsets.US_ASCII));
        return id + "." + DISCORD_REST.example(random);
    }

    static String jwt(RandomGenerator random) {
        return jwt("{\"sub\":\"" + DIGITS.example(random) + "\",\"scope\":\"all\"}", random);
    }

    static String serviceRole(RandomGenerator random) {
        return jwt("{\"role\":\"service_role\",\"ref\":\"" + DIGITS.example(random) + "\"}", random);
    }

    private static String jwt(String payload, RandomGenerator random) {
        byte[] signature = new byte[32];
        random.nextBytes(signature);
        String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
        return url(header.getBytes(StandardCharsets.US_ASCII)) + "." + url(payload.getBytes(StandardCharsets.US_ASCII))
                + "." + url(signature);
    }

    /** The text of a private key: an ASN.1 sequence of random bytes between the marks. */
    static String pem(String label, String secret) {
        boolean made = secret.chars().allMatch(Character::isLetterOrDigit);
        byte[] der = ("0\202\1\4" + secret.repeat(30).substring(0, Math.min(260, secret.length() * 30)))
                .getBytes(StandardCharsets.ISO_8859_1);
        String body = made && der.length == 264
                ? Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                : secret;
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
