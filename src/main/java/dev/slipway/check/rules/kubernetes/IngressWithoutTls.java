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

/** Ingress without TLS. */
public final class IngressWithoutTls implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/ingress-no-tls",
            "Ingress without TLS",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Passwords, sessions and data go over the network in clear.",
            "add spec.tls with the hosts and the secret of the certificate",
            List.of("PCI-4.2", "SOC2-CC6.7", "GDPR-32"));

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
                          rules: [{host: web.example}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          tls: []
                          rules: [{host: web.example}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata: {name: web}
                        spec:
                          tls: [{hosts: [web.example], secretName: web}]
                          rules: [{host: web.example}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: networking.k8s.io/v1
                        kind: Ingress
                        metadata:
                          name: web
                          annotations: {alb.ingress.kubernetes.io/certificate-arn: "arn:aws:acm:eu-west-1:1:certificate/a"}
                        spec:
                          rules: [{host: web.example}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Ingress");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean elsewhere = m.annotations().keySet().stream()
                .anyMatch(k -> k.matches(".*(certificate-arn|ssl-cert|managed-certificates|pre-shared-cert).*"));
        if (m.root().listAt("spec", "tls").isEmpty() && !elsewhere) {
            out.at(m.near("spec", "tls"), m.title() + " serves without TLS");
        }
    }
}
