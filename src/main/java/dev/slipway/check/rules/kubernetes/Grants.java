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

/**
 * Rules about what a role grants: the same look at other resources and verbs.
 *
 * @param resources any of these
 * @param verbs any of these
 */
record Grants(About about, Set<String> resources, Set<String> verbs) implements Rule.OfManifest {
    Grants {
        resources = Set.copyOf(resources);
        verbs = Set.copyOf(verbs);
    }

    private static final Set<String> WRITE = Set.of("create", "update", "patch");

    /** All of them. */
    static final List<Rule> ALL = List.of(
            of(
                    "rbac-read-secrets",
                    "RBAC role or service account allows access to read secrets: get, list or watch",
                    Severity.HIGH,
                    "Roles and service accounts that may read secrets give an attacker every password and token of the namespace, and through them often the cluster.",
                    "take secrets out of the rule, or name single ones by resourceNames",
                    List.of("CIS-K8S-5.1.2", "PCI-7.2"),
                    Set.of("secrets"),
                    Set.of("get", "list", "watch")),
            of(
                    "rbac-create-pods",
                    "RBAC role has permissive access to create pods",
                    Severity.HIGH,
                    "Who creates pods chooses their service account, volumes and privileges: that is a way to every right in the namespace.",
                    "let people create pods through deployments of a pipeline, and take the verb create away",
                    List.of("CIS-K8S-5.1.4", "PCI-7.2"),
                    Set.of("pods"),
                    Set.of("create")),
            of(
                    "rbac-create-workloads",
                    "RBAC role may create or change workloads: deployments, daemon sets, jobs",
                    Severity.MEDIUM,
                    "A workload is a way to run pods with any service account of the namespace.",
                    "keep the right to one namespace and to the pipeline that deploys",
                    List.of("CIS-K8S-5.1.4", "SOC2-CC6.3"),
                    Set.of("deployments", "daemonsets", "statefulsets", "replicasets", "jobs", "cronjobs"),
                    WRITE),
            of(
                    "rbac-exec",
                    "RBAC role with exec permission: may run commands in containers (pods/exec)",
                    Severity.HIGH,
                    "kubectl exec opens a shell in running containers: an attacker executes code beside the data, past every log of the application.",
                    "remove pods/exec from roles that are used in production",
                    List.of("CIS-K8S-5.1.3", "PCI-7.2"),
                    Set.of("pods/exec"),
                    Set.of("create", "get")),
            of(
                    "rbac-attach",
                    "RBAC role with attach permission: may attach to containers (pods/attach)",
                    Severity.HIGH,
                    "kubectl attach reads the output of a running process and sends it input; attached to a privileged container it is a privilege escalation.",
                    "remove pods/attach from roles that are used in production",
                    List.of("CIS-K8S-5.1.3", "PCI-7.2"),
                    Set.of("pods/attach"),
                    Set.of("create", "get")),
            of(
                    "rbac-port-forward",
                    "RBAC role with port-forwarding permission (pods/portforward)",
                    Severity.MEDIUM,
                    "kubectl port-forward opens ports of pods that no service or policy was meant to open.",
                    "remove pods/portforward from roles that are used in production",
                    List.of("CIS-K8S-5.1.3", "PCI-7.2"),
                    Set.of("pods/portforward"),
                    Set.of("create", "get")),
            of(
                    "rbac-debug",
                    "RBAC role may add ephemeral debugging containers to pods",
                    Severity.MEDIUM,
                    "A debugging container joins a running pod, its network and its volumes.",
                    "remove pods/ephemeralcontainers from roles that are used in production",
                    List.of("CIS-K8S-5.1.3"),
                    Set.of("pods/ephemeralcontainers"),
                    WRITE),
            of(
                    "rbac-impersonate",
                    "RBAC role with impersonate permission",
                    Severity.HIGH,
                    "The subject may act as other users, groups or service accounts, administrators among them.",
                    "remove the verb impersonate, or name single subjects by resourceNames",
                    List.of("CIS-K8S-5.1.8", "PCI-7.2"),
                    Set.of(),
                    Set.of("impersonate")),
            of(
                    "rbac-escalate",
                    "RBAC role allows privilege escalation: bind or escalate on roles",
                    Severity.CRITICAL,
                    "With bind or escalate a subject gives itself or others rights that it does not have.",
                    "remove the verbs bind and escalate",
                    List.of("CIS-K8S-5.1.8", "PCI-7.2", "SOC2-CC6.3"),
                    Set.of("roles", "clusterroles", "rolebindings", "clusterrolebindings"),
                    Set.of("bind", "escalate")),
            of(
                    "rbac-write-bindings",
                    "RBAC role may create or change roles and role bindings",
                    Severity.HIGH,
                    "The subject hands out rights, to itself too.",
                    "leave roles and bindings to administrators or to the pipeline",
                    List.of("CIS-K8S-5.1.8", "PCI-7.2"),
                    Set.of("roles", "clusterroles", "rolebindings", "clusterrolebindings"),
                    WRITE),
            of(
                    "rbac-write-secrets",
                    "RBAC role may create, change or delete secrets",
                    Severity.MEDIUM,
                    "Changed credentials send applications to an attacker's service; a new token secret is a login.",
                    "take secrets out of the rule, or name single ones by resourceNames",
                    List.of("CIS-K8S-5.1.2"),
                    Set.of("secrets"),
                    Set.of("create", "update", "patch", "delete", "deletecollection")),
            of(
                    "rbac-token-request",
                    "RBAC role may create tokens of service accounts",
                    Severity.HIGH,
                    "A token of another account is all of its rights.",
                    "remove serviceaccounts/token from the rule",
                    List.of("CIS-K8S-5.1.13"),
                    Set.of("serviceaccounts/token"),
                    Set.of("create")),
            of(
                    "rbac-node-proxy",
                    "RBAC role may use the proxy of nodes (nodes/proxy)",
                    Severity.HIGH,
                    "The kubelet's interface runs commands in every pod of the node, past audit log and admission.",
                    "remove nodes/proxy from the rule",
                    List.of("CIS-K8S-5.1.10"),
                    Set.of("nodes/proxy"),
                    Set.of("get", "create", "update", "patch", "delete")),
            of(
                    "rbac-approve-certificates",
                    "RBAC role may approve certificate signing requests",
                    Severity.HIGH,
                    "An approved request is a client certificate for any user or node.",
                    "remove certificatesigningrequests/approval from the rule",
                    List.of("CIS-K8S-5.1.11"),
                    Set.of("certificatesigningrequests/approval"),
                    Set.of("update", "patch")),
            of(
                    "rbac-webhooks",
                    "RBAC role may change admission webhooks",
                    Severity.HIGH,
                    "A webhook reads and changes every object that is created, or lets through what should be refused.",
                    "remove the webhook configurations from the rule",
                    List.of("CIS-K8S-5.1.12"),
                    Set.of("validatingwebhookconfigurations", "mutatingwebhookconfigurations"),
                    Set.of("create", "update", "patch", "delete")),
            of(
                    "rbac-persistent-volumes",
                    "RBAC role may create persistent volumes",
                    Severity.MEDIUM,
                    "A persistent volume of type hostPath opens the files of a node.",
                    "leave persistent volumes to administrators and storage classes",
                    List.of("CIS-K8S-5.1.9"),
                    Set.of("persistentvolumes"),
                    Set.of("create")),
            of(
                    "rbac-delete-events",
                    "RBAC role may delete events",
                    Severity.LOW,
                    "Events are traces: who deletes them hides what was done.",
                    "remove events from the rule",
                    List.of("PCI-10.3"),
                    Set.of("events"),
                    Set.of("delete", "deletecollection")));

