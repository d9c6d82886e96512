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

/** Native Kubernetes Secret is committed: consider external secret management. */
public final class CommittedSecret implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/committed-secret",
            "Native Kubernetes Secret is committed: consider external secret management",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Base64 is no encryption: whoever reads the repository has it. External secret storage or sealed secrets keep the value out, and access to secrets can be limited.",
            "manage the secret outside (External Secrets, Secrets Store CSI driver), or commit it sealed or encrypted by sops",
            List.of("CIS-K8S-5.4.1", "CIS-K8S-5.4.2", "PCI-8.6.2", "GDPR-32"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: db}
                        data:
                          password: aHVudGVyMg==
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: db}
                        stringData: {password: hunter2}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: db}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: db}
                        stringData:
                          password: ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]
                        sops: {version: 3.9.0}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Secret");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean external = !all.ofKind("SecretProviderClass").isEmpty()
                || !all.ofKind("ExternalSecret").isEmpty();
        boolean values = !m.root().entriesAt("data").isEmpty()
                || !m.root().entriesAt("stringData").isEmpty();
        boolean token = m.root().textAt("type").orElse("").equals("kubernetes.io/service-account-token");
        if (values && !external && !token && m.root().at("sops").isEmpty()) {
            out.at(m.here(), m.title() + " holds values that are only encoded");
        }
    }
}
