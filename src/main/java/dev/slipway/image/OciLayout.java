package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An OCI image layout (image-spec 1.1, image-layout.md): {@code oci-layout}, {@code index.json}, {@code blobs/sha256/}.
 * Whoever reads a blob through this class gets bytes that have the digest, or a Problem.
 */
public record OciLayout(Path folder) {
    /** Annotation on a layer's descriptor that says whose layer it is. */
    static final String LAYER_KIND = "dev.slipway.layer";

    /** Bytes of a manifest, index or config; registries refuse manifests above 4 MiB. */
    private static final long MAX_DOCUMENT = 8L << 20;

    /** How often an index may point at an index. */
    private static final int MAX_INDEXES = 4;

    /** Where a blob lies. */
    public Path blob(Digest digest) {
        return folder.resolve("blobs").resolve("sha256").resolve(digest.hex());
    }

    /** The JSON document with this digest. */
    <T> T document(Digest digest, Class<T> type) {
        byte[] bytes = bytes(blob(digest));
        if (!Digest.of(bytes).equals(digest)) {
            throw broken(blob(digest), "the bytes have the digest " + Digest.of(bytes));
        }
        return Json.read(
                new String(bytes, StandardCharsets.UTF_8), type, blob(digest).toString());
    }

    /**
     * The manifest for a platform: the one that {@code index.json} names, the one of this architecture where it names
     * several, else the first.
     */
    public Digest manifest(String architecture) {
        Path file = folder.resolve("index.json");
        Oci.Index index = Json.read(new String(bytes(file), StandardCharsets.UTF_8), Oci.Index.class, file.toString());
        for (int i = 0; i < MAX_INDEXES; i++) {
            Oci.Variant chosen = choose(index, architecture);
            boolean nested =
                    chosen.mediaType().equals(Oci.INDEX) || chosen.mediaType().contains("manifest.list");
            if (!nested) {
                return chosen.digest();
            }
            index = document(chosen.digest(), Oci.Index.class);
        }
        throw broken(file, "more than " + MAX_INDEXES + " indexes point at each other");
    }

    /** The entry for linux on this architecture, else the first that is no attestation. */
    static Oci.Variant choose(Oci.Index index, String architecture) {
        List<Oci.Variant> images = index.manifests().stream()
                .filter(m -> !m.platform().architecture().equals("unknown"))
                .toList();
        return images.stream()
                .filter(m -> m.platform().architecture().equals(architecture)
                        && m.platform().os().equals("linux"))
                .findFirst()
                .or(() -> images.stream().findFirst())
                .orElseThrow(() -> Problem.input(
                                "an image index without images", "it names no manifest", "give another image")
                        .asException());
    }

    /** The image with this manifest, as it lies here. */
    public PackedImage image(Digest digest) {
        Oci.Manifest manifest = document(digest, Oci.Manifest.class);
        Oci.Config config = document(manifest.config().digest(), Oci.Config.class);
        Oci.Run run = config.config();
        List<String> start = new ArrayList<>(run.entrypoint());
        start.addAll(run.cmd());
        List<PackedImage.PackedLayer> layers = manifest.layers().stream()
                .map(l -> new PackedImage.PackedLayer(kind(l), l.digest(), l.size(), l.mediaType(), false))
                .toList();
        return new PackedImage(
                digest,
                folder,
                layers,
                start,
                environment(run.env()),
                run.user(),
                run.workingDir().isEmpty() ? "/" : run.workingDir(),
                run.labels(),
                manifest.annotations().getOrDefault("org.opencontainers.image.base.digest", ""),
                false,
                List.of());
    }

    private static PackedImage.Kind kind(Oci.Descriptor layer) {
        return switch (layer.annotations().getOrDefault(LAYER_KIND, "")) {
            case "dependencies" -> PackedImage.Kind.DEPENDENCIES;
            case "application" -> PackedImage.Kind.APPLICATION;
            case String other -> PackedImage.Kind.BASE;
        };
    }

    static Map<String, String> environment(List<String> lines) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return environment;
    }

    /** Copies a blob into another layout, checking digest and size on the way. */
    void copyBlob(Oci.Descriptor blob, OciLayout into) throws IOException {
        try (InputStream in = Files.newInputStream(blob(blob.digest()))) {
            into.put(in, blob.digest(), blob.size());
        }
    }

    /** Takes a blob from a stream; nothing stays when its bytes do not have this digest and size. */
    void put(InputStream in, Digest digest, long size) throws IOException {
        Path part = folder.resolve(digest.hex() + ".part");
        MessageDigest sha = Digest.sha256();
        long got = 0;
        try (OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0 && got <= size; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
                out.write(buffer, 0, n);
                got += n;
            }
        }
        Digest found = Digest.of(sha);
        if (got != size || !found.equals(digest)) {
            Files.delete(part);
            throw broken(
                    blob(digest),
                    got != size ? "its size is not " + size + " bytes" : "the bytes have the digest " + found);
        }
        Files.createDirectories(blob(digest).getParent());
        Files.move(part, blob(digest), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Writes a JSON document as a blob and gives its descriptor. */
    Oci.Descriptor put(String mediaType, Object document) throws IOException {
        byte[] bytes = Json.write(document).getBytes(StandardCharsets.UTF_8);
        Digest digest = Digest.of(bytes);
        Files.createDirectories(blob(digest).getParent());
        Files.write(blob(digest), bytes);
        return new Oci.Descriptor(mediaType, digest, bytes.length);
    }

    /** Writes the two files that make a folder of blobs a layout. */
    void seal(Oci.Descriptor manifest, String architecture) throws IOException {
        Oci.Variant only = new Oci.Variant(
                manifest.mediaType(),
                manifest.digest(),
                manifest.size(),
                Map.of(),
                new Oci.Platform(architecture, "linux"));
        Oci.Index index = new Oci.Index(2, Oci.INDEX, List.of(only));
        Files.writeString(folder.resolve("oci-layout"), Json.write(new Oci.Layout("1.0.0")));
        Files.writeString(folder.resolve("index.json"), Json.write(index));
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw broken(file, "there is no such file");
            }
            if (Files.size(file) > MAX_DOCUMENT) {
                throw broken(file, "it is larger than " + (MAX_DOCUMENT >> 20) + " MiB");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw broken(file, String.valueOf(e.getMessage()));
        }
    }

    private static RuntimeException broken(Path file, String cause) {
        return Problem.surroundings(
                        "an image on disk is not whole",
                        file.toString(),
                        cause,
                        "build or fetch it again; where it is one of ours, remove its folder first")
                .asException();
    }

    /** Makes a new folder for a layout beside where it will stay. */
    static OciLayout temporary(Path images) throws IOException {
        DurableFiles.privateFolder(images);
        Path folder = Files.createTempDirectory(images, ".new-");
        Files.createDirectories(folder.resolve("blobs").resolve("sha256"));
        return new OciLayout(folder);
    }
}
