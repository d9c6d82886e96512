package dev.slipway.check.rules.kubernetes;

import static dev.slipway.base.Severity.HIGH;
import static dev.slipway.base.Severity.LOW;
import static dev.slipway.base.Severity.MEDIUM;

import dev.slipway.base.Severity;
import dev.slipway.check.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about the flags of the API server: sections 1.2 and 3 of the CIS benchmark. */
final class ClusterFlags {
    private static final String PEM = "/etc/kubernetes/pki/example.pem";

    private static final Predicate<String> WEAK = v -> Arrays.stream(v.split(","))
            .anyMatch(c -> !c.strip().matches("TLS_(AES|CHACHA20)_.*|TLS_ECDHE_.*_(GCM|POLY1305)(_.*)?"));

    private ClusterFlags() {}

    /** All of them. */
    static final List<Rule> ALL = Stream.of(authentication(), admission(), audit(), transport())
            .flatMap(List::stream)
            .toList();

    private static FlagRule api(
            String id, String title, Severity severity, String why, String control, String flag, String good) {
        return FlagRule.of("apiserver-" + id, title, severity, why, control, "kube-apiserver", flag, good);
    }

    private static List<Rule> authentication() {
        return List.of(
                FlagRule.of(
                                "anonymous-auth",
                                "Anonymous authentication of kubelet or kube-apiserver is not set to false (anonymous-auth)",
                                MEDIUM,
                                "Requests without credentials are served as system:anonymous; whatever that user may do, everybody may.",
                                "CIS-K8S-1.2.1",
                                "kube-apiserver",
                                "anonymous-auth",
                                "false")
                        .alsoOf("kubelet")
                        .setting(false, "authentication", "anonymous", "enabled"),
                api(
                                "basic-auth-file",
                                "kube-apiserver uses a basic auth file: basic-auth-file is set",
                                HIGH,
                                "Passwords stand in clear in a file, never expire, and change only with a restart.",
                                "CIS-K8S-1.2.2",
                                "basic-auth-file",
                                "")
                        .optional()
                        .badWhen(v -> true, "/etc/users.csv"),
                api(
                                "token-auth-file",
                                "kube-apiserver uses a static token auth file: token-auth-file is set",
                                HIGH,
                                "Static tokens stand in clear, live for ever and cannot be withdrawn without a restart.",
                                "CIS-K8S-1.2.2",
                                "token-auth-file",
                                "")
                        .optional()
                        .badWhen(v -> true, "/etc/tokens.csv"),
                FlagRule.of(
                                "authorization-always-allow",
                                "Authorization mode is set to AlwaysAllow",
                                HIGH,
                                "Every request is allowed, whoever sends it.",
                                "CIS-K8S-1.2.6",
                                "kube-apiserver",
                                "authorization-mode",
                                "Node,RBAC")
                        .alsoOf("kubelet")
                        .dueBefore(FlagRule.DUE)
                        .badWhen(v -> v.contains("AlwaysAllow"), "AlwaysAllow")
                        .setting(false, "authorization", "mode"),
                api(
                                "authorization-node",
                                "kube-apiserver authorization mode does not have Node",
                                MEDIUM,
                                "Without the Node authorizer each kubelet may read the objects of all nodes, not only its own.",
                                "CIS-K8S-1.2.7",
                                "authorization-mode",
                                "Node,RBAC")
                        .badWhen(v -> !items(v).contains("Node"), "RBAC"),
                api(
                                "authorization-rbac",
                                "kube-apiserver authorization mode does not have RBAC",
                                MEDIUM,
                                "Without role based access control rights cannot be given finely.",
                                "CIS-K8S-1.2.8",
                                "authorization-mode",
                                "Node,RBAC")
                        .badWhen(v -> !items(v).contains("RBAC"), "Node"),
                FlagRule.of(
                                "client-ca-file",
                                "Client certificate authentication is not set up properly: client-ca-file is no .pem or .crt file",
                                HIGH,
                                "Without the authority's certificate clients cannot show who they are by certificate; connections are then not authenticated both ways.",
                                "CIS-K8S-1.2.31",
                                "kube-apiserver",
                                "client-ca-file",
                                PEM)
                        .alsoOf("kubelet")
                        .badWhen(v -> !v.matches(".*\\.(pem|crt)"), "/etc/ca.txt")
                        .setting(true, "authentication", "x509", "clientCAFile"),
                api(
                                "service-account-lookup",
                                "kube-apiserver service account lookup is set to false (service-account-lookup)",
                                MEDIUM,
                                "Tokens of deleted service accounts stay valid.",
                                "CIS-K8S-1.2.27",
                                "service-account-lookup",
                                "true")
                        .optional(),
                api(
                                "service-account-key-file",
                                "kube-apiserver service account key file is not set properly (service-account-key-file)",
                                MEDIUM,
                                "Tokens are then checked with the key of the server's certificate, and neither can be changed alone.",
                                "CIS-K8S-1.2.28",
                                "service-account-key-file",
                                PEM)
                        .badWhen(v -> !v.matches(".*\\.(pem|crt|pub|key)"), "/etc/sa.txt"),
                api(
                                "request-timeout",
                                "kube-apiserver request timeout is not properly set: longer than five minutes (request-timeout)",
                                LOW,
                                "Slow requests that are held open for long use up the server: a denial of service.",
                                "CIS-K8S-1.2.26",
                                "request-timeout",
                                "60s")
                        .optional()
                        .badWhen(v -> seconds(v) > 300, "10m", "1h"));
    }

