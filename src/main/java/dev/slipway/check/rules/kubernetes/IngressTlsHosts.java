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
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Ingress host is not covered by its TLS section. */
public final class IngressTlsHosts implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/ingress-tls-hosts",
            "Ingress host is not covered by its TLS section",
            Severity.MEDIUM,
            Confidence.HIGH,
            "That host is served in clear, or with a certificate for another name.",
            "add the host to spec.tls.hosts",
            List.of("PCI-4.2", "SOC2-CC6.7"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          tls: [{hosts: [a.example], secretName: web}]
                          rules: [{host: b.example}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          tls: [{hosts: ["*.a.example"], secretName: web}]
                          rules:
                            - host: x.y.a.example
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          tls: [{hosts: ["*.a.example"], secretName: web}]
                          rules: [{host: x.a.example}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          tls: [{secretName: web}]
                          rules: [{host: b.example}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Ingress");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        List<Node> tls = m.root().listAt("spec", "tls");
        Set<String> hosts = tls.stream()
                .flatMap(t -> t.listAt("hosts").stream())
                .flatMap(h -> h.textAt().stream())
                .collect(Collectors.toSet());
        if (tls.isEmpty() || tls.stream().anyMatch(t -> t.listAt("hosts").isEmpty())) {
            return;
        }
        for (Node rule : m.root().listAt("spec", "rules")) {
            String host = rule.textAt("host").orElse("");
            String wild = "*" + host.substring(Math.max(0, host.indexOf('.')));
            if (!host.isEmpty()
                    && !host.contains("{")
                    && !host.contains("$")
                    && !hosts.contains(host)
                    && !hosts.contains(wild)) {
                out.at(Spot.deepest(rule, rule.span(), "host"), host + " is in no TLS section");
            }
        }
    }
}
