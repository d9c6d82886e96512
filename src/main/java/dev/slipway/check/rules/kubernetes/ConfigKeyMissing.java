package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Key of a config map or secret is referenced but not in it. */
public final class ConfigKeyMissing implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/config-key-missing",
            "Key of a config map or secret is referenced but not in it",
            Severity.MEDIUM,
            Confidence.HIGH,
            "The container cannot start: the key does not exist.",
            "add the key, or correct its name",
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
                        kind: ConfigMap
                        metadata: {name: settings}
                        data: {mode: fast}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mood}}}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: db}
                        stringData: {user: web}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              env:
                                - name: PASSWORD
                                  valueFrom:
                                    secretKeyRef:
                                      name: db
                                      key: password
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data: {mode: fast}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}]
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
                              env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Container c : m.pod().map(Pod::containers).orElse(List.of())) {
            for (Node item : c.body().listAt("env")) {
                say(item, m, all, out, "ConfigMap", "configMapKeyRef");
                say(item, m, all, out, "Secret", "secretKeyRef");
            }
        }
    }

    private static void say(Node item, Manifest m, Manifests all, Report out, String kind, String ref) {
        String name = item.textAt("valueFrom", ref, "name").orElse("");
        String key = item.textAt("valueFrom", ref, "key").orElse("");
        Optional<Manifest> source = all.find(kind, name, m.namespace());
        boolean optional = item.textAt("valueFrom", ref, "optional").orElse("").equals("true");
        if (!key.isEmpty() && !optional && source.isPresent()) {
            boolean has = Stream.of("data", "stringData", "binaryData")
                    .anyMatch(d -> source.get().root().at(d, key).isPresent());
            boolean templated = source.get().root().at("data").isEmpty()
                    && source.get().root().at("stringData").isEmpty();
            if (!has && !templated) {
                out.at(
                        Spot.deepest(item, item.span(), "valueFrom", ref, "key"),
                        kind + " " + name + " has no key " + key);
            }
        }
    }
}
