package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;

/** Secret is used as an environment variable. */
public final class SecretInEnv implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/secret-in-env",
            "Secret is used as an environment variable",
            Severity.LOW,
            Confidence.HIGH,
            "Environment variables are inherited by child processes, printed in crash reports and shown by debugging pages; a mounted file is not.",
            "mount the secret as a volume and read the file",
            List.of("CIS-K8S-5.4.1", "PCI-8.6.2"));

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
                              env:
                                - name: PASSWORD
                                  valueFrom:
                                    secretKeyRef: {name: db, key: password}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              envFrom:
                                - secretRef: {name: db}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              env:
                                - name: MODE
                                  value: fast
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              envFrom:
                                - configMapRef: {name: settings}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (Node item : c.body().listAt("env")) {
            if (item.at("valueFrom", "secretKeyRef").isPresent()) {
                out.at(
                        Spot.deepest(item, item.span(), "valueFrom", "secretKeyRef"),
                        c.name() + " takes a secret from its environment");
            }
        }
        for (Node item : c.body().listAt("envFrom")) {
            if (item.at("secretRef").isPresent()) {
                out.at(
                        Spot.deepest(item, item.span(), "secretRef"),
                        c.name() + " takes a whole secret into its environment");
            }
        }
    }
}
