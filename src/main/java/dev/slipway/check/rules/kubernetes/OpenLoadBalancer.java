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

/** Service of type LoadBalancer is exposed by an external load balancer without source restriction. */
public final class OpenLoadBalancer implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/load-balancer-open",
            "Service of type LoadBalancer is exposed by an external load balancer without source restriction",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The workload is reachable from the whole internet.",
            "set loadBalancerSourceRanges, or the annotation that makes the load balancer internal",
            List.of("CIS-K8S-5.3.2", "PCI-1.4", "SOC2-CC6.6"));

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
                        metadata: {name: web}
                        spec:
                          type: LoadBalancer
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          type: LoadBalancer
                          loadBalancerSourceRanges: [0.0.0.0/0]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          type: LoadBalancer
                          loadBalancerSourceRanges: [192.0.2.0/24]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata:
                          name: web
                          annotations: {networking.gke.io/load-balancer-type: Internal}
                        spec:
                          type: LoadBalancer
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Service");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (!m.root().textAt("spec", "type").orElse("").equals("LoadBalancer")) {
            return;
        }
        boolean internal = m.annotations().entrySet().stream()
                .anyMatch(e -> e.getKey().matches("(?i).*(internal|load-balancer-(type|scheme)|source-ranges).*")
                        && e.getValue().matches("(?i)true|internal|private|0\\.0\\.0\\.0/0|\\d.*"));
        List<String> ranges = m.root().listAt("spec", "loadBalancerSourceRanges").stream()
                .flatMap(r -> r.textAt().stream())
                .toList();
        if (!internal && (ranges.isEmpty() || ranges.contains("0.0.0.0/0") || ranges.contains("::/0"))) {
            out.at(
                    ranges.isEmpty()
                            ? Spot.key(m.root(), "metadata", "annotations").orElse(m.here())
                            : m.near("spec", "loadBalancerSourceRanges"),
                    m.title() + " is a load balancer open to everybody");
        }
    }
}
