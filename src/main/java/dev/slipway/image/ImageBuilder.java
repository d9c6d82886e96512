package dev.slipway.image;

import dev.slipway.assess.Recipe;
import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.Oci;
import dev.slipway.exec.files.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Packs a component's outputs into an OCI image without a container engine. The image's digest depends on the outputs'
 * paths and contents, the start command, environment, user, labels and base alone. See docs/decisions/0004.
 */
public final class ImageBuilder {
    /** Every time in an image: reproducible builds have no now. */
    private static final String EPOCH = "1970-01-01T00:00:00Z";

    /** The folder of the application in the image; its working directory. */
    static final String APP = "/app";

    private final ImageStore store;
    private final Bases bases;

    /** Keeps images in this home; bases are fetched through {@code registries}. */
    public ImageBuilder(Home home, RegistryImages registries) {
        store = new ImageStore(home);
        bases = new Bases(home, registries);
    }

    /**
     * Packs. Gives the image that is here already when nothing changed.
     *
     * @throws SlipwayException (surroundings) when an output is absent, a jar is unreadable or the disk fails; (input) when
     *     an output lies outside of its component
     */
    public PackedImage build(ImageRequest request) throws InterruptedException {
        try {
            Bases.Found base = bases.find(request.base(), request.architecture());
            OciLayout layout = store.begin();
            try (Gatherer gathered = new Gatherer(request)) {
                gathered.gather();
                return pack(request, base, layout, gathered);
            } finally {
                store.abandon(layout);
            }
        } catch (IOException e) {
            throw new SlipwayException(
                    Problem.surroundings(
                            "cannot pack the image",
                            request.component().toString(),
                            e.getClass().getSimpleName() + ": " + e.getMessage(),
                            "check free space and permissions, then run the command again"),
                    e);
        }
    }

    private PackedImage pack(ImageRequest request, Bases.Found base, OciLayout layout, Gatherer gathered)
            throws IOException {
        List<Oci.Descriptor> layers = new ArrayList<>(base.layers());
        List<Digest> diffIds = new ArrayList<>(base.config().rootfs().diffIds());
        List<Oci.History> history = new ArrayList<>(base.config().history());
        Set<Digest> borrowed = base.carry(store, layout);
        for (Recipe.Layer kind : Recipe.Layer.values()) {
            SortedMap<String, Content> entries = gathered.layer(kind);
            if (!entries.isEmpty()) {
                String word = kind.name().toLowerCase(Locale.ROOT);
                LayerWriter.Written written = write(entries, layout, borrowed);
                layers.add(new Oci.Descriptor(
                        Oci.LAYER, written.digest(), written.sizeBytes(), Map.of(OciLayout.LAYER_KIND, word)));
                diffIds.add(written.digest());
                history.add(new Oci.History(EPOCH, "slipway: " + word));
            }
        }
        if (layers.size() == base.layers().size()) {
            throw Problem.surroundings(
                            "nothing to pack",
                            request.component().toString(),
                            "the recipe's outputs are empty",
                            "look at the build's output, or declare what to pack with a Dockerfile")
                    .asException();
        }
        Digest digest = finish(request, base, layout, gathered, layers, diffIds, history);
        boolean fresh = store.keep(layout, digest);
        return result(digest, fresh, borrowed, gathered.notes());
    }

    private LayerWriter.Written write(SortedMap<String, Content> entries, OciLayout layout, Set<Digest> borrowed)
            throws IOException {
        Path raw = layout.folder().resolve("layer.tar");
        LayerWriter.Written written = LayerWriter.write(entries, raw);
        if (store.borrow(layout, written.digest())) {
            borrowed.add(written.digest());
            Files.delete(raw);
        } else {
            Files.move(raw, layout.blob(written.digest()), StandardCopyOption.REPLACE_EXISTING);
        }
        return written;
    }

    private Digest finish(
            ImageRequest request,
            Bases.Found base,
            OciLayout layout,
            Gatherer gathered,
            List<Oci.Descriptor> layers,
            List<Digest> diffIds,
            List<Oci.History> history)
            throws IOException {
        Map<String, String> environment =
                new TreeMap<>(OciLayout.environment(base.config().config().env()));
        environment.putAll(request.environment());
        Oci.Run run = new Oci.Run(
                request.user(),
                environment.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .toList(),
                start(request, gathered),
                List.of(),
                APP,
                request.labels());
        Oci.Config config =
                new Oci.Config(request.architecture(), "linux", EPOCH, run, new Oci.RootFs("layers", diffIds), history);
        Map<String, String> annotations = new TreeMap<>(request.labels());
        if (!base.digest().isEmpty()) {
            annotations.put("org.opencontainers.image.base.digest", base.digest());
        }
        Oci.Manifest manifest = new Oci.Manifest(2, Oci.MANIFEST, layout.put(Oci.CONFIG, config), layers, annotations);
        Oci.Descriptor descriptor = layout.put(Oci.MANIFEST, manifest);
        layout.seal(descriptor, request.architecture());
        return descriptor.digest();
    }

    private static List<String> start(ImageRequest request, Gatherer gathered) {
        return request.start().stream()
                .map(word -> {
                    if (word.contains("${MAIN}") && gathered.main().isEmpty()) {
                        throw Problem.surroundings(
                                        "the jar does not say which class starts the application",
                                        request.component().toString(),
                                        "its manifest has no Main-Class",
                                        "set mainClass in the build's jar plugin, or declare the service's `command`")
                                .asException();
                    }
                    return word.replace("${MAIN}", gathered.main());
                })
                .toList();
    }

    private PackedImage result(Digest digest, boolean fresh, Set<Digest> borrowed, List<String> notes) {
        PackedImage image = store.find(digest).orElseThrow().image(digest);
        List<PackedImage.PackedLayer> layers = image.layers().stream()
                .map(l -> new PackedImage.PackedLayer(
                        l.kind(), l.digest(), l.sizeBytes(), l.mediaType(), fresh && !borrowed.contains(l.digest())))
                .toList();
        return new PackedImage(
                digest,
                image.layout(),
                layers,
                image.start(),
                image.environment(),
                image.user(),
                image.workingDir(),
                image.labels(),
                image.base(),
                fresh,
                notes);
    }
}