    private static List<Rule> admission() {
        String flag = "enable-admission-plugins";
        return List.of(
                api(
                                "always-admit",
                                "Admission control plugin AlwaysAdmit is set: every request is admitted",
                                MEDIUM,
                                "AlwaysAdmit lets every object through and checks nothing.",
                                "CIS-K8S-1.2.10",
                                flag,
                                "NodeRestriction")
                        .optional()
                        .badWhen(v -> items(v).contains("AlwaysAdmit"), "AlwaysAdmit"),
                plugin(
                        "always-pull-images",
                        "AlwaysPullImages",
                        LOW,
                        "Whoever knows the name of an image in a node's cache can run it without the right to pull it.",
                        "CIS-K8S-1.2.11"),
                plugin(
                        "event-rate-limit",
                        "EventRateLimit",
                        LOW,
                        "Without a rate limit a flood of events from one namespace slows the API server for all.",
                        "CIS-K8S-1.2.9"),
                plugin(
                        "image-policy-webhook",
                        "ImagePolicyWebhook",
                        LOW,
                        "Without it no image is refused: unsigned and vulnerable ones run as well.",
                        "CIS-K8S-5.5.1"),
                plugin(
                        "node-restriction",
                        "NodeRestriction",
                        MEDIUM,
                        "Without it a taken kubelet changes other nodes and their pods, labels included.",
                        "CIS-K8S-1.2.16"),
                plugin(
                                "security-context-deny",
                                "SecurityContextDeny",
                                LOW,
                                "On versions before pod security admission it keeps pods from setting a security context that escalates privileges.",
                                "CIS-K8S-1.2.12")
                        .dueBefore(25),
                plugin(
                                "pod-security-policy",
                                "PodSecurityPolicy",
                                MEDIUM,
                                "On versions before pod security admission nothing else keeps privileged pods out of the cluster.",
                                "CIS-K8S-1.2.15")
                        .dueBefore(25),
                disabled(
                        "namespace-lifecycle",
                        "NamespaceLifecycle",
                        "Objects can then be made in namespaces that do not exist or are being removed.",
                        "CIS-K8S-1.2.14"),
                disabled(
                        "service-account",
                        "ServiceAccount",
                        "Pods then run without an account that is checked, and with accounts that do not exist.",
                        "CIS-K8S-1.2.13"));
    }

    private static FlagRule plugin(String id, String name, Severity severity, String why, String control) {
        return api(
                        "no-" + id,
                        "Admission control plugin " + name + " is not set",
                        severity,
                        why,
                        control,
                        "enable-admission-plugins",
                        "NodeRestriction," + name)
                .badWhen(v -> !items(v).contains(name), "AlwaysAdmit");
    }

