package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images of a home: one layout a folder, named by the manifest's digest. Equal blobs of different images are one file
 * with several names (hard links), so a dependency layer costs its space once.
 */
public final class ImageStore {
    private final Path images;

    public ImageStore(Home home) {
        images = home.images();
    }

    /** A new layout that is not yet an image. */
    OciLayout begin() throws IOException {
        return OciLayout.temporary(images);
    }

    /** The layout of an image that is here whole. */
    public Optional<OciLayout> find(Digest digest) {
        Path folder = images.resolve(digest.hex());
        return Files.isRegularFile(folder.resolve("index.json"))
                ? Optional.of(new OciLayout(folder))
                : Optional.empty();
    }

    /** Whether some image here has this blob; then it is linked into the layout. */
    boolean borrow(OciLayout into, Digest blob) throws IOException {
        if (!Files.isDirectory(images)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(images)) {
            for (Path folder : folders.filter(f -> !f.equals(into.folder())).toList()) {
                Path have = new OciLayout(folder).blob(blob);
                if (!folder.getFileName().toString().startsWith(".") && Files.isRegularFile(have)) {
                    link(have, into.blob(blob));
                    return true;
                }
            }
        }
        return false;
    }

    static void link(Path have, Path want) throws IOException {
        try {
            Files.createLink(want, have);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another file system, or one without hard links.
            Files.copy(have, want, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes a sealed layout an image, or drops it when the same image is here; says which. */
    boolean keep(OciLayout layout, Digest digest) throws IOException {
        if (find(digest).isPresent()) {
            TreeRemoval.remove(layout.folder());
            return false;
        }
        Path folder = images.resolve(digest.hex());
        TreeRemoval.remove(folder);
        try {
            Files.move(layout.folder(), folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IllegalStateException("one folder, two file systems", e);
        } catch (FileSystemException e) {
            if (find(digest).isEmpty()) {
                throw e;
            }
            // Somebody else kept the same image a moment ago.
            TreeRemoval.remove(layout.folder());
            return false;
        }
        return true;
    }

    /** Drops a layout that did not become an image. */
    void abandon(OciLayout layout) {
        try {
            TreeRemoval.remove(layout.folder());
        } catch (IOException e) {
            // Left for the next removal; it has a name that no image has.
            return;
        }
    }

    /** Whether the image is here and each of its blobs, the manifest first, still has the digest that names it. */
    public boolean verify(Digest digest) {
        Optional<OciLayout> layout = find(digest);
        if (layout.isEmpty()) {
            return false;
        }
        try (Stream<Path> blobs =
                Files.list(layout.get().folder().resolve("blobs").resolve("sha256"))) {
            boolean manifest = Files.isRegularFile(layout.get().blob(digest));
            return manifest && blobs.allMatch(ImageStore::unchanged);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean unchanged(Path blob) {
        try (InputStream in = Files.newInputStream(blob)) {
            MessageDigest sha = Digest.sha256();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
            }
            return Digest.of(sha).hex().equals(String.valueOf(blob.getFileName()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes an image; no matter if it is absent. */
    public void remove(Digest digest) throws IOException {
        TreeRemoval.remove(images.resolve(digest.hex()));
    }
}
