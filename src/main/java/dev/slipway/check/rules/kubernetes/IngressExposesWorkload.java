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
import java.util.Optional;
import java.util.Set;

/** Ingress controller exposes a workload. */
public final class IngressExposesWorkload implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/ingress-exposes-workload",
            "Ingress controller exposes a workload",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "The service and its pods are reachable from outside: vulnerabilities and denial of service (DoS) attacks reach them unless a limit, a firewall or a login stands before.",
            "restrict the ingress to source ranges, add authentication or rate limits, or keep the service inside",
            List.of("NSA-2.0", "PCI-1.4", "SOC2-CC6.6"));

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
                        spec: {selector: {app: web}, ports: [{port: 80}]}
                        ---
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          rules:
                            - host: web.example
                              http:
                                paths:
                                  - path: /
                                    pathType: Prefix
                                    backend: {service: {name: web, port: {number: 80}}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}, ports: [{port: 80}]}
                        ---
                        apiVersion: networking.k8s.io/v1beta1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          rules:
                            - http:
                                paths:
                                  - backend: {serviceName: web, servicePort: 80}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}, ports: [{port: 80}]}
                        ---
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata:
                          name: web
                          annotations: {nginx.ingress.kubernetes.io/whitelist-source-range: 192.0.2.0/24}
                        spec:
                          rules:
                            - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          rules:
                            - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: other, port: {number: 80}}}}]}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Ingress");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean guarded = m.annotations().keySet().stream()
                .anyMatch(k -> k.matches(".*(whitelist|allowlist|auth|limit|wafv2|security-groups|inbound-cidrs).*"));
        for (Node rule : guarded ? List.<Node>of() : m.root().listAt("spec", "rules")) {
            for (Node path : rule.listAt("http", "paths")) {
                boolean old = path.at("backend", "serviceName").isPresent();
                String[] to =
                        old ? new String[] {"backend", "serviceName"} : new String[] {"backend", "service", "name"};
                String[] by = old
                        ? new String[] {"backend", "servicePort"}
                        : new String[] {"backend", "service", "port", "number"};
                Optional<Manifest> service = all.find("Service", path.textAt(to).orElse(""), m.namespace());
                String port = path.textAt(by).orElse("");
                boolean open = service.isPresent()
                        && service.get().root().listAt("spec", "ports").stream()
                                .anyMatch(p -> p.textAt("port").orElse("").equals(port)
                                        || p.textAt("name").orElse("").equals(port)
                                        || port.isEmpty());
                if (open) {
                    out.at(
                            Spot.deepest(path, path.span(), "backend"),
                            m.title() + " exposes the service "
                                    + path.textAt(to).orElse(""));
                }
            }
        }
    }
}
