package dev.slipway.exec.files;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope encryption with AES-256-GCM (NIST SP 800-38D): a fresh data key for each value, wrapped by the home key, which is
 * made on first use and never leaves this machine. Both layers are bound to the reference they were sealed for.
 *
 * <p>Bytes: version (1), nonce of the key layer (12), wrapped data key (32 + 16), nonce of the value layer (12), value + 16.
 */
final class SealedBox {
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int WRAPPED_BYTES = KEY_BYTES + TAG_BYTES;

    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();

    SealedBox(Path keyFile) {
        this.keyFile = keyFile;
    }

    byte[] seal(String reference, byte[] value) {
        byte[] dataKey = random(KEY_BYTES);
        byte[] keyNonce = random(NONCE_BYTES);
        byte[] valueNonce = random(NONCE_BYTES);
        byte[] homeKey = homeKey(true);
        try {
            byte[] wrapped = run(Cipher.ENCRYPT_MODE, homeKey, keyNonce, "key:" + reference, dataKey);
            byte[] sealed = run(Cipher.ENCRYPT_MODE, dataKey, valueNonce, "value:" + reference, value);
            return ByteBuffer.allocate(1 + 2 * NONCE_BYTES + WRAPPED_BYTES + sealed.length)
                    .put(VERSION)
                    .put(keyNonce)
                    .put(wrapped)
                    .put(valueNonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without AES-GCM", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
            Arrays.fill(homeKey, (byte) 0);
        }
    }

    /** Opens what {@link #seal} made for this very reference; {@code origin} is for the message. */
    byte[] open(String reference, byte[] envelope, Path origin) {
        if (envelope.length < 1 + 2 * NONCE_BYTES + WRAPPED_BYTES + TAG_BYTES || envelope[0] != VERSION) {
            throw damaged(reference, origin);
        }
        ByteBuffer in = ByteBuffer.wrap(envelope, 1, envelope.length - 1);
        byte[] keyNonce = take(in, NONCE_BYTES);
        byte[] wrapped = take(in, WRAPPED_BYTES);
        byte[] valueNonce = take(in, NONCE_BYTES);
        byte[] homeKey = homeKey(false);
        try {
            byte[] dataKey = run(Cipher.DECRYPT_MODE, homeKey, keyNonce, "key:" + reference, wrapped);
            return run(Cipher.DECRYPT_MODE, dataKey, valueNonce, "value:" + reference, take(in, in.remaining()));
        } catch (AEADBadTagException e) {
            throw damaged(reference, origin);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without AES-GCM", e);
        } finally {
            Arrays.fill(homeKey, (byte) 0);
        }
    }

    private byte[] homeKey(boolean make) {
        try {
            if (!Files.exists(keyFile) && make) {
                // Lost races are fine: whoever was first made the key.
                ExclusiveFile.create(keyFile, random(KEY_BYTES));
            }
            if (!Files.exists(keyFile)) {
                throw keyProblem("there is no key", "restore the file from a backup, or set the secrets again");
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(keyFile);
            if (mode.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
                throw keyProblem("others may read or change it", "chmod 600 " + keyFile);
            }
            byte[] key = Files.readAllBytes(keyFile);
            if (key.length != KEY_BYTES) {
                throw keyProblem("it has " + key.length + " bytes instead of 32", "restore the file from a backup");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + keyFile, e);
        }
    }

    private dev.slipway.base.SlipwayException keyProblem(String cause, String fix) {
        return Problem.surroundings("the key of the secret store cannot be used", keyFile.toString(), cause, fix)
                .asException();
    }

    private static dev.slipway.base.SlipwayException damaged(String reference, Path origin) {
        return Problem.surroundings(
                        "the secret " + reference + " does not open",
                        origin.toString(),
                        "its file or the key was changed",
                        "set the variable again and run `slipway ship`")
                .asException();
    }

    private byte[] random(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] take(ByteBuffer in, int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, String bound, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
        return cipher.doFinal(input);
    }
}
