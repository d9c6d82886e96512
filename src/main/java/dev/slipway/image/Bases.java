package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what an image stands on. */
final class Bases {
    private final Home home;
    private final RegistryImages registries;

    Bases(Home home, RegistryImages registries) {
        this.home = home;
        this.registries = registries;
    }

    /**
     * A base.
     *
     * @param digest of its manifest, empty for the empty base
     * @param from the layout that has its blobs; empty for the empty base
     */
    record Found(String digest, List<Oci.Descriptor> layers, Oci.Config config, List<OciLayout> from) {
        /** Links the base's layers into a layout; gives those that were not new to this home. */
        Set<Digest> carry(ImageStore store, OciLayout into) throws IOException {
            Set<Digest> had = new HashSet<>();
            for (Oci.Descriptor layer : layers) {
                if (store.borrow(into, layer.digest())) {
                    had.add(layer.digest());
                } else {
                    from.getFirst().copyBlob(layer, into);
                }
            }
            return had;
        }
    }

    Found find(Base base, String architecture) throws IOException, InterruptedException {
        return switch (base) {
            case Base.Empty e -> empty(architecture);
            case Base.OciLayout o -> in(new OciLayout(o.folder()), Optional.empty(), architecture);
            case Base.Tar t -> {
                PackedImage image = new ImageArchive(home).take(t.file(), architecture);
                yield in(new OciLayout(image.layout()), Optional.of(image.digest()), architecture);
            }
            case Base.Registry r -> {
                PackedImage image = registries.fetch(r.reference(), architecture);
                yield in(new OciLayout(image.layout()), Optional.of(image.digest()), architecture);
            }
        };
    }

    private static Found empty(String architecture) {
        Oci.Config config =
                new Oci.Config(architecture, "linux", "", Oci.Run.NONE, new Oci.RootFs("layers", List.of()), List.of());
        return new Found("", List.of(), config, List.of());
    }

    private static Found in(OciLayout layout, Optional<Digest> known, String architecture) throws IOException {
        Digest digest = known.orElseGet(() -> layout.manifest(architecture));
        Oci.Manifest manifest = layout.document(digest, Oci.Manifest.class);
        Oci.Config config = layout.document(manifest.config().digest(), Oci.Config.class);
        if (manifest.layers().size() != config.rootfs().diffIds().size()) {
            throw broken(layout, "its config and its manifest do not have equally many layers");
        }
        for (Oci.Descriptor layer : manifest.layers()) {
            if (!Files.isRegularFile(layout.blob(layer.digest()))) {
                throw broken(layout, "layer " + layer.digest() + " is not there");
            }
        }
        return new Found(digest.value(), manifest.layers(), config, List.of(layout));
    }

    private static RuntimeException broken(OciLayout layout, String cause) {
        return Problem.input(
                        "the base image is not whole: " + layout.folder(), cause, "copy or fetch the base image again")
                .asException();
    }
}
