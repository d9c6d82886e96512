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

/** Service type is NodePort. */
public final class NodePortService implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/node-port",
            "Service type is NodePort",
            Severity.LOW,
            Confidence.CERTAIN,
            "The port is open on every node's address, past ingress, its TLS and its rules.",
            "use ClusterIP, with an ingress or a load balancer in front",
            List.of("CIS-K8S-5.3.2", "PCI-1.4"));

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
                          type: NodePort
                          ports: [{port: 80}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {type: NodePort, selector: {app: web}}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          type: ClusterIP
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
        if (m.root().textAt("spec", "type").orElse("").equals("NodePort")) {
            Spot.say(
                    out,
                    m.near("spec", "type"),
                    m.title() + " opens a port on every node",
                    false,
                    "set type to ClusterIP",
                    Spot.put(m.root(), "ClusterIP", "spec", "type"));
        }
    }
}
