package dev.slipway.check.kubernetes;

import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a kustomization says about the files beside it.
 *
 * @param patchFiles paths of files that change objects and are none themselves
 * @param generated names of config maps and secrets that it makes
 * @param reachesOut whether it takes objects from outside its folder
 */
record Kustomization(Set<String> patchFiles, Set<String> generated, boolean reachesOut) {
    Kustomization {
        patchFiles = Set.copyOf(patchFiles);
        generated = Set.copyOf(generated);
    }

    static Kustomization of(SourceFile file) {
        Set<String> patches = new HashSet<>();
        Set<String> generated = new HashSet<>();
        boolean out = false;
        for (Node root : file.documents()) {
            for (String key : List.of("patches", "patchesJson6902")) {
                root.listAt(key).forEach(p -> p.textAt("path").ifPresent(path -> patches.add(below(file, path))));
            }
            for (String key : List.of("patchesStrategicMerge", "transformers", "generators", "components")) {
                root.listAt(key).forEach(p -> p.textAt().ifPresent(path -> patches.add(below(file, path))));
            }
            for (String key : List.of("configMapGenerator", "secretGenerator")) {
                root.listAt(key).forEach(g -> g.textAt("name").ifPresent(generated::add));
            }
            out |= List.of("resources", "bases", "components", "helmCharts").stream()
                    .flatMap(k -> root.listAt(k).stream())
                    .anyMatch(r -> r.textAt()
                            .map(t -> t.startsWith("..") || t.contains("://"))
                            .orElse(true));
        }
        return new Kustomization(patches, generated, out);
    }

    /** A path beside a file, with its dots resolved. */
    static String below(SourceFile file, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : Arrays.asList((file.folder() + "/" + path).split("/", -1))) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
