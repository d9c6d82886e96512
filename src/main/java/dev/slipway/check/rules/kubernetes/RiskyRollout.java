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

/** Rolling update can take down all replicas at once. */
public final class RiskyRollout implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/risky-rollout",
            "Rolling update can take down all replicas at once",
            Severity.MEDIUM,
            Confidence.HIGH,
            "During a roll-out nobody answers.",
            "use RollingUpdate with maxUnavailable below the number of replicas",
            List.of("SOC2-A1.2", "SOC2-CC8.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 3
                          strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 100%}}
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 3
                          strategy: {type: Recreate}
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 3
                          strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 1
                          strategy: {type: Recreate}
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment", "DaemonSet");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String key = m.kind().equals("DaemonSet") ? "updateStrategy" : "strategy";
        String most =
                m.root().textAt("spec", key, "rollingUpdate", "maxUnavailable").orElse("");
        String replicas = m.root().textAt("spec", "replicas").orElse("");
        boolean several = replicas.matches("[1-9]\\d+|[2-9]");
        if (most.equals("100%") || several && most.equals(replicas)) {
            out.at(
                    m.near("spec", key, "rollingUpdate", "maxUnavailable"),
                    m.title() + " may take down all its pods at once");
        } else if (several && m.root().textAt("spec", key, "type").orElse("").equals("Recreate")) {
            out.at(m.near("spec", key, "type"), m.title() + " ends all its pods before it starts new ones");
        }
    }
}
