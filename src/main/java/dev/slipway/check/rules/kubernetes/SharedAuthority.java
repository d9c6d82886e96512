package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Certificate authority of etcd is not unique: it is the one of the cluster. */
public final class SharedAuthority implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/etcd-own-authority",
            "Certificate authority of etcd is not unique: it is the one of the cluster",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Every client certificate of the cluster then opens etcd, past all rights.",
            "give etcd a certificate authority of its own (--trusted-ca-file)",
            List.of("CIS-K8S-2.7"));

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
                        metadata: {name: etcd}
                        spec: {containers: [{name: etcd, image: "etcd:3.5", command: [etcd, --trusted-ca-file=/pki/ca.crt]}]}
                        ---
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: api}
                        spec: {containers: [{name: api, image: "api:1", command: [kube-apiserver, --client-ca-file=/pki/ca.crt]}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: both}
                        spec:
                          containers:
                            - {name: etcd, image: "etcd:3.5", command: [etcd], args: [--trusted-ca-file=/pki/ca.crt]}
                            - {name: api, image: "api:1", command: [kube-apiserver], args: [--client-ca-file=/pki/ca.crt]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: both}
                        spec:
                          containers:
                            - {name: etcd, image: "etcd:3.5", command: [etcd, --trusted-ca-file=/pki/etcd/ca.crt]}
                            - {name: api, image: "api:1", command: [kube-apiserver, --client-ca-file=/pki/ca.crt]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: etcd}
                        spec: {containers: [{name: etcd, image: "etcd:3.5", command: [etcd, --trusted-ca-file=/pki/ca.crt]}]}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        String prefix = "--trusted-ca-file=";
        for (Container c : m.pod().map(Pod::containers).orElse(List.of())) {
            for (Node.Scalar word : c.words()) {
                String file = word.value().startsWith(prefix) ? word.value().substring(prefix.length()) : "";
                boolean shared = !file.isEmpty()
                        && all.workloads().stream()
                                .flatMap(w -> w.pod().stream())
                                .flatMap(p -> p.containers().stream())
                                .flatMap(o -> o.words().stream())
                                .anyMatch(w -> w.value().equals("--client-ca-file=" + file));
                if (shared) {
                    out.at(c.near("command"), "etcd and the API server trust the same authority " + file);
                }
            }
        }
    }
}
