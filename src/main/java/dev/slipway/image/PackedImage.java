package dev.slipway.image;

import dev.slipway.base.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An image on disk, in an OCI layout.
 *
 * @param digest of the manifest: the image's name
 * @param layout the folder of the layout
 * @param start entrypoint and command in one list; empty when the image names none
 * @param environment the whole environment the image asks for, base included
 * @param user as the image says, empty for root
 * @param workingDir as the image says, {@code /} when it says nothing
 * @param labels as the image says
 * @param base digest of the base's manifest, or empty text for an empty or unknown base
 * @param fresh whether this call made it; false when the same image was there already
 * @param notes what a person should know: what was left out, what was normalised
 */
public record PackedImage(
        Digest digest,
        Path layout,
        List<PackedLayer> layers,
        List<String> start,
        Map<String, String> environment,
        String user,
        String workingDir,
        Map<String, String> labels,
        String base,
        boolean fresh,
        List<String> notes) {
    public PackedImage {
        layers = List.copyOf(layers);
        start = List.copyOf(start);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        notes = List.copyOf(notes);
    }

    /** Whose layer it is. */
    public enum Kind {
        /** Of the base image, or of an image that Slipway did not pack. */
        BASE,
        DEPENDENCIES,
        APPLICATION
    }

    /**
     * One layer.
     *
     * @param digest of the blob as stored
     * @param fresh whether no image of this home had it before
     */
    public record PackedLayer(Kind kind, Digest digest, long sizeBytes, String mediaType, boolean fresh) {}

    /** How many layers no image had before. */
    public long freshLayers() {
        return layers.stream().filter(PackedLayer::fresh).count();
    }

    /** Whether Slipway packed it without an engine: then its own layers alone are unpacked. */
    public boolean ours() {
        return layers.stream().anyMatch(l -> l.kind() != Kind.BASE);
    }

    /** This image as one that was not here before. */
    PackedImage asFresh() {
        return new PackedImage(digest, layout, layers, start, environment, user, workingDir, labels, base, true, notes);
    }

    /** This image with one more note. */
    PackedImage with(String note) {
        List<String> more = java.util.stream.Stream.concat(notes.stream(), java.util.stream.Stream.of(note))
                .toList();
        return new PackedImage(digest, layout, layers, start, environment, user, workingDir, labels, base, fresh, more);
    }
}
