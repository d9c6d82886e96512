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

/** Pod is created without a controller. */
public final class BarePod implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/bare-pod",
            "Pod is created without a controller",
            Severity.NOTE,
            Confidence.MEDIUM,
            "When its node fails or is drained the pod is gone and nothing starts it again.",
            "describe it in a Deployment, StatefulSet, DaemonSet or Job",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              ports: []
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          restartPolicy: Always
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
                          replicas: 2
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
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          restartPolicy: Never
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Pod");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean once = m.root().textAt("spec", "restartPolicy").orElse("Always").matches("Never|OnFailure");
        if (!once
                && !m.namespace().equals("kube-system")
                && m.annotations().keySet().stream().noneMatch(a -> a.startsWith("helm.sh/hook"))) {
            out.at(m.kindSpan(), m.title() + " has no controller");
        }
    }
}
