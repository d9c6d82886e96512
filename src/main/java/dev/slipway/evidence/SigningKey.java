package dev.slipway.evidence;

import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.ExclusiveFile;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * This machine's key, made on first use: {@code keys/signing.key} holds the private key (PKCS#8) and the public one (X.509)
 * as PEM, readable by the owner alone, with the label in front. {@code keys/signing.pub} is what a colleague puts into
 * {@code keys/trusted/} of another home so that signatures can be checked there; a line {@code # not-after: INSTANT} ends
 * its life.
 */
public final class SigningKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]{1,4096})-----END \\1 KEY-----");
    private static final Pattern LABEL = Pattern.compile("(?m)^# label: (.{1,200})$");
    private static final Pattern NOT_AFTER = Pattern.compile("(?m)^# not-after: (.{1,60})$");

    /** Bytes of a key file; ours have about 400. */
    private static final long MAX_FILE = 64 << 10;

    private final PrivateKey secret;
    private final TrustedKeys.Known known;

    private SigningKey(PrivateKey secret, TrustedKeys.Known known) {
        this.secret = secret;
        this.known = known;
    }

    /**
     * The key of this home; made when there is none.
     *
     * @param who {@code USER@HOST}, kept as the label of a key that is made now
     * @throws SlipwayException (surroundings) when the key file can be read by others or is damaged
     */
    public static SigningKey ofHome(Home home, String who) {
        Path file = home.keys().resolve("signing.key");
        if (!Files.isRegularFile(file)) {
            KeyPair pair = generate();
            String label = "# label: " + who.replaceAll("\\s", "_") + "\n";
            String shown = label + pem("PUBLIC", pair.getPublic().getEncoded());
            String whole = label + pem("PRIVATE", pair.getPrivate().getEncoded()) + shown;
            if (ExclusiveFile.create(file, whole.getBytes(StandardCharsets.UTF_8))) {
                DurableFiles.write(
                        home.keys().resolve("signing.pub"), shown.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
            }
        }
        return read(file);
    }

    /** A key that lives in memory alone. */
    public static SigningKey inMemory(String label) {
        KeyPair pair = generate();
        return new SigningKey(pair.getPrivate(), new TrustedKeys.Known(pair.getPublic(), label, true, Instant.MAX));
    }

    /** The public half. */
    public TrustedKeys.Known known() {
        return known;
    }

    /** This key and those in {@code keys/trusted/*.pub}. A file there that is no key is a Problem: someone relies on it. */
    public TrustedKeys trusted(Home home) {
        List<TrustedKeys.Known> all = new ArrayList<>();
        all.add(known);
        Path folder = home.keys().resolve("trusted");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".pub"))
                        .sorted()
                        .toList()) {
                    String text = text(file);
                    all.add(new TrustedKeys.Known(publicKey(text, file), label(text), false, notAfter(text, file)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder, e);
            }
        }
        return new TrustedKeys(all);
    }

    byte[] sign(byte[] bytes) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(secret);
            ed25519.update(bytes);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static SigningKey read(Path file) {
        try {
            if (!PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                    .endsWith("------")) {
                throw Problem.surroundings(
                                "the signing key can be read by others",
                                file.toString(),
                                "whoever has it can forge evidence",
                                "chmod 600 '" + file
                                        + "', and if others use this machine, remove it: a new key is made")
                        .asException();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        String text = text(file);
        PublicKey shown = publicKey(text, file);
        try {
            PrivateKey secret = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE", file)));
            return new SigningKey(secret, new TrustedKeys.Known(shown, label(text), true, Instant.MAX));
        } catch (GeneralSecurityException e) {
            throw damaged(file, e.getClass().getSimpleName());
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without Ed25519", e);
        }
    }

    /** Ed25519, as ours are, or an elliptic curve, as those of other signers often are. */
    private static PublicKey publicKey(String text, Path file) {
        byte[] encoded = block(text, "PUBLIC", file);
        for (String algorithm : List.of("Ed25519", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // Then it is of the next kind.
            }
        }
        throw damaged(file, "its public key is neither an Ed25519 key nor one of an elliptic curve");
    }

    private static byte[] block(String text, String kind, Path file) {
        Matcher m = PEM.matcher(text);
        while (m.find()) {
            if (m.group(1).equals(kind)) {
                return Base64.getMimeDecoder().decode(m.group(2));
            }
        }
        throw damaged(file, "it has no " + kind + " KEY block");
    }

    private static String label(String text) {
        Matcher m = LABEL.matcher(text);
        return m.find() ? m.group(1).strip() : "unnamed";
    }

    private static Instant notAfter(String text, Path file) {
        Matcher m = NOT_AFTER.matcher(text);
        if (!m.find()) {
            return Instant.MAX;
        }
        try {
            return Instant.parse(m.group(1).strip());
        } catch (DateTimeParseException e) {
            throw damaged(file, "its not-after is no instant like 2027-01-01T00:00:00Z");
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_FILE) {
                throw damaged(file, "it is larger than a key");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged(file, e.getClass().getSimpleName());
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + " KEY-----\n" + base64 + "\n-----END " + kind + " KEY-----\n";
    }

    private static RuntimeException damaged(Path file, String cause) {
        return Problem.surroundings(
                        "a key file cannot be used",
                        file.toString(),
                        cause,
                        "restore it from a backup, or remove it; what it signed then no longer counts")
                .asException();
    }
}
