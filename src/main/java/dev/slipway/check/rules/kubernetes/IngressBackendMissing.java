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
import java.util.stream.Stream;

/** Ingress sends to a service that is not defined. */
public final class IngressBackendMissing implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/ingress-backend-missing",
            "Ingress sends to a service that is not defined",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "Users get an error page.",
            "correct the name of the service, or add it",
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
                        metadata: {name: web}
                        spec: {selector: {app: web}, ports: [{port: 80}]}
                        ---
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          rules:
                            - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: wbe, port: {number: 80}}}}]}
                        """),
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
                          defaultBackend:
                            service:
                              name: wbe
                              port: {number: 80}
                        """),
                Example.good("app.yaml", """
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
                            - http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Ingress");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (all.ofKind("Service").isEmpty() || !all.whole()) {
            return;
        }
        Stream<Node> backends = Stream.concat(
                m.root().at("spec", "defaultBackend").stream(),
                m.root().listAt("spec", "rules").stream()
                        .flatMap(r -> r.listAt("http", "paths").stream())
                        .flatMap(p -> p.at("backend").stream()));
        backends.forEach(b -> {
            boolean old = b.at("serviceName").isPresent();
            String name = b.textAt("serviceName")
                    .or(() -> b.textAt("service", "name"))
                    .orElse("");
            if (!name.isEmpty() && all.find("Service", name, m.namespace()).isEmpty()) {
                out.at(
                        old ? Spot.deepest(b, b.span(), "serviceName") : Spot.deepest(b, b.span(), "service", "name"),
                        "there is no service " + name);
            }
        });
    }
}
