package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** Secret stands in a ConfigMap. */
public final class SecretInConfigMap implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/secret-in-config-map",
            "Secret stands in a ConfigMap",
            Severity.HIGH,
            Confidence.HIGH,
            "Config maps are read by many roles, shown in dashboards and never encrypted at rest.",
            "move it to a Secret that is not in version control",
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
                        kind: ConfigMap
                        metadata: {name: web}
                        data:
                          DB_PASSWORD: Tr0ub4dor-and-3-horses
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: web}
                        data: {api_key: 9f86d081884c7d659a2feaa0c55ad015}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: web}
                        data: {mode: fast}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: web}
                        data: {DB_PASSWORD: "${DB_PASSWORD}"}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("ConfigMap");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        Manifest.texts(m.root(), "data").forEach((name, value) -> {
            if (SecretWords.isSecretName(name) && SecretWords.looksReal(value)) {
                out.at(m.near("data", name), m.title() + " holds " + name + " in clear");
            }
        });
    }
}
