package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** Namespace does not enforce a pod security standard. */
public final class NamespaceWithoutPodSecurity implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/namespace-no-pod-security",
            "Namespace does not enforce a pod security standard",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Privileged pods may be created in it.",
            "add the label pod-security.kubernetes.io/enforce with baseline or restricted",
            List.of("CIS-K8S-5.2.1", "PSS-BASELINE"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: shop
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: shop
                          labels: {pod-security.kubernetes.io/enforce: privileged}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata:
                          name: shop
                          labels: {pod-security.kubernetes.io/enforce: restricted}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: kube-system}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Namespace");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String level = m.labels().getOrDefault("pod-security.kubernetes.io/enforce", "");
        if (!level.matches("baseline|restricted") && !m.name().startsWith("kube-")) {
            Spot.say(
                    out,
                    m.near("metadata", "labels", "pod-security.kubernetes.io/enforce"),
                    "namespace " + m.name() + " enforces no pod security standard",
                    false,
                    "enforce the baseline standard",
                    Spot.put(m.root(), "baseline", "metadata", "labels", "pod-security.kubernetes.io/enforce"));
        }
    }
}
