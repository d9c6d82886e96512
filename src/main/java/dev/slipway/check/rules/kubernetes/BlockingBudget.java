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

/** PodDisruptionBudget blocks every eviction. */
public final class BlockingBudget implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/blocking-budget",
            "PodDisruptionBudget blocks every eviction",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "With maxUnavailable 0, or minAvailable 100 % or as many as there are, no node can be drained: updates hang.",
            "allow one pod to be unavailable",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          maxUnavailable: 0
                          selector: {matchLabels: {app: web}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          minAvailable: 100%
                          selector: {matchLabels: {app: web}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          maxUnavailable: 1
                          selector: {matchLabels: {app: web}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web}
                        spec:
                          minAvailable: 1
                          selector: {matchLabels: {app: web}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("PodDisruptionBudget");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String most = m.root().textAt("spec", "maxUnavailable").orElse("");
        String least = m.root().textAt("spec", "minAvailable").orElse("");
        boolean asMany = least.matches("[1-9]\\d{0,5}")
                && m.root().at("spec", "selector").stream()
                        .flatMap(s -> all.selected(s, m.namespace()).stream())
                        .anyMatch(w ->
                                w.root().textAt("spec", "replicas").orElse("").equals(least));
        if (most.matches("0%?")) {
            Spot.say(
                    out,
                    m.near("spec", "maxUnavailable"),
                    "no pod may ever be evicted",
                    false,
                    "allow one",
                    Spot.put(m.root(), "1", "spec", "maxUnavailable"));
        } else if (least.equals("100%") || asMany) {
            out.at(m.near("spec", "minAvailable"), "as many pods must stay as there are: none may ever be evicted");
        }
    }
}
