package dev.slipway.exec.files;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets on disk, sealed, by name and version. A version never changes once written, so that a restarted or rolled-back
 * instance gets the value it was deployed with; what others keep is the reference {@code NAME@VERSION}.
 *
 * <p>Layout: {@code secrets/FOLDER/VERSION.sealed}, where FOLDER is a readable rest of the name and the beginning of its
 * SHA-256, so that any name makes a safe file name and two names never meet, on file systems without case too. A file holds
 * one line with the name (for lists; not trusted) and the envelope of {@link SealedBox}, bound to {@code NAME@VERSION}: a
 * file moved to another name or version does not open. Safe to use from several processes at once.
 */
public final class SealedFiles {
    /** Characters of a name: enough for {@code application/service/environment/VARIABLE}. */
    private static final int MAX_NAME = 400;

    /** Bytes of a secret: certificates with their chains stay below; a file that big is no secret. */
    private static final int MAX_SECRET_BYTES = 1 << 20;

    /** Tries to take the next version when other processes take it first. */
    private static final int MAX_RACES = 100;

    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e&&[^@]][\\x20-\\x7e&&[^@]]*");
    private static final String SUFFIX = ".sealed";

    private final Home home;
    private final SealedBox box;

    public SealedFiles(Home home) {
        this.home = home;
        this.box = new SealedBox(home.keys().resolve("home.key"));
    }

    /** The secret this reference ({@code NAME@VERSION}) names; for the keeper, which needs nothing else. */
    public static Secret open(Home home, String reference) {
        return new SealedFiles(home).open(reference);
    }

    /**
     * Keeps a secret and gives its reference. The value of the latest version again gives the latest version's reference: an
     * unchanged environment is an unchanged plan.
     */
    public String put(String name, Secret secret) {
        checkName(name);
        if (secret.sizeBytes() > MAX_SECRET_BYTES) {
            throw Problem.input(
                            "the secret " + name + " is larger than 1 MiB",
                            "secrets are passwords, tokens and keys",
                            "mount large data as a file instead")
                    .asException();
        }
        for (int race = 0; race < MAX_RACES; race++) {
            OptionalInt latest = latest(name);
            if (latest.isPresent() && open(reference(name, latest.getAsInt())).equals(secret)) {
                return reference(name, latest.getAsInt());
            }
            int next = latest.orElse(0) + 1;
            byte[] sealed = box.seal(reference(name, next), secret.reveal().getBytes(StandardCharsets.UTF_8));
            if (ExclusiveFile.create(fileOf(name, next), withHeader(name, sealed))) {
                return reference(name, next);
            }
        }
        throw new IllegalStateException("no free version of secret " + name + " after " + MAX_RACES + " tries");
    }

    /**
     * The secret this reference names.
     *
     * @throws dev.slipway.base.SlipwayException when there is no such version, or its file or the key was changed
     */
    public Secret open(String reference) {
        int at = reference.lastIndexOf('@');
        if (at <= 0 || !reference.substring(at + 1).matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("not a reference NAME@VERSION: " + reference);
        }
        Path file = fileOf(reference.substring(0, at), Integer.parseInt(reference.substring(at + 1)));
        byte[] bytes = read(file, reference);
        int line = 0;
        while (line < bytes.length && bytes[line] != '\n') {
            line++;
        }
        return Secret.of(
                box.open(reference, Arrays.copyOfRange(bytes, Math.min(line + 1, bytes.length), bytes.length), file));
    }

    /** The reference of the latest version; empty when the name was never used. */
    public Optional<String> find(String name) {
        OptionalInt latest = latest(name);
        return latest.isEmpty() ? Optional.empty() : Optional.of(reference(name, latest.getAsInt()));
    }

    /** All names, sorted. */
    public List<String> names() {
        if (!Files.isDirectory(home.secrets())) {
            return List.of();
        }
        var names = new TreeSet<String>();
        try (Stream<Path> folders = Files.list(home.secrets())) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                for (Path file : list(folder)) {
                    String name = firstLine(file);
                    if (isName(name) && folderOf(name).equals(folder)) {
                        names.add(name);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + home.secrets(), e);
        }
        return new ArrayList<>(names);
    }

    /** Removes a secret with all its versions, for good. */
    public void remove(String name) {
        for (Path file : list(folderOf(name))) {
            DurableFiles.remove(file);
        }
        try {
            Files.deleteIfExists(folderOf(name));
        } catch (IOException e) {
            // Not empty: somebody keeps a new version meanwhile, which is then no concern of ours.
        }
    }

    private OptionalInt latest(String name) {
        return list(folderOf(name)).stream()
                .map(f -> f.getFileName().toString())
                .mapToInt(f -> Integer.parseInt(f.substring(0, f.length() - SUFFIX.length())))
                .max();
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("[1-9][0-9]{0,8}\\.sealed"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Path fileOf(String name, int version) {
        return folderOf(name).resolve(version + SUFFIX);
    }

    private Path folderOf(String name) {
        checkName(name);
        String readable = name.replaceAll("[^A-Za-z0-9_-]", "-");
        String rest = readable.length() > 60 ? readable.substring(readable.length() - 60) : readable;
        return home.secrets().resolve(rest + "." + Digest.of(name).hex().substring(0, 24));
    }

    private static String reference(String name, int version) {
        return name + "@" + version;
    }

    private static void checkName(String name) {
        if (!isName(name)) {
            throw Problem.input(
                            "a secret has an unusable name",
                            "a name is 1 to " + MAX_NAME + " printable ASCII characters without '@'",
                            "rename the variable")
                    .asException();
        }
    }

    private static boolean isName(String name) {
        return name.length() <= MAX_NAME && NAME.matcher(name).matches();
    }

    private static byte[] withHeader(String name, byte[] sealed) {
        byte[] header = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    private static String firstLine(Path file) {
        try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            char[] start = new char[MAX_NAME + 1];
            int count = reader.read(start);
            String text = count <= 0 ? "" : new String(start, 0, count);
            int end = text.indexOf('\n');
            return end < 0 ? "" : text.substring(0, end);
        } catch (IOException e) {
            return "";
        }
    }

    private static byte[] read(Path file, String reference) {
        try {
            if (!Files.isRegularFile(file)) {
                throw Problem.surroundings(
                                "the secret " + reference + " is not in the store",
                                file.toString(),
                                "it was removed, or this is another SLIPWAY_HOME",
                                "set the variable again and run `slipway ship`")
                        .asException();
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
