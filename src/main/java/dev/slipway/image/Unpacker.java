package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.DurableFiles;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.files.TreeDigest;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an image's files a release folder: each layer checked against its digest, laid over the ones before in a temporary
 * folder beside the final one, made read-only, renamed. A folder with the final name is whole, always. Of an image that
 * {@link ImageBuilder} packed only the application's own layers are unpacked (the host has the runtime), of any other all.
 */
public final class Unpacker {
    private static final String TEMPORARY = ".tmp-";

    private final Home home;

    public Unpacker(Home home) {
        this.home = home;
    }

    /**
     * Unpacks, or gives the folder that is there when its files still have the digest they had.
     *
     * @throws SlipwayException (input) when a layer is hostile; (surroundings) when one does not have its digest, or the
     *     disk fails
     */
    public UnpackedRelease unpack(PackedImage image) {
        Path folder = home.release(image.digest());
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Digest tree = TreeDigest.of(folder);
                if (recorded(image.digest()).equals(tree.value())) {
                    return new UnpackedRelease(folder, tree);
                }
                purge(image.digest());
            }
            return unpackNew(image, folder);
        } catch (IOException e) {
            throw new SlipwayException(
                    Problem.surroundings(
                            "cannot unpack the image into a release folder",
                            folder.toString(),
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "check free space and permissions, then run the command again"),
                    e);
        }
    }

    /** Removes a release folder, read-only as it is; no matter if it is absent. */
    public void purge(Digest digest) throws IOException {
        Path folder = home.release(digest);
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            // Renamed first: a removal that is cut short leaves no folder with the final name.
            Path dying = temporary(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.move(folder, dying, StandardCopyOption.ATOMIC_MOVE);
            TreeRemoval.remove(dying);
        }
        DurableFiles.remove(record(digest));
    }

    private UnpackedRelease unpackNew(PackedImage image, Path folder) throws IOException {
        Path releases = Objects.requireNonNull(folder.getParent());
        DurableFiles.privateFolder(releases);
        removeLeftovers(releases);
        Path temporary = temporary(folder);
        try {
            Files.createDirectory(temporary);
            LayerReader reader = new LayerReader(temporary, image.digest().abbreviated());
            OciLayout layout = new OciLayout(image.layout());
            for (PackedImage.PackedLayer layer : layersOf(image)) {
                addChecked(reader, layout, layer);
            }
            makeReadOnly(temporary);
            Digest tree = TreeDigest.of(temporary);
            DurableFiles.write(record(image.digest()), tree.value());
            move(temporary, folder);
            return new UnpackedRelease(folder, tree);
        } finally {
            TreeRemoval.remove(temporary);
        }
    }

    private static List<PackedImage.PackedLayer> layersOf(PackedImage image) {
        return image.layers().stream()
                .filter(l -> !image.ours() || l.kind() != PackedImage.Kind.BASE)
                .toList();
    }

    private static void addChecked(LayerReader reader, OciLayout layout, PackedImage.PackedLayer layer)
            throws IOException {
        Path blob = layout.blob(layer.digest());
        if (!Files.isRegularFile(blob) || Files.size(blob) != layer.sizeBytes()) {
            throw broken(blob, "it is absent or does not have its " + layer.sizeBytes() + " bytes");
        }
        MessageDigest sha = Digest.sha256();
        try (var digesting = new DigestInputStream(new BufferedInputStream(Files.newInputStream(blob)), sha)) {
            InputStream plain = decompress(new BufferedInputStream(digesting, 1 << 16), layer.mediaType());
            reader.add(plain);
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw broken(blob, "it cannot be decompressed");
        }
        Digest found = Digest.of(sha);
        if (!found.equals(layer.digest())) {
            throw broken(blob, "its bytes have the digest " + found);
        }
    }

    private static InputStream decompress(BufferedInputStream in, String mediaType) throws IOException {
        if (mediaType.endsWith("zstd")) {
            throw Problem.input(
                            "a layer is compressed with zstd",
                            "this version reads plain and gzipped layers",
                            "push the image with gzip compression (`--compression gzip` in most builders)")
                    .asException();
        }
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        InputStream plain = gzip ? new GZIPInputStream(in, 1 << 16) : in;
        return new FilterInputStream(plain) {
            @Override
            public void close() {
                // The caller reads the rest of the blob for its digest.
            }
        };
    }

    /** Files 444 or 555, folders 555: a process of this user cannot change by accident what was proven. */
    private static void makeReadOnly(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void move(Path temporary, Path folder) throws IOException {
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(Objects.requireNonNull(folder.getParent()));
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            // Somebody else unpacked the same image a moment ago: both made the same files.
        }
    }

    /** Folders of unpackings whose process is gone. */
    private static void removeLeftovers(Path releases) throws IOException {
        try (Stream<Path> folders = Files.list(releases)) {
            for (Path folder : folders.toList()) {
                String name = folder.getFileName().toString();
                if (name.startsWith(TEMPORARY)) {
                    String pid = name.substring(name.lastIndexOf('-') + 1);
                    if (pid.matches("\\d{1,18}")
                            && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                        TreeRemoval.remove(folder);
                    }
                }
            }
        }
    }

    private static Path temporary(Path folder) {
        return folder.resolveSibling(
                TEMPORARY + folder.getFileName() + "-" + Thread.currentThread().threadId() + "-"
                        + ProcessHandle.current().pid());
    }

    private Path record(Digest digest) {
        Path folder = home.release(digest);
        return folder.resolveSibling(folder.getFileName() + ".tree");
    }

    private String recorded(Digest digest) throws IOException {
        Path file = record(digest);
        return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    private static RuntimeException broken(Path blob, String cause) {
        return Problem.surroundings(
                        "a layer of the image is not what it was",
                        blob.toString(),
                        cause,
                        "remove the image's folder and build or fetch it again")
                .asException();
    }
}