    private static Grants of(
            String id,
            String title,
            Severity severity,
            String why,
            String fix,
            List<String> controls,
            Set<String> resources,
            Set<String> verbs) {
        return new Grants(
                new About("kubernetes/" + id, title, severity, Confidence.CERTAIN, why, fix, controls),
                resources,
                verbs);
    }

    @Override
    public List<Example> examples() {
        String resource = resources.stream().sorted().findFirst().orElse("users");
        String verb = verbs.stream().sorted().findFirst().orElseThrow();
        return List.of(
                Example.bad("role.yaml", role("Role", resource, verb)),
                Example.bad("role.yaml", role("ClusterRole", resource, "list\", \"" + verb)),
                Example.good("role.yaml", role("Role", "configmaps", "get")),
                Example.good("role.yaml", role("ClusterRole", resource, "none")));
    }

    private static String role(String kind, String resource, String verb) {
        return """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: %s
                metadata:
                  name: example
                rules:
                  - apiGroups: [""]
                    resources: ["%s"]
                    verbs: ["%s"]
                """.formatted(kind, resource, verb);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Role", "ClusterRole");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        for (Node rule : m.root().listAt("rules")) {
            List<String> what = texts(rule, "resources");
            List<String> how = texts(rule, "verbs");
            boolean these =
                    resources.isEmpty() || what.contains("*") || what.stream().anyMatch(resources::contains);
            boolean so = how.contains("*") || how.stream().anyMatch(verbs::contains);
            boolean wild = what.contains("*") && how.contains("*") || resources.isEmpty() && how.contains("*");
            boolean named = !rule.listAt("resourceNames").isEmpty();
            if (these && so && !wild && !named) {
                out.at(
                        Spot.deepest(rule, rule.span(), resources.isEmpty() ? "verbs" : "resources"),
                        m.title() + " grants " + String.join(", ", how) + " on " + String.join(", ", what));
            }
        }
    }

    /** The texts of a list of a rule. */
    static List<String> texts(Node rule, String key) {
        return rule.listAt(key).stream().flatMap(n -> n.textAt().stream()).toList();
    }
}
