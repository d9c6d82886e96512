package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Object name is missing or invalid. */
public final class InvalidName implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/invalid-name",
            "Object name is missing or invalid",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The API server refuses the object.",
            "use lower-case letters, digits and dashes, with a letter or digit at both ends",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: My_Service}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web-}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: my-service}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: "{{ name }}"}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of();
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String name = m.name();
        boolean templated = name.contains("{") || name.contains("$") || name.contains("<");
        boolean free = m.group().contains("rbac")
                || m.kind().equals("CustomResourceDefinition")
                || m.kind().contains("Config");
        if (BUILT_IN.contains(m.kind())
                && !name.isEmpty()
                && !templated
                && !free
                && !name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")) {
            out.at(m.here(), "the name " + name + " is invalid");
        }
    }

    private static final Set<String> BUILT_IN = Stream.concat(
                    Pod.KINDS.stream(),
                    Stream.of(
                            "Namespace",
                            "Secret",
                            "ServiceAccount",
                            "Ingress",
                            "NetworkPolicy",
                            "PersistentVolumeClaim",
                            "PodDisruptionBudget",
                            "HorizontalPodAutoscaler"))
            .collect(Collectors.toUnmodifiableSet());
}
