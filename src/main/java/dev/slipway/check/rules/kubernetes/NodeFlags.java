package dev.slipway.check.rules.kubernetes;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;

import dev.slipway.base.Severity;
import dev.slipway.check.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Rules about the flags of kubelet, controller manager, scheduler and etcd: sections 1.3, 1.4, 2 and 4 of the CIS benchmark. */
final class NodeFlags {
    private static final String PEM = "/etc/kubernetes/pki/example.pem";

    private NodeFlags() {}

    /** All of them. */
    static final List<Rule> ALL =
            Stream.of(kubelet(), controllers(), etcd()).flatMap(List::stream).toList();

    private static FlagRule node(
            String id, String title, Severity severity, String why, String control, String flag, String good) {
        return FlagRule.of("kubelet-" + id, title, severity, why, control, "kubelet", flag, good);
    }

    private static List<Rule> kubelet() {
        return List.of(
                node(
                                "read-only-port",
                                "Kubelet read-only port is not set to zero (read-only-port)",
                                MEDIUM,
                                "The port shows pods, their environment and metrics of the node to everybody, without authentication.",
                                "CIS-K8S-4.2.4",
                                "read-only-port",
                                "0")
                        .badWhen(v -> !v.equals("0"), "10255")
                        .setting(false, "readOnlyPort"),
                node(
                                "streaming-timeout",
                                "Kubelet streaming connection idle timeout is disabled (streaming-connection-idle-timeout)",
                                LOW,
                                "Idle sessions of exec and port-forward stay open for ever and use up the node: a denial of service.",
                                "CIS-K8S-4.2.5",
                                "streaming-connection-idle-timeout",
                                "4h")
                        .badWhen(v -> v.matches("0[smh]?"), "0", "0s")
                        .setting(false, "streamingConnectionIdleTimeout"),
                node(
                                "protect-kernel-defaults",
                                "Kubelet protect kernel defaults is set to false (protect-kernel-defaults)",
                                MEDIUM,
                                "The kubelet changes kernel parameters of the node instead of stopping when they are not hardened.",
                                "CIS-K8S-4.2.6",
                                "protect-kernel-defaults",
                                "true")
                        .setting(true, "protectKernelDefaults"),
                node(
                                "iptables",
                                "Kubelet is not managing IP tables: make-iptables-util-chains is false",
                                LOW,
                                "Rules of the node and of pods drift apart: traffic is blocked, or open, by accident.",
                                "CIS-K8S-4.2.7",
                                "make-iptables-util-chains",
                                "true")
                        .setting(false, "makeIPTablesUtilChains"),
                node(
                                "hostname-override",
                                "Kubelet hostname override is set (hostname-override)",
                                LOW,
                                "The name in certificates and logs is then not the node's: TLS set-up breaks and traces mislead.",
                                "CIS-K8S-4.2.8",
                                "hostname-override",
                                "")
                        .optional()
                        .badWhen(v -> true, "other"),
                node(
                                "event-qps",
                                "Kubelet event QPS is not properly set to 0: events may be lost (event-qps)",
                                LOW,
                                "Events over the rate are dropped, security relevant ones among them.",
                                "CIS-K8S-4.2.9",
                                "event-qps",
                                "0")
                        .badWhen(v -> !v.equals("0"), "2")
                        .setting(false, "eventRecordQPS"),
                node(
                                "rotate-certificates",
                                "Kubelet client certificate rotation is disabled (rotate-certificates)",
                                MEDIUM,
                                "The certificate expires and the node falls out, or it is made to live for years.",
                                "CIS-K8S-4.2.11",
                                "rotate-certificates",
                                "true")
                        .setting(false, "rotateCertificates"),
                node(
                                "rotate-server-certificate",
                                "Rotation of the kubelet server certificate is not active (RotateKubeletServerCertificate)",
                                MEDIUM,
                                "The server certificate expires and clients stop checking it, or it is made to live for years.",
                                "CIS-K8S-4.2.12",
                                "feature-gates",
                                "RotateKubeletServerCertificate=true")
                        .alsoOf("kube-controller-manager")
                        .optional()
                        .badWhen(
                                v -> v.equals("false") || v.contains("RotateKubeletServerCertificate=false"),
                                "RotateKubeletServerCertificate=false")
                        .setting(false, "featureGates", "RotateKubeletServerCertificate"),
                node(
                                "cadvisor-port",
                                "Kubelet cAdvisor port is open (cadvisor-port)",
                                MEDIUM,
                                "It shows what runs on the node to everybody.",
                                "CIS-K8S-4.2.4",
                                "cadvisor-port",
                                "0")
                        .badWhen(v -> !v.equals("0"), "4194"),
                node(
                                "allow-privileged",
                                "Kubelet or kube-apiserver allows privileged containers (allow-privileged)",
                                LOW,
                                "Privileged containers own the node that they run on.",
                                "CIS-K8S-5.2.2",
                                "allow-privileged",
                                "false")
                        .alsoOf("kube-apiserver")
                        .optional());
    }

