package dev.slipway.image;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import dev.slipway.base.wire.CycloneDx;
import dev.slipway.base.wire.Json;
import dev.slipway.exec.files.FileView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A bill of materials, CycloneDX 1.6 in JSON: what the lockfiles pin and the jars that were packed. Without time and
 * chance: the same image gives the same document.
 *
 * @param components number of components, the application itself not counted
 * @param unpinned names without an exact version, which are therefore not in it
 * @param sources lockfiles that were read
 */
public record Sbom(String json, int components, List<String> unpinned, List<String> sources) {
    /** What it is, for a statement about it. */
    public static final String FORMAT = "CycloneDX 1.6";

    public Sbom {
        unpinned = List.copyOf(unpinned);
        sources = List.copyOf(sources);
    }

    /** The digest of the document. */
    public Digest digest() {
        return Digest.of(json);
    }

    /** The bytes of the document. */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Of a packed image.
     *
     * @param view the repository
     * @param component folder of the component, {@code .} for the root
     * @param name of the application
     */
    public static Sbom of(FileView view, String component, PackedImage image, String name, String version) {
        Lockfiles.Pinned pinned = Lockfiles.of(view, component);
        SortedSet<Dependency> all = new TreeSet<>(pinned.dependencies());
        try {
            all.addAll(PackedJars.of(image));
        } catch (IOException e) {
            throw new SlipwayException(
                    Problem.surroundings(
                            "cannot read the image's layers for the bill of materials",
                            image.layout().toString(),
                            String.valueOf(e.getMessage()),
                            "build it again"),
                    e);
        }
        return new Sbom(document(all, image.digest(), name, version), all.size(), pinned.unpinned(), pinned.files());
    }

    private static String document(SortedSet<Dependency> all, Digest image, String name, String version) {
        String serial = "urn:uuid:" + UUID.nameUUIDFromBytes(image.value().getBytes(StandardCharsets.UTF_8));
        var application = new CycloneDx.Component("container", image.value(), "", name, version, "");
        List<CycloneDx.Component> components = all.stream()
                .map(d -> new CycloneDx.Component("library", d.purl(), d.group(), d.name(), d.version(), d.purl()))
                .toList();
        return Json.pretty(
                new CycloneDx.Bom("CycloneDX", "1.6", serial, 1, new CycloneDx.Metadata(application), components));
    }
}
