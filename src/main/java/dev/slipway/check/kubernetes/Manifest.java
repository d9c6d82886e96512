package dev.slipway.check.kubernetes;

import dev.slipway.check.SourceFile;
import dev.slipway.check.Spot;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes object.
 *
 * @param file where it stands
 * @param kind as written, for example {@code Deployment}
 * @param name empty when it has none
 * @param namespace empty for the default
 * @param pod what the object runs, when it runs something
 */
public record Manifest(
        SourceFile file, String apiVersion, String kind, String name, String namespace, Node root, Optional<Pod> pod) {
    static Manifest of(SourceFile file, Node root) {
        String kind = root.textAt("kind").orElse("");
        return new Manifest(
                file,
                root.textAt("apiVersion").orElse(""),
                kind,
                root.textAt("metadata", "name").orElse(""),
                root.textAt("metadata", "namespace").orElse(""),
                root,
                Pod.of(kind, root));
    }

    /** Where the object says its name, else its kind. */
    public Span here() {
        return Spot.key(root, "metadata", "name")
                .or(() -> Spot.key(root, "metadata"))
                .or(() -> Spot.key(root, "kind"))
                .orElse(root.span());
    }

    /** The deepest key of the path that exists, else the object's name. */
    public Span near(String... path) {
        return Spot.deepest(root, here(), path);
    }

    /** Where it says its kind. */
    public Span kindSpan() {
        return Spot.key(root, "kind").orElse(root.span());
    }

    /** What people call it: {@code Deployment web}. */
    public String title() {
        return name.isEmpty() ? kind : kind + " " + name;
    }

    /** Its group and version without the version: {@code apps}; empty for the core. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** Whether a cluster takes it for an object of its own or of a controller that runs pods for long. */
    public boolean serves() {
        return List.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController")
                .contains(kind);
    }

    /** Its own labels. */
    public Map<String, String> labels() {
        return texts(root, "metadata", "labels");
    }

    /** Its annotations. */
    public Map<String, String> annotations() {
        return texts(root, "metadata", "annotations");
    }

    /** The scalars of a map at a path, in order. */
    public static Map<String, String> texts(Node from, String... path) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Node.Entry entry : from.entriesAt(path)) {
            if (entry.value() instanceof Node.Scalar s) {
                texts.put(entry.key().value(), s.value());
            }
        }
        return texts;
    }
}