    private static FlagRule disabled(String id, String name, String why, String control) {
        return api(
                        "disabled-" + id,
                        "Admission control plugin " + name + " is disabled (disable-admission-plugins)",
                        MEDIUM,
                        why,
                        control,
                        "disable-admission-plugins",
                        "DefaultStorageClass")
                .optional()
                .badWhen(v -> items(v).contains(name), name);
    }

    private static List<Rule> audit() {
        return List.of(
                api(
                        "audit-log-path",
                        "kube-apiserver audit log path is not set (audit-log-path)",
                        MEDIUM,
                        "Without an audit log nobody can tell afterwards who did what.",
                        "CIS-K8S-1.2.22",
                        "audit-log-path",
                        "/var/log/audit.log"),
                api(
                                "audit-log-maxage",
                                "kube-apiserver audit log maxage is not properly set: fewer than 30 days (audit-log-maxage)",
                                LOW,
                                "Old traces are gone before a break-in is noticed.",
                                "CIS-K8S-1.2.23",
                                "audit-log-maxage",
                                "30")
                        .badWhen(v -> number(v) < 30, "3"),
                api(
                                "audit-log-maxbackup",
                                "kube-apiserver audit log maxbackup is not properly set: fewer than 10 files (audit-log-maxbackup)",
                                LOW,
                                "A flood of requests pushes the traces out of the few files that are kept.",
                                "CIS-K8S-1.2.24",
                                "audit-log-maxbackup",
                                "10")
                        .badWhen(v -> number(v) < 10, "1"),
                api(
                                "audit-log-maxsize",
                                "kube-apiserver audit log maxsize is not properly set: less than 100 MB (audit-log-maxsize)",
                                LOW,
                                "Small files turn over before anybody reads them.",
                                "CIS-K8S-1.2.25",
                                "audit-log-maxsize",
                                "100")
                        .badWhen(v -> number(v) < 100, "10"),
                api(
                        "audit-policy-file",
                        "kube-apiserver audit policy file is not defined (audit-policy-file)",
                        MEDIUM,
                        "Without a policy nothing is written to the audit log.",
                        "CIS-K8S-3.2.1",
                        "audit-policy-file",
                        "/etc/audit.yaml"),
                api(
                        "encryption-provider",
                        "Encryption provider config is not defined (encryption-provider-config)",
                        MEDIUM,
                        "Secrets lie in etcd, and in its backups, in clear.",
                        "CIS-K8S-1.2.33",
                        "encryption-provider-config",
                        "/etc/encryption.yaml"),
                FlagRule.of(
                                "profiling",
                                "Profiling is not set to false on kube-apiserver, kube-controller-manager or kube-scheduler",
                                LOW,
                                "Profiles show the inner state of the program to whoever reaches the port, and can be used to slow it.",
                                "CIS-K8S-1.2.21",
                                "kube-apiserver",
                                "profiling",
                                "false")
                        .alsoOf("kube-controller-manager", "kube-scheduler"));
    }