    private static FlagRule manager(
            String id, String title, Severity severity, String why, String control, String flag, String good) {
        return FlagRule.of(
                "controller-manager-" + id, title, severity, why, control, "kube-controller-manager", flag, good);
    }

    private static List<Rule> controllers() {
        return List.of(
                manager(
                                "root-ca-file",
                                "Root CA file of kube-controller-manager is not defined (root-ca-file)",
                                MEDIUM,
                                "Pods cannot verify the API server before they send their token.",
                                "CIS-K8S-1.3.5",
                                "root-ca-file",
                                PEM)
                        .badWhen(v -> !v.matches(".*\\.(pem|crt)"), "/etc/ca.txt"),
                manager(
                                "service-account-private-key-file",
                                "Service account private key file of kube-controller-manager is not defined (service-account-private-key-file)",
                                MEDIUM,
                                "Tokens cannot be signed with a key of their own and that key cannot be rotated.",
                                "CIS-K8S-1.3.4",
                                "service-account-private-key-file",
                                PEM)
                        .badWhen(v -> !v.matches(".*\\.(pem|crt|key)"), "/etc/sa.txt"),
                manager(
                        "service-account-credentials",
                        "kube-controller-manager: use-service-account-credentials is not set to true",
                        MEDIUM,
                        "All controllers then act with one account that has the rights of all of them.",
                        "CIS-K8S-1.3.3",
                        "use-service-account-credentials",
                        "true"),
                manager(
                                "pod-gc-threshold",
                                "Terminated pod garbage collector threshold is not properly set (terminated-pod-gc-threshold)",
                                MEDIUM,
                                "Ended pods pile up until memory and disk of the control plane are used up.",
                                "CIS-K8S-1.3.1",
                                "terminated-pod-gc-threshold",
                                "10")
                        .badWhen(v -> ClusterFlags.number(v) < 1 || ClusterFlags.number(v) > 12_500, "0", "12501"),
                FlagRule.of(
                                "bind-address",
                                "Bind address of kube-controller-manager or kube-scheduler is not properly set to 127.0.0.1 (bind-address)",
                                LOW,
                                "Health and metrics, which ask for no credentials, are open to the whole network.",
                                "CIS-K8S-1.3.7",
                                "kube-controller-manager",
                                "bind-address",
                                "127.0.0.1")
                        .alsoOf("kube-scheduler")
                        .badWhen(v -> !v.matches("127\\..*|::1|localhost"), "0.0.0.0"));
    }

    private static FlagRule store(
            String id, String title, Severity severity, String why, String control, String flag, String good) {
        return FlagRule.of("etcd-" + id, title, severity, why, control, "etcd", flag, good);
    }

    private static List<Rule> etcd() {
        return List.of(
                store(
                                "cert-file",
                                "Etcd TLS certificate files are not properly set (cert-file and key-file)",
                                MEDIUM,
                                "All state of the cluster, secrets included, goes over the network in clear.",
                                "CIS-K8S-2.1",
                                "cert-file",
                                PEM)
                        .and("key-file"),
                store(
                        "client-cert-auth",
                        "Etcd client certificate authentication is set to false (client-cert-auth)",
                        HIGH,
                        "Whoever reaches etcd reads and writes all state of the cluster.",
                        "CIS-K8S-2.2",
                        "client-cert-auth",
                        "true"),
                store(
                                "auto-tls",
                                "Etcd auto TLS is set to true: self-signed certificates (auto-tls)",
                                MEDIUM,
                                "Clients cannot tell the real etcd from another.",
                                "CIS-K8S-2.3",
                                "auto-tls",
                                "false")
                        .optional(),
                store(
                                "peer-cert-file",
                                "Etcd peer TLS certificate files are not properly set (peer-cert-file and peer-key-file)",
                                HIGH,
                                "Members exchange all state of the cluster in clear.",
                                "CIS-K8S-2.4",
                                "peer-cert-file",
                                PEM)
                        .and("peer-key-file"),
                store(
                        "peer-client-cert-auth",
                        "Etcd peer client certificate authentication is set to false (peer-client-cert-auth)",
                        MEDIUM,
                        "Anybody may join as a member and receive all state.",
                        "CIS-K8S-2.5",
                        "peer-client-cert-auth",
                        "true"),
                store(
                                "peer-auto-tls",
                                "Etcd peer auto TLS is set to true: self-signed peer certificates (peer-auto-tls)",
                                MEDIUM,
                                "Members cannot tell each other from a stranger.",
                                "CIS-K8S-2.6",
                                "peer-auto-tls",
                                "false")
                        .optional());
    }
}
