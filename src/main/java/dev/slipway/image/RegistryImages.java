package dev.slipway.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;

/** Images that were built elsewhere, by digest: from a registry, a layout or a tar, into the images of this home. */
public final class RegistryImages {
    /** How often an index may point at an index. */
    private static final int MAX_INDEXES = 3;

    private final ImageStore store;
    private final ImageArchive archive;
    private final Consumer<String> progress;

    /** Without anyone to tell. */
    public RegistryImages(Home home) {
        this(home, line -> {});
    }

    /** Tells {@code progress} what is fetched. */
    public RegistryImages(Home home, Consumer<String> progress) {
        store = new ImageStore(home);
        archive = new ImageArchive(home);
        this.progress = progress;
    }

    /**
     * The image with this digest; nothing is fetched when it is here. Of an index the image for this machine is taken, so
     * the image's digest may be another than the one asked for, which is verified all the same.
     *
     * @throws SlipwayException (input) when it is no image or has another digest; (surroundings) when it cannot be fetched
     */
    public PackedImage fetch(ImageSource source) throws InterruptedException {
        Optional<OciLayout> here = store.find(source.digest());
        if (here.isPresent()) {
            return here.get().image(source.digest());
        }
        return switch (source) {
            case ImageSource.Registry r -> fetch(r.reference() + "@" + r.digest(), ImageRequest.thisArchitecture());
            case ImageSource.Local l -> local(l);
        };
    }

    private PackedImage local(ImageSource.Local source) {
        try {
            if (Files.isDirectory(source.path())) {
                OciLayout layout = new OciLayout(source.path());
                return archive.take(layout, imageOf(layout, source.digest()));
            }
            if (!Files.isRegularFile(source.path())) {
                throw Problem.input(
                                "there is no image at " + source.path(),
                                "neither a folder nor a file",
                                "name a folder with an OCI layout, or a tar")
                        .asException();
            }
            PackedImage taken = archive.take(source.path(), ImageRequest.thisArchitecture());
            if (!taken.digest().equals(source.digest())) {
                if (taken.fresh()) {
                    store.remove(taken.digest());
                }
                throw Problem.input(
                                "the image in " + source.path().getFileName() + " has another digest",
                                "it is " + taken.digest(),
                                "name the digest of the image that was proven")
                        .asException();
            }
            return taken;
        } catch (IOException e) {
            throw failed(source.path().toString(), e);
        }
    }

    /** The digest itself, or what an index with this digest names for this machine. */
    private static Digest imageOf(OciLayout layout, Digest digest) {
        Digest at = digest;
        for (int i = 0; i < MAX_INDEXES; i++) {
            Oci.Index index = layout.document(at, Oci.Index.class);
            if (index.manifests().isEmpty()) {
                return at;
            }
            at = OciLayout.choose(index, ImageRequest.thisArchitecture()).digest();
        }
        return at;
    }

    /** An image by reference with tag or digest, for an architecture. */
    PackedImage fetch(String reference, String architecture) throws InterruptedException {
        ImageReference parsed = parse(reference);
        OciLayout layout;
        try {
            layout = store.begin();
        } catch (IOException e) {
            throw failed(reference, e);
        }
        try (RegistryDoor door = new RegistryDoor(parsed)) {
            RegistryDoor.Document document = door.manifest(parsed.getQualifier());
            for (int i = 0; i < MAX_INDEXES; i++) {
                Oci.Index index = Json.read(text(document), Oci.Index.class, reference);
                if (index.manifests().isEmpty()) {
                    break;
                }
                document = door.manifest(
                        OciLayout.choose(index, architecture).digest().value());
            }
            return take(reference, door, document, layout, architecture);
        } catch (IOException e) {
            throw failed(reference, e);
        } finally {
            store.abandon(layout);
        }
    }

    private PackedImage take(
            String reference, RegistryDoor door, RegistryDoor.Document document, OciLayout layout, String architecture)
            throws IOException, InterruptedException {
        Optional<OciLayout> here = store.find(document.digest());
        if (here.isPresent()) {
            return here.get().image(document.digest());
        }
        Oci.Manifest manifest = Json.read(text(document), Oci.Manifest.class, reference);
        if (manifest.schemaVersion() != 2 || manifest.config() == null) {
            throw Problem.input(
                            "not an image that can be read: " + reference,
                            "its manifest has schema version " + manifest.schemaVersion(),
                            "push it again with a current tool")
                    .asException();
        }
        layout.put(new ByteArrayInputStream(document.bytes()), document.digest(), document.bytes().length);
        blob(door, manifest.config(), layout);
        for (Oci.Descriptor layer : manifest.layers()) {
            if (!store.borrow(layout, layer.digest())) {
                progress.accept("fetch " + layer.digest().abbreviated() + " " + (layer.size() >> 10) + " KiB");
                blob(door, layer, layout);
            }
        }
        layout.seal(new Oci.Descriptor(document.mediaType(), document.digest(), document.bytes().length), architecture);
        store.keep(layout, document.digest());
        return store.find(document.digest())
                .orElseThrow()
                .image(document.digest())
                .asFresh();
    }

    private static void blob(RegistryDoor door, Oci.Descriptor blob, OciLayout layout)
            throws IOException, InterruptedException {
        try (InputStream in = door.blob(blob.digest())) {
            layout.put(in, blob.digest(), blob.size());
        }
    }

    private static String text(RegistryDoor.Document document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    private static ImageReference parse(String reference) {
        try {
            return ImageReference.parse(reference);
        } catch (InvalidImageReferenceException e) {
            throw Problem.input(
                            "not an image reference: " + reference,
                            "a reference is [HOST[:PORT]/]NAME[:TAG][@sha256:HEX]",
                            "correct the reference")
                    .asException();
        }
    }

    private static SlipwayException failed(String what, IOException e) {
        return new SlipwayException(
                Problem.surroundings(
                        "cannot fetch the image",
                        what,
                        e.getClass().getSimpleName() + ": " + e.getMessage(),
                        "check the network and the registry; log in with `docker login` when it asks for it"),
                e);
    }
}
