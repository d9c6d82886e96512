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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Service does not target any pod: its selector matches no pod labels. */
public final class ServiceSelectsNothing implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/service-selects-nothing",
            "Service does not target any pod: its selector matches no pod labels",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Requests to the service go nowhere.",
            "use the labels of the pods in the selector",
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
                        spec:
                          selector: {app: wbe}
                          ports: [{port: 80}]
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web}}
                        spec:
                          containers: [{name: web, image: "app:1"}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web, namespace: a}
                        spec:
                          selector: {app: web}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, namespace: b, labels: {app: web}}
                        spec:
                          containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          selector: {app: web}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {app: web, tier: front}}
                        spec:
                          containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          type: ExternalName
                          externalName: web.example
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Service");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Optional<Node> selector =
                m.root().at("spec", "selector").filter(s -> !s.entriesAt().isEmpty());
        boolean core = m.apiVersion().equals("v1")
                && !m.root().textAt("spec", "type").orElse("").equals("ExternalName");
        if (core
                && selector.isPresent()
                && all.whole()
                && !all.workloads().isEmpty()
                && all.selected(selector.get(), m.namespace()).isEmpty()) {
            out.at(m.near("spec", "selector"), m.title() + " selects no pod of the set");
        }
    }
}