    private static List<Rule> transport() {
        return List.of(
                api(
                                "insecure-port",
                                "Insecure port of kube-apiserver is not properly set to 0 (insecure-port)",
                                HIGH,
                                "The insecure port asks for no credentials and no rights: who reaches it owns the cluster.",
                                "CIS-K8S-1.2.19",
                                "insecure-port",
                                "0")
                        .dueBefore(20),
                api(
                                "insecure-bind-address",
                                "Insecure bind address of kube-apiserver is set (insecure-bind-address)",
                                HIGH,
                                "It opens the port without authentication to other machines.",
                                "CIS-K8S-1.2.18",
                                "insecure-bind-address",
                                "")
                        .optional()
                        .badWhen(v -> true, "0.0.0.0"),
                api(
                                "secure-port",
                                "Secure port of kube-apiserver is set to 0 (secure-port)",
                                HIGH,
                                "Without the secure port traffic is neither encrypted nor authenticated.",
                                "CIS-K8S-1.2.20",
                                "secure-port",
                                "6443")
                        .optional()
                        .badWhen(v -> v.equals("0"), "0"),
                api(
                                "kubelet-https",
                                "Kubelet HTTPS is set to false (kubelet-https)",
                                MEDIUM,
                                "Logs, commands and secrets go between API server and kubelet in clear.",
                                "CIS-K8S-1.2.4",
                                "kubelet-https",
                                "true")
                        .optional(),
                api(
                        "kubelet-certificate-authority",
                        "Kubelet certificate authority is not set (kubelet-certificate-authority)",
                        MEDIUM,
                        "The API server does not check whom it talks to: somebody between it and the kubelet reads and changes all.",
                        "CIS-K8S-1.2.5",
                        "kubelet-certificate-authority",
                        PEM),
                api(
                                "kubelet-client-certificate",
                                "Kubelet client certificate or key is not set (kubelet-client-certificate, kubelet-client-key)",
                                MEDIUM,
                                "The API server then reaches the kubelet without showing who it is, so that the kubelet has to serve anybody.",
                                "CIS-K8S-1.2.5",
                                "kubelet-client-certificate",
                                PEM)
                        .and("kubelet-client-key"),
                api(
                                "etcd-client-certificate",
                                "Etcd client certificate and key files of kube-apiserver are not set (etcd-certfile, etcd-keyfile)",
                                MEDIUM,
                                "Without a client certificate etcd, which holds all state, cannot tell the API server from anybody else.",
                                "CIS-K8S-1.2.29",
                                "etcd-certfile",
                                PEM)
                        .and("etcd-keyfile"),
                api(
                        "etcd-cafile",
                        "Etcd certificate authority file of kube-apiserver is not defined (etcd-cafile)",
                        MEDIUM,
                        "The API server does not check that it talks to the real etcd.",
                        "CIS-K8S-1.2.32",
                        "etcd-cafile",
                        PEM),
                FlagRule.of(
                                "tls-cert-file",
                                "TLS connection certificate is not set up: tls-cert-file and tls-private-key-file of kube-apiserver or kubelet",
                                MEDIUM,
                                "Clients cannot verify the server; a self-signed certificate made at the start says nothing.",
                                "CIS-K8S-1.2.30",
                                "kube-apiserver",
                                "tls-cert-file",
                                PEM)
                        .and("tls-private-key-file")
                        .alsoOf("kubelet")
                        .setting(true, "tlsCertFile"),
                FlagRule.of(
                                "weak-tls-ciphers",
                                "Weak TLS cipher suites: tls-cipher-suites is not restricted to strong ciphers",
                                MEDIUM,
                                "Old ciphers without forward secrecy or authenticated encryption can be broken or downgraded to.",
                                "CIS-K8S-1.2.34",
                                "kube-apiserver",
                                "tls-cipher-suites",
                                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")
                        .alsoOf("kubelet")
                        .badWhen(WEAK, "TLS_RSA_WITH_3DES_EDE_CBC_SHA"),
                api(
                                "weak-tls-version",
                                "Minimum TLS version of kube-apiserver is too old (tls-min-version)",
                                MEDIUM,
                                "TLS 1.0 and 1.1 are broken.",
                                "PCI-4.2",
                                "tls-min-version",
                                "VersionTLS12")
                        .optional()
                        .badWhen(v -> v.matches("VersionTLS1[01]"), "VersionTLS10"));
    }

    private static List<String> items(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    /** A number; one that cannot be read is not too small. */
    static long number(String text) {
        return text.strip().matches("\\d{1,15}") ? Long.parseLong(text.strip()) : Long.MAX_VALUE;
    }

    /** Seconds of a duration as Go writes it; 0 when it cannot be read. */
    static double seconds(String text) {
        double seconds = 0;
        var matcher = java.util.regex.Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(h|m(?!s)|s)")
                .matcher(text);
        while (matcher.find()) {
            double amount = Double.parseDouble(matcher.group(1));
            seconds += amount
                    * (matcher.group(2).equals("h") ? 3600 : matcher.group(2).equals("m") ? 60 : 1);
        }
        return seconds;
    }
}
