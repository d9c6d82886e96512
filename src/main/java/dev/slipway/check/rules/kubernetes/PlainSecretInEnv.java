package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.SecretWords;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;

/** Secret or password stands in clear in the environment of a container. */
public final class PlainSecretInEnv implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/plain-secret",
            "Secret or password stands in clear in the environment of a container",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever reads the repository or the object has the password.",
            "put it into a Secret that is not in version control, and refer to it",
            List.of("CIS-K8S-5.4.1", "PCI-8.6.2", "GDPR-32"));

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
                                - name: DB_PASSWORD
                                  value: Tr0ub4dor-and-3-horses
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
                              env: [{name: API_KEY, value: 9f86d081884c7d659a2feaa0c55ad015}]
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
                                - name: DB_PASSWORD
                                  valueFrom: {secretKeyRef: {name: db, key: password}}
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
                              env: [{name: DB_PASSWORD, value: "$(OTHER)"}]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (Node item : c.body().listAt("env")) {
            String name = item.textAt("name").orElse("");
            String value = item.textAt("value").orElse("");
            if (SecretWords.isSecretName(name) && SecretWords.looksReal(value)) {
                out.at(Spot.deepest(item, item.span(), "value"), c.name() + " has " + name + " in clear");
            }
        }
    }
}
