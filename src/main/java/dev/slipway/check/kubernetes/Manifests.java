package dev.slipway.check.kubernetes;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The objects of one set that is applied together.
 *
 * @param generated names of config maps and secrets that Kustomize makes
 * @param whole false when parts of it could not be seen: templates, remote bases
 */
public record Manifests(List<Manifest> all, Set<String> generated, boolean whole, Map<String, List<Manifest>> byKind) {
    /** Objects of a list that are looked at. */
    private static final int MAX_ITEMS = 5_000;

    public Manifests {
        all = List.copyOf(all);
        generated = Set.copyOf(generated);
        byKind = Map.copyOf(byKind);
    }

    private static Manifests of(List<Manifest> all, Set<String> generated, boolean whole) {
        Map<String, List<Manifest>> byKind = new HashMap<>();
        all.forEach(
                m -> byKind.computeIfAbsent(m.kind(), k -> new ArrayList<>()).add(m));
        return new Manifests(all, generated, whole, byKind);
    }

    /**
     * The objects of these files, set by set: what lies below the nearest folder with a kustomization or a chart, else what
     * lies in one folder. Patches are no objects and are left out.
     */
    public static List<Manifests> read(List<SourceFile> files) {
        Set<String> roots = new HashSet<>();
        Set<String> patches = new HashSet<>();
        Map<String, Set<String>> generated = new HashMap<>();
        Set<String> partial = new HashSet<>();
        for (SourceFile file : files) {
            if (file.format() == Format.KUSTOMIZE) {
                Kustomization k = Kustomization.of(file);
                roots.add(file.folder());
                patches.addAll(k.patchFiles());
                generated.computeIfAbsent(file.folder(), f -> new HashSet<>()).addAll(k.generated());
                if (k.reachesOut()) {
                    partial.add(file.folder());
                }
            } else if (file.format() == Format.HELM) {
                partial.add(root(file, roots));
            }
        }
        Map<String, List<Manifest>> sets = new TreeMap<>();
        for (SourceFile file : files) {
            boolean objects = file.format() == Format.KUBERNETES || file.format() == Format.KNATIVE;
            if (objects && !patches.contains(file.path())) {
                List<Manifest> set = sets.computeIfAbsent(root(file, roots), f -> new ArrayList<>());
                file.documents().forEach(root -> add(set, file, root));
            }
        }
        List<Manifests> result = new ArrayList<>();
        sets.forEach(
                (root, set) -> result.add(of(set, generated.getOrDefault(root, Set.of()), !partial.contains(root))));
        return result;
    }

    private static void add(List<Manifest> set, SourceFile file, Node root) {
        boolean list = root.textAt("kind").orElse("").endsWith("List")
                && !root.listAt("items").isEmpty();
        if (list) {
            root.listAt("items").stream().limit(MAX_ITEMS).forEach(item -> set.add(Manifest.of(file, item)));
        } else if (root.at("kind").isPresent()) {
            set.add(Manifest.of(file, root));
        }
    }

    private static String root(SourceFile file, Set<String> kustomizations) {
        String folder = file.folder();
        int templates = ("/" + folder + "/").indexOf("/templates/");
        if (templates >= 0) {
            return folder.substring(0, Math.max(0, templates - 1));
        }
        for (String here = folder; ; here = here.contains("/") ? here.substring(0, here.lastIndexOf('/')) : "") {
            if (kustomizations.contains(here)) {
                return here;
            }
            if (here.isEmpty()) {
                return folder;
            }
        }
    }

    /** The objects of a kind. */
    public List<Manifest> ofKind(String kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    /** The object of that kind and name in a namespace. */
    public Optional<Manifest> find(String kind, String name, String namespace) {
        return ofKind(kind).stream()
                .filter(m -> m.name().equals(name) && sameNamespace(m.namespace(), namespace))
                .findFirst();
    }

    /** Whether two namespaces are the same; one that is not written may be any, since it is chosen on applying. */
    public static boolean sameNamespace(String a, String b) {
        return a.equals(b) || a.isEmpty() || b.isEmpty();
    }

    /** The objects that run pods. */
    public List<Manifest> workloads() {
        return all.stream().filter(m -> m.pod().isPresent()).toList();
    }

    /** The workloads whose pods a selector takes. */
    public List<Manifest> selected(Node selector, String namespace) {
        return workloads().stream()
                .filter(m -> sameNamespace(m.namespace(), namespace))
                .filter(m -> Selectors.takes(selector, m.pod().orElseThrow().labels()))
                .toList();
    }
}
