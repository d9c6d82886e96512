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
import java.util.Set;

/** Config map, secret, claim or service account is referenced but not defined in the set. */
public final class ReferenceMissing implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/reference-missing",
            "Config map, secret, claim or service account is referenced but not defined in the set",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "The pod cannot start: it waits for something that nobody creates.",
            "add the object, or correct the name",
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
                        data: {a: b}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              envFrom: [{configMapRef: {name: setings}}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata: {name: web}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          serviceAccountName: wbe
                          containers: [{name: web, image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data: {a: b}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              envFrom: [{configMapRef: {name: settings}}]
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
                              envFrom: [{secretRef: {name: made-elsewhere}}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.pod().isEmpty() || !all.whole()) {
            return;
        }
        Pod pod = m.pod().get();
        for (Container c : pod.containers()) {
            for (Node item : c.body().listAt("envFrom")) {
                say(item, m, all, out, "ConfigMap", "configMapRef", "name");
                say(item, m, all, out, "Secret", "secretRef", "name");
            }
            for (Node item : c.body().listAt("env")) {
                say(item, m, all, out, "ConfigMap", "valueFrom", "configMapKeyRef", "name");
                say(item, m, all, out, "Secret", "valueFrom", "secretKeyRef", "name");
            }
        }
        for (Node volume : pod.spec().listAt("volumes")) {
            say(volume, m, all, out, "ConfigMap", "configMap", "name");
            say(volume, m, all, out, "Secret", "secret", "secretName");
            say(volume, m, all, out, "PersistentVolumeClaim", "persistentVolumeClaim", "claimName");
        }
        if (!pod.serviceAccount().orElse("default").equals("default")) {
            say(pod.spec(), m, all, out, "ServiceAccount", "serviceAccountName");
        }
    }

    /** Only where the set defines objects of that kind: otherwise they come from elsewhere. */
    private static void say(Node from, Manifest m, Manifests all, Report out, String kind, String... path) {
        String name = from.textAt(path).orElse("");
        boolean optional = path.length > 1
                && from.textAt(path[path.length - 2], "optional").orElse("").equals("true");
        boolean known = name.isEmpty()
                || optional
                || all.generated().contains(name)
                || all.ofKind(kind).isEmpty();
        if (!known && all.find(kind, name, m.namespace()).isEmpty()) {
            out.at(Spot.deepest(from, from.span(), path), "no " + kind + " " + name + " is defined beside the others");
        }
    }
}
