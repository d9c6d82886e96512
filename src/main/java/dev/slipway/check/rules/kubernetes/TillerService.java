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

/** Tiller service is not deleted. */
public final class TillerService implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/tiller-service",
            "Tiller service is not deleted",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The service makes Tiller (Helm v2) reachable by name for every pod.",
            "delete the service, and move to Helm 3",
            List.of("CIS-K8S-5.1.1"));

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
                        metadata: {name: tiller-deploy}
                        spec: {selector: {app: helm, name: tiller}}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata:
                          name: helm
                          labels: {name: tiller}
                        spec: {ports: [{name: tiller, port: 44134}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: helm}
                        spec: {selector: {app: helm}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Service");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean tiller = m.name().startsWith("tiller")
                || m.labels().containsValue("tiller")
                || m.root().textAt("spec", "selector", "name").orElse("").equals("tiller");
        if (tiller) {
            out.at(m.here(), m.title() + " publishes Tiller");
        }
    }
}
