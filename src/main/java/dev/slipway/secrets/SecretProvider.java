package dev.slipway.secrets;

import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import dev.slipway.exec.process.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A source of secrets, asked by the variable's name. Later: Vault and the clouds. */
public interface SecretProvider {
    /** Bytes of a secret file: a key with its chain stays far below. */
    long MAX_FILE_BYTES = 1L << 20;

    /** For messages: where it looked. */
    String origin();

    /** The value; empty when this source has none. */
    Optional<Secret> find(String name);

    /** The environment this process was given. */
    static SecretProvider environment() {
        return of("environment", name -> {
            String value = Environment.get(name);
            return value.isEmpty() ? Optional.empty() : Optional.of(Secret.of(value));
        });
    }

    /** Values at hand, for example of an {@code env_file} that {@code text} parsed. */
    static SecretProvider values(String origin, Map<String, Secret> values) {
        Map<String, Secret> copy = Map.copyOf(values);
        return of(origin, name -> Optional.ofNullable(copy.get(name)));
    }

    /** A folder with one file a secret, as Compose and Kubernetes mount them. A last line end is not part of the value. */
    static SecretProvider folder(Path folder) {
        return of(folder.toString(), name -> {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder.normalize()) && Files.isRegularFile(file)
                    ? Optional.of(file(file))
                    : Optional.empty();
        });
    }

    /** The secret in a file. A last line end is not part of the value. */
    static Secret file(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw Problem.input(
                                "the secret file " + file + " is larger than 1 MiB",
                                "secrets are passwords, tokens and keys",
                                "check that the path is right")
                        .asException();
            }
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            if (end > 0 && bytes[end - 1] == '\n') {
                end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
            }
            return Secret.of(java.util.Arrays.copyOf(bytes, end));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static SecretProvider of(String origin, java.util.function.Function<String, Optional<Secret>> find) {
        return new SecretProvider() {
            @Override
            public String origin() {
                return origin;
            }

            @Override
            public Optional<Secret> find(String name) {
                return find.apply(name);
            }
        };
    }
}
