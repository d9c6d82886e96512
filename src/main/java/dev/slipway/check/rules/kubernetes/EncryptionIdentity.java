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
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Encryption provider is not properly configured: secrets are stored unencrypted. */
public final class EncryptionIdentity implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/encryption-provider-identity",
            "Encryption provider is not properly configured: secrets are stored unencrypted",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The first provider encrypts what is written; identity writes in clear, and aescbc, kms or secretbox after it are only used for reading.",
            "put aescbc, secretbox or kms first in providers",
            List.of("CIS-K8S-1.2.34", "PCI-3.5"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: apiserver.config.k8s.io/v1
                        kind: EncryptionConfiguration
                        resources:
                          - resources: [secrets]
                            providers:
                              - identity: {}
                              - aescbc: {keys: []}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apiserver.config.k8s.io/v1
                        kind: EncryptionConfiguration
                        resources:
                          - resources: [secrets]
                            providers: [{identity: {}}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apiserver.config.k8s.io/v1
                        kind: EncryptionConfiguration
                        resources:
                          - resources: [secrets]
                            providers:
                              - aescbc: {keys: []}
                              - identity: {}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apiserver.config.k8s.io/v1
                        kind: EncryptionConfiguration
                        resources:
                          - resources: [secrets]
                            providers: [{kms: {name: vault}}]
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("EncryptionConfiguration", "EncryptionConfig");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Node resource : m.root().listAt("resources")) {
            List<Node> providers = resource.listAt("providers");
            boolean strong = !providers.isEmpty()
                    && Stream.of("aescbc", "aesgcm", "secretbox", "kms")
                            .anyMatch(p -> providers.getFirst().at(p).isPresent());
            if (!strong) {
                out.at(Spot.deepest(resource, resource.span(), "providers"), "the first provider does not encrypt");
            }
        }
    }
}
