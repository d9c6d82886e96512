package dev.slipway.check.secrets.kinds;

import dev.slipway.check.secrets.Proof.Answer;
import dev.slipway.check.secrets.SecretValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** What the vendors say about the inside of their tokens. */
final class Proofs {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Accounts of AWS have twelve digits. */
    private static final long MAX_AWS_ACCOUNT = 999_999_999_999L;

    private static final Pattern PUBLIC_JWT =
            Pattern.compile("(?s).*(?:\"role\"\\s*:\\s*\"anon\"|John Doe|\"1234567890\"|example\\.(?:com|org)).*");

    private static final Pattern SERVICE_ROLE = Pattern.compile("(?s).*\"role\"\\s*:\\s*\"service_role\".*");

    private Proofs() {}

    /** Six last characters: CRC-32 of those before them and after the prefix, in base 62 (GitHub, "token formats"). */
    static Answer githubChecksum(String token) {
        return checksum(token) ? Answer.PROVEN : Answer.REFUTED;
    }

    /** The same checksum where the vendor does not promise it for ever. */
    static Answer likelyChecksum(String token) {
        return checksum(token) ? Answer.PROVEN : Answer.POSSIBLE;
    }

    private static boolean checksum(String token) {
        String rest = token.substring(token.indexOf('_') + 1);
        return rest.length() > 6
                && base62Checksum(rest.substring(0, rest.length() - 6)).equals(rest.substring(rest.length() - 6));
    }

