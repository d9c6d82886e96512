package dev.slipway.check.kubernetes;

import dev.slipway.check.Spot;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a workload runs: the pod itself or the template of its controller.
 *
 * @param spec {@code spec} of the pod
 * @param metadata of the template, of the pod itself for a pod
 * @param key where the spec begins
 * @param containers in order: the containers, those that prepare, those for debugging
 */
public record Pod(Node.Mapping spec, Node metadata, Span key, List<Container> containers) {
    public Pod {
        containers = List.copyOf(containers);
    }

    /** The kinds that run pods. */
    public static final Set<String> KINDS = Set.of(
            "Pod",
            "Deployment",
            "StatefulSet",
            "DaemonSet",
            "ReplicaSet",
            "ReplicationController",
            "Job",
            "CronJob",
            "PodTemplate",
            "DeploymentConfig",
            "Rollout",
            "Service",
            "Configuration",
            "Revision");

    /** Containers of one pod that are looked at. */
    private static final int MAX_CONTAINERS = 200;

    static Optional<Pod> of(String kind, Node root) {
        List<String> path = switch (kind) {
            case "Pod" -> List.of();
            case "CronJob" -> List.of("spec", "jobTemplate", "spec", "template");
            case "PodTemplate" -> List.of("template");
            case "Revision" -> List.of();
            case "Service", "Configuration" -> knative(root) ? List.of("spec", "template") : List.of("-");
            default -> KINDS.contains(kind) ? List.of("spec", "template") : List.of("-");
        };
        String[] keys = Stream.concat(path.stream(), Stream.of("spec")).toArray(String[]::new);
        if (!(root.at(keys).orElse(root) instanceof Node.Mapping spec) || spec == root) {
            return Optional.empty();
        }
        Node metadata = root.at(
                        Stream.concat(path.stream(), Stream.of("metadata")).toArray(String[]::new))
                .orElse(new Node.Mapping(List.of(), spec.span()));
        List<Container> containers = new ArrayList<>();
        for (Container.Role role : Container.Role.values()) {
            for (Node item : spec.listAt(role.key())) {
                if (item instanceof Node.Mapping body && containers.size() < MAX_CONTAINERS) {
                    containers.add(new Container(body, role, spec));
                }
            }
        }
        return Optional.of(new Pod(spec, metadata, Spot.key(root, keys).orElse(spec.span()), containers));
    }

    private static boolean knative(Node root) {
        return root.textAt("apiVersion").orElse("").contains("serving.knative.dev");
    }

    /** The labels of the pods. */
    public Map<String, String> labels() {
        return Manifest.texts(metadata, "labels");
    }

    /** The deepest key of the path that exists, else where the spec begins. */
    public Span near(String... path) {
        return Spot.deepest(spec, key, path);
    }

    /** Whether a setting of the pod says yes. */
    public boolean isTrue(String... path) {
        return spec.textAt(path).orElse("").equals("true");
    }

    /** The containers that run while the pod serves. */
    public List<Container> main() {
        return containers.stream().filter(c -> c.role() == Container.Role.MAIN).toList();
    }

    /** Paths of the host that are mounted, with the volume that says so. */
    public List<Node> hostPaths() {
        return spec.listAt("volumes").stream()
                .filter(v -> v.at("hostPath").isPresent())
                .toList();
    }

    /** The service account, under its present or its old name. */
    public Optional<String> serviceAccount() {
        return spec.textAt("serviceAccountName")
                .or(() -> spec.textAt("serviceAccount"))
                .filter(s -> !s.isBlank());
    }
}
