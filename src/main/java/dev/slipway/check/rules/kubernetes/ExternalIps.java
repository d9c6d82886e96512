package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** Service uses external IPs (externalIPs). */
public final class ExternalIps implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/external-ips",
            "Service uses external IPs (externalIPs)",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Whoever may set external IPs takes over traffic of the cluster to any address (CVE-2020-8554).",
            "use a load balancer or an ingress",
            List.of("CIS-K8S-1.2.3", "PCI-1.4"));

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
                          externalIPs: [192.0.2.1]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          selector: {app: web}
                          externalIPs:
                            - 192.0.2.1
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          externalIPs: []
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Service");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (!m.root().listAt("spec", "externalIPs").isEmpty()) {
            out.at(m.near("spec", "externalIPs"), m.title() + " answers on external addresses");
        }
    }
}
