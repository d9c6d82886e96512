package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.text.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Audit policy does not cover key security concerns. */
public final class AuditPolicyGaps implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/audit-policy-gaps",
            "Audit policy does not cover key security concerns",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Access to secrets, config maps and token reviews, changes of pods and deployments, and exec or port-forward are what is asked after a break-in.",
            "add rules of level Metadata or above for secrets, configmaps, tokenreviews, pods, deployments, pods/exec, pods/portforward, pods/proxy and services/proxy",
            List.of("CIS-K8S-3.2.2", "PCI-10.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: audit.k8s.io/v1
                        kind: Policy
                        rules:
                          - level: Metadata
                            resources: [{group: "", resources: [secrets]}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: audit.k8s.io/v1
                        kind: Policy
                        rules:
                          - level: None
                        """),
                Example.good("app.yaml", """
                        apiVersion: audit.k8s.io/v1
                        kind: Policy
                        rules:
                          - level: Metadata
                        """),
                Example.good("app.yaml", """
                        apiVersion: audit.k8s.io/v1
                        kind: Policy
                        rules:
                          - level: Metadata
                            resources:
                              - resources: [secrets, configmaps, tokenreviews, pods, deployments, pods/exec, pods/portforward, pods/proxy, services/proxy]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Policy");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (!m.apiVersion().startsWith("audit.k8s.io")) {
            return;
        }
        Set<String> covered = new HashSet<>();
        for (Node rule : m.root().listAt("rules")) {
            if (!rule.textAt("level").orElse("None").equals("None")) {
                if (rule.at("resources").isEmpty()
                        && rule.at("nonResourceURLs").isEmpty()
                        && rule.at("users").isEmpty()
                        && rule.at("namespaces").isEmpty()) {
                    return;
                }
                rule.listAt("resources").stream()
                        .flatMap(r -> r.listAt("resources").stream())
                        .flatMap(r -> r.textAt().stream())
                        .forEach(covered::add);
            }
        }
        List<String> missing = Stream.of(
                        "secrets",
                        "configmaps",
                        "tokenreviews",
                        "pods",
                        "deployments",
                        "pods/exec",
                        "pods/portforward",
                        "pods/proxy",
                        "services/proxy")
                .filter(r -> !covered.contains(r) && !covered.contains("*"))
                .toList();
        if (!missing.isEmpty()) {
            out.at(m.near("rules"), "the audit policy does not cover " + String.join(", ", missing));
        }
    }
}
