package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.Home;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes an image from a tar into the images of a home: an OCI archive ({@code podman save --format oci-archive}, and
 * {@code docker save} since version 25) keeps its manifest and so its digest; an older {@code docker save} gets a manifest
 * made here from its config and layers, which is the same for the same image.
 */
final class ImageArchive {
    /** Files in an archive: layers, configs, manifests. */
    private static final int MAX_FILES = 2_000;

    /** Bytes of an archive's files. */
    private static final long MAX_BYTES = 16L << 30;

    private final ImageStore store;

    ImageArchive(Home home) {
        store = new ImageStore(home);
    }

    /** The archive's image for this architecture. */
    PackedImage take(Path tar, String architecture) throws IOException {
        OciLayout unpacked = store.begin();
        OciLayout layout = store.begin();
        try {
            Map<String, Path> files = unpack(tar, unpacked.folder());
            Oci.Descriptor manifest = files.containsKey("index.json")
                    ? carry(unpacked, layout, architecture)
                    : convert(files, tar, layout);
            layout.seal(manifest, architecture);
            boolean fresh = store.keep(layout, manifest.digest());
            PackedImage image = store.find(manifest.digest()).orElseThrow().image(manifest.digest());
            return fresh ? image.asFresh() : image;
        } finally {
            store.abandon(unpacked);
            store.abandon(layout);
        }
    }

    /** Takes the image of a layout that lies elsewhere. */
    PackedImage take(OciLayout from, Digest digest) throws IOException {
        OciLayout layout = store.begin();
        try {
            Oci.Descriptor manifest = carry(from, digest, layout);
            layout.seal(manifest, ImageRequest.thisArchitecture());
            boolean fresh = store.keep(layout, digest);
            PackedImage image = store.find(digest).orElseThrow().image(digest);
            return fresh ? image.asFresh() : image;
        } finally {
            store.abandon(layout);
        }
    }

    private Oci.Descriptor carry(OciLayout from, OciLayout into, String architecture) throws IOException {
        return carry(from, from.manifest(architecture), into);
    }

    private Oci.Descriptor carry(OciLayout from, Digest digest, OciLayout into) throws IOException {
        Oci.Manifest manifest = from.document(digest, Oci.Manifest.class);
        long size = Files.size(from.blob(digest));
        Oci.Descriptor descriptor =
                new Oci.Descriptor(manifest.mediaType().isEmpty() ? Oci.MANIFEST : manifest.mediaType(), digest, size);
        from.copyBlob(descriptor, into);
        from.copyBlob(manifest.config(), into);
        for (Oci.Descriptor layer : manifest.layers()) {
            if (!store.borrow(into, layer.digest())) {
                from.copyBlob(layer, into);
            }
        }
        return descriptor;
    }

    private Oci.Descriptor convert(Map<String, Path> files, Path tar, OciLayout into) throws IOException {
        Oci.Saved saved = saved(files, tar);
        byte[] configBytes = Files.readAllBytes(required(files, saved.config(), tar));
        Oci.Descriptor config = new Oci.Descriptor(Oci.CONFIG, Digest.of(configBytes), configBytes.length);
        Files.write(into.blob(config.digest()), configBytes);
        List<Digest> diffIds =
                into.document(config.digest(), Oci.Config.class).rootfs().diffIds();
        if (diffIds.size() != saved.layers().size()) {
            throw bad(
                    tar,
                    "its config names " + diffIds.size() + " layers, its index "
                            + saved.layers().size());
        }
        List<Oci.Descriptor> layers = new ArrayList<>();
        for (int i = 0; i < diffIds.size(); i++) {
            Path file = required(files, saved.layers().get(i), tar);
            Oci.Descriptor layer = new Oci.Descriptor(Oci.LAYER, digest(file), Files.size(file));
            if (!layer.digest().equals(diffIds.get(i))) {
                throw bad(tar, "layer " + saved.layers().get(i) + " does not have the digest its config names");
            }
            if (!store.borrow(into, layer.digest())) {
                ImageStore.link(file, into.blob(layer.digest()));
            }
            layers.add(layer);
        }
        return into.put(Oci.MANIFEST, new Oci.Manifest(2, Oci.MANIFEST, config, layers, Map.of()));
    }

    private static Oci.Saved saved(Map<String, Path> files, Path tar) throws IOException {
        Path index = required(files, "manifest.json", tar);
        Oci.Saved[] images = Json.read(Files.readString(index), Oci.Saved[].class, tar + "!manifest.json");
        if (images.length == 0) {
            throw bad(tar, "it holds no image");
        }
        return images[0];
    }

    private static Path required(Map<String, Path> files, String name, Path tar) {
        return Optional.ofNullable(files.get(name)).orElseThrow(() -> bad(tar, "it has no file '" + name + "'"));
    }

    /** Files by their name in the archive; links between layers (older docker) are names for the same file. */
    private static Map<String, Path> unpack(Path tar, Path folder) throws IOException {
        Map<String, Path> files = new HashMap<>();
        Map<String, String> links = new HashMap<>();
        long bytes = 0;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(tar), 1 << 16);
                var in = new TarArchiveInputStream(raw, StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                String name = normal(e.getName());
                if (files.size() > MAX_FILES || (bytes += Math.max(0, e.getSize())) > MAX_BYTES) {
                    throw bad(tar, "it is larger than an image should be");
                }
                if (e.isSymbolicLink() || e.isLink()) {
                    Path parent = Optional.ofNullable(Path.of(name).getParent()).orElse(Path.of(""));
                    links.put(
                            name,
                            e.isLink()
                                    ? normal(e.getLinkName())
                                    : normal(parent.resolve(e.getLinkName()).toString()));
                } else if (e.isFile()) {
                    files.put(name, place(in, name, folder, files.size()));
                }
            }
        } catch (IllegalArgumentException e) {
            throw bad(tar, String.valueOf(e.getMessage()));
        }
        links.forEach((name, target) -> {
            Path file = files.get(target);
            if (file != null) {
                files.put(name, file);
            }
        });
        return files;
    }

    /** Blobs and the index keep their place, so that the folder is a layout; all else gets a number for a name. */
    private static Path place(InputStream in, String name, Path folder, int number) throws IOException {
        boolean layout =
                name.equals("index.json") || name.equals("oci-layout") || name.matches("blobs/sha256/[0-9a-f]{64}");
        Path file = layout ? folder.resolve(name) : folder.resolve("file-" + number);
        Files.copy(in, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    private static String normal(String name) {
        return Path.of(name).normalize().toString();
    }

    private static Digest digest(Path file) throws IOException {
        MessageDigest sha = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.of(sha);
    }

    private static RuntimeException bad(Path tar, String cause) {
        return Problem.input(
                        "this tar holds no image that can be read: " + tar.getFileName(),
                        cause,
                        "make it with `docker save -o FILE IMAGE` or `podman save --format oci-archive -o FILE IMAGE`")
                .asException();
    }
}
