package dev.slipway.check.kubernetes;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;

/** The objects of one set that is applied together. */
public record Manifests(List<Manifest> all) {
    public Manifests {
        all = List.copyOf(all);
    }

    /** The objects of these files, set by set; for now one set for each folder. */
    public static List<Manifests> read(List<SourceFile> files) {
        java.util.Map<String, List<Manifest>> sets = new java.util.TreeMap<>();
        for (SourceFile file : files) {
            if (file.format() == Format.KUBERNETES || file.format() == Format.KNATIVE) {
                for (Node root : file.documents()) {
                    sets.computeIfAbsent(file.folder(), f -> new ArrayList<>()).add(manifest(file, root));
                }
            }
        }
        return sets.values().stream().map(Manifests::new).toList();
    }

    private static Manifest manifest(SourceFile file, Node root) {
        return new Manifest(
                file,
                root.textAt("apiVersion").orElse(""),
                root.textAt("kind").orElse(""),
                root.textAt("metadata", "name").orElse(""),
                root.textAt("metadata", "namespace").orElse(""),
                root);
    }
}