    /** CRC-32 in six digits of base 62. */
    static String base62Checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        for (long rest = crc.getValue(); rest > 0; rest /= 62) {
            digits.append(BASE62.charAt((int) (rest % 62)));
        }
        while (digits.length() < 6) {
            digits.append('0');
        }
        return digits.reverse().toString();
    }

    /** The characters after the prefix are base32 and hold the account (AWS, "unique identifiers"). */
    static Answer awsKeyId(String id) {
        long bits = 0;
        // Eight characters of five bits are the first five bytes; the account is in bits 1 to 40 of 48.
        for (int i = 4; i < 14; i++) {
            bits = bits << 5 | BASE32.indexOf(id.charAt(i));
        }
        long account = bits >> 2 >> 7 & 0xFF_FFFF_FFFFL;
        return account > 0 && account <= MAX_AWS_ACCOUNT ? Answer.PROVEN : Answer.POSSIBLE;
    }

    /** Three parts of base64url; the first two are JSON, the first names an algorithm (RFC 7519). */
    static Answer jwt(String token) {
        String[] parts = token.split("\\.", -1);
        Optional<String> header = parts.length >= 3 ? decoded(parts[0]) : Optional.empty();
        Optional<String> payload = parts.length >= 3 ? decoded(parts[1]) : Optional.empty();
        boolean right = header.isPresent()
                && payload.isPresent()
                && header.get().startsWith("{")
                && header.get().contains("\"alg\"")
                && payload.get().startsWith("{")
                && payload.get().endsWith("}");
        return right && !PUBLIC_JWT.matcher(payload.get()).matches() ? Answer.PROVEN : Answer.REFUTED;
    }

    /** A web token of Supabase that is above all its rules. */
    static Answer supabaseServiceRole(String token) {
        String[] parts = token.split("\\.", -1);
        boolean service = jwt(token) == Answer.PROVEN
                && decoded(parts[1])
                        .filter(p -> SERVICE_ROLE.matcher(p).matches())
                        .isPresent();
        return service ? Answer.PROVEN : Answer.REFUTED;
    }

    /** A macaroon in its second form: version 2, then the location (libmacaroons, "format 2"). */
    static Answer macaroon(String token) {
        Optional<byte[]> bytes = bytes(token.substring(token.indexOf('-') + 1));
        return bytes.filter(b -> b.length > 16 && b[0] == 2 && b[1] == 1 && b[2] > 0)
                        .isPresent()
                ? Answer.PROVEN
                : Answer.REFUTED;
    }

    /** Base64 after the equals sign that gives this many bytes. */
    static Answer keyOf64Bytes(String setting) {
        return bytesAfterEquals(setting) == 64 ? Answer.PROVEN : Answer.REFUTED;
    }

    /** As {@link #keyOf64Bytes}, for keys of 32 bytes. */
    static Answer keyOf32Bytes(String setting) {
        return bytesAfterEquals(setting) == 32 ? Answer.PROVEN : Answer.REFUTED;
    }

    private static int bytesAfterEquals(String setting) {
        return bytes(setting.substring(setting.indexOf('=') + 1)).orElse(new byte[0]).length;
    }

    /** The first part of a bot's token is its number in base64 (Discord, "authentication"). */
    static Answer discord(String token) {
        return decoded(token.substring(0, token.indexOf('.')))
                        .filter(id -> id.length() >= 17 && id.chars().allMatch(Character::isDigit))
                        .isPresent()
                ? Answer.PROVEN
                : Answer.REFUTED;
    }

    /** {@code user:password} in base64 (RFC 7617). */
    static Answer basicCredentials(String encoded) {
        return decoded(encoded)
                        .filter(t -> t.indexOf(':') > 0)
                        .filter(t -> SecretValues.looksReal(t.substring(t.indexOf(':') + 1)))
                        .isPresent()
                ? Answer.PROVEN
                : Answer.REFUTED;
    }

    /** A private key in base64: PEM text, or an ASN.1 sequence as long as it says. */
    static Answer encodedKey(String encoded) {
        Optional<byte[]> bytes = bytes(encoded);
        boolean pem = bytes.map(b -> new String(b, StandardCharsets.ISO_8859_1))
                .filter(t -> t.contains(" PRIVATE KEY-----"))
                .filter(t -> privateKey(t) == Answer.PROVEN)
                .isPresent();
        return pem || bytes.filter(Proofs::isSequence).isPresent() ? Answer.PROVEN : Answer.REFUTED;
    }

    /**
     * The text between the marks of a private key: whether its bytes are one, and not encrypted. Line ends may be written
     * as escapes, as in JSON.
     */
    static Answer privateKey(String pem) {
        String plain = pem.replace("\\r", "").replace("\\n", "\n");
        if (plain.contains("ENCRYPTED")) {
            return Answer.REFUTED;
        }
        StringBuilder body = new StringBuilder();
        for (String line : plain.split("\\R", -1)) {
            String bare = line.strip().replaceAll("^[\"'+ ]+|[\"'+, ]+$", "");
            boolean data = !bare.startsWith("-----") && bare.indexOf(':') < 0;
            body.append(data ? bare : "");
        }
        String encoded = body.toString();
        if (encoded.length() < 40 || encoded.contains("...") || encoded.contains("…")) {
            return Answer.REFUTED;
        }
        Optional<byte[]> bytes = bytes(encoded);
        if (bytes.isEmpty()) {
            return encoded.chars().allMatch(c -> c < 127 && c > 32 && "<>{}$()[]*".indexOf(c) < 0)
                    ? Answer.POSSIBLE
                    : Answer.REFUTED;
        }
        byte[] key = bytes.get();
        byte[] openssh = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
        if (key.length > 40 && Arrays.equals(Arrays.copyOf(key, openssh.length), openssh)) {
            // Then the name of the cipher, with its length before it; an encrypted key has another one than "none".
            String cipher = new String(key, openssh.length + 4, 4, StandardCharsets.US_ASCII);
            return cipher.equals("none") ? Answer.PROVEN : Answer.REFUTED;
        }
        return isSequence(key) ? Answer.PROVEN : Answer.POSSIBLE;
    }

    /** An ASN.1 sequence (tag 0x30) whose length is that of the bytes. */
    private static boolean isSequence(byte[] der) {
        if (der.length < 40 || der[0] != 0x30) {
            return false;
        }
        int first = der[1] & 0xFF;
        if (first < 0x80) {
            return first + 2 == der.length;
        }
        int count = first & 0x7F;
        if (count > 3) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << 8 | der[2 + i] & 0xFF;
        }
        return length + 2 + count == der.length;
    }

    private static Optional<String> decoded(String base64) {
        return bytes(base64).map(b -> new String(b, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> bytes(String base64) {
        String bare = base64.replace('-', '+').replace('_', '/').replaceAll("[=\\s]+$", "");
        try {
            return bare.isEmpty() || bare.length() > 65_536
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(strict(bare)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Only the one alphabet: both were made one before. */
    private static String strict(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/')) {
                throw new IllegalArgumentException("not base64");
            }
        }
        return text;
    }
}
