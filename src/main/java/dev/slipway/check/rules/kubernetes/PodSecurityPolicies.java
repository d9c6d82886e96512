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
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Rules about what a PodSecurityPolicy (PSP, in clusters before 1.25) lets in.
 *
 * @param path of the setting
 * @param bad whether the policy is too wide; it gets the whole object
 * @param value what mends it; empty when that takes more
 * @param wrong a spec that is wrong
 * @param right a spec that is right
 */
record PodSecurityPolicies(
        About about, List<String> path, Predicate<Node> bad, String value, List<String> wrong, List<String> right)
        implements Rule.OfManifest {
    PodSecurityPolicies {
        path = List.copyOf(path);
        wrong = List.copyOf(wrong);
        right = List.copyOf(right);
    }

    /** All of them. */
    static final List<Rule> ALL = List.of(
            flag(
                    "privileged",
                    "privileged",
                    "PSP set to privileged: pods may request execution as privileged",
                    Severity.HIGH,
                    "Privileged containers own the node that they run on.",
                    "CIS-K8S-5.2.2"),
            flag(
                    "host-pid",
                    "hostPID",
                    "PSP allows sharing host PID: the host process ID namespace",
                    Severity.HIGH,
                    "Containers see and signal every process of the node.",
                    "CIS-K8S-5.2.3"),
            flag(
                    "host-ipc",
                    "hostIPC",
                    "PSP allows sharing host IPC: the host inter-process communication namespace",
                    Severity.HIGH,
                    "Shared memory of the node's processes is open to containers.",
                    "CIS-K8S-5.2.4"),
            flag(
                    "host-network",
                    "hostNetwork",
                    "PSP allows containers to share the host network namespace",
                    Severity.HIGH,
                    "Containers reach the node's loopback and see its traffic.",
                    "CIS-K8S-5.2.5"),
            of(
                    "privilege-escalation",
                    "PSP allows privilege escalation (allowPrivilegeEscalation)",
                    Severity.HIGH,
                    "Left out, allowPrivilegeEscalation is true: processes may become root through setuid programs.",
                    "CIS-K8S-5.2.6",
                    "false",
                    List.of("spec", "allowPrivilegeEscalation"),
                    root -> !root.textAt("spec", "allowPrivilegeEscalation")
                            .orElse("true")
                            .equals("false"),
                    List.of("allowPrivilegeEscalation: true", "volumes: [secret]"),
                    List.of("allowPrivilegeEscalation: false")),
            of(
                    "added-capabilities",
                    "PSP with added capabilities (allowedCapabilities)",
                    Severity.HIGH,
                    "Capabilities that pods may add are ways out of the container.",
                    "CIS-K8S-5.2.9",
                    "",
                    List.of("spec", "allowedCapabilities"),
                    root -> !root.listAt("spec", "allowedCapabilities").isEmpty(),
                    List.of("allowedCapabilities: [NET_ADMIN]", "allowedCapabilities: ['*']"),
                    List.of("allowedCapabilities: []")),
            of(
                    "capabilities",
                    "PSP does not limit capabilities: no required drop (requiredDropCapabilities)",
                    Severity.MEDIUM,
                    "Pods keep the engine's default capabilities.",
                    "CIS-K8S-5.2.10",
                    "[ALL]",
                    List.of("spec", "requiredDropCapabilities"),
                    root -> root.listAt("spec", "requiredDropCapabilities").isEmpty(),
                    List.of("privileged: false", "requiredDropCapabilities: []"),
                    List.of("requiredDropCapabilities: [ALL]")),
            of(
                    "net-raw",
                    "PSP: NET_RAW capability is not dropped: containers need NET_RAW or ALL as drop capabilities",
                    Severity.MEDIUM,
                    "Containers can forge packets and answer for others on the network.",
                    "CIS-K8S-5.2.8",
                    "",
                    List.of("spec", "requiredDropCapabilities"),
                    root -> root.listAt("spec", "requiredDropCapabilities").stream()
                            .noneMatch(c -> Container.capability(c).matches("ALL|NET_RAW")),
                    List.of("requiredDropCapabilities: [KILL]", "privileged: false"),
                    List.of("requiredDropCapabilities: [ALL]", "requiredDropCapabilities: [NET_RAW]")),
            of(
                    "host-paths",
                    "PSP with unrestricted access to host path (allowedHostPaths)",
                    Severity.MEDIUM,
                    "Pods mount what they like of the node, for writing too.",
                    "CIS-K8S-5.2.12",
                    "",
                    List.of("spec", "allowedHostPaths"),
                    PodSecurityPolicies::openHostPaths,
                    List.of("volumes: [hostPath]", "allowedHostPaths: [{pathPrefix: /}]"),
                    List.of("allowedHostPaths: [{pathPrefix: /srv, readOnly: true}]", "volumes: [secret]")),
            of(
                    "unmasked-proc",
                    "PSP lets a container run unmasked: allowedProcMountTypes has Unmasked",
                    Severity.HIGH,
                    "Containers then have full access to the host's /proc: sensitive information leaks and kernel parameters can be changed in runtime.",
                    "PSS-BASELINE",
                    "",
                    List.of("spec", "allowedProcMountTypes"),
                    root -> root.listAt("spec", "allowedProcMountTypes").stream()
                            .anyMatch(c -> c.textAt().orElse("").equals("Unmasked")),
                    List.of("allowedProcMountTypes: [Unmasked]", "allowedProcMountTypes: [Default, Unmasked]"),
                    List.of("allowedProcMountTypes: [Default]")),
            of(
                    "unsafe-sysctls",
                    "PSP allows unsafe sysctls in the cluster (allowedUnsafeSysctls)",
                    Severity.HIGH,
                    "Kernel parameters outside the safe list change the node for all its pods.",
                    "PSS-BASELINE",
                    "",
                    List.of("spec", "allowedUnsafeSysctls"),
                    root -> !root.listAt("spec", "allowedUnsafeSysctls").isEmpty(),
                    List.of("allowedUnsafeSysctls: [kernel.msgmax]", "allowedUnsafeSysctls: ['*']"),
                    List.of("allowedUnsafeSysctls: []")),
            of(
                    "seccomp",
                    "PSP sets no seccomp profile",
                    Severity.LOW,
                    "Pods may use every system call of the kernel.",
                    "CIS-K8S-5.7.2",
                    "",
                    List.of("metadata", "annotations"),
                    root -> root.textAt(
                                    "metadata",
                                    "annotations",
                                    "seccomp.security.alpha.kubernetes.io/allowedProfileNames")
                            .filter(n -> !n.contains("*"))
                            .isEmpty(),
                    List.of("privileged: false", "hostPID: false"),
                    List.of()));

    /** Several places of one policy: everything that lets in root. */
    static final class RootAdmitted implements Rule.OfManifest {
        private static final About ABOUT = new About(
                "kubernetes/psp-root-containers",
                "Root containers are admitted by a PodSecurityPolicy (PSP)",
                Severity.MEDIUM,
                Confidence.CERTAIN,
                "Containers run with root privileges unless privileged, allowPrivilegeEscalation, runAsUser and the groups forbid it: runAsUser.rule must be MustRunAsNonRoot, and the root group must be excluded.",
                "set privileged and allowPrivilegeEscalation to false, readOnlyRootFilesystem to true, runAsUser.rule to MustRunAsNonRoot, and MustRunAs with ranges from 1 for groups",
                List.of("CIS-K8S-5.2.7", "PSS-RESTRICTED"));

        @Override
        public About about() {
            return ABOUT;
        }

        @Override
        public List<Example> examples() {
            String good =
                    "{privileged: false, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsUser: {rule: MustRunAsNonRoot}, supplementalGroups: {rule: MustRunAs, ranges: [{min: 1, max: 65535}]}, fsGroup: {rule: MustRunAs, ranges: [{min: 1, max: 65535}]}}";
            return List.of(
                    Example.bad("psp.yaml", policy("{runAsUser: {rule: RunAsAny}}")),
                    Example.bad("psp.yaml", policy(good.replaceFirst("min: 1", "min: 0"))),
                    Example.good("psp.yaml", policy(good)),
                    Example.good("web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {}\n"));
        }

        @Override
        public Set<String> kinds() {
            return Set.of("PodSecurityPolicy");
        }

        @Override
        public void check(Manifest m, Manifests all, Report out) {
            for (String key : List.of("privileged", "allowPrivilegeEscalation")) {
                if (m.root().textAt("spec", key).orElse("").equals("true")) {
                    out.at(m.near("spec", key), key + " is true");
                }
            }
            if (m.root().textAt("spec", "readOnlyRootFilesystem").orElse("true").equals("false")) {
                out.at(m.near("spec", "readOnlyRootFilesystem"), "readOnlyRootFilesystem is false");
            }
            if (!m.root().textAt("spec", "runAsUser", "rule").orElse("").equals("MustRunAsNonRoot")) {
                out.at(m.near("spec", "runAsUser", "rule"), "the rule of runAsUser is not MustRunAsNonRoot");
            }
            for (String key : List.of("supplementalGroups", "fsGroup")) {
                boolean must = m.root().textAt("spec", key, "rule").orElse("").equals("MustRunAs");
                List<Node> ranges = m.root().listAt("spec", key, "ranges");
                boolean zero = ranges.stream()
                        .anyMatch(r -> r.textAt("min").orElse("0").equals("0"));
                if (!must || ranges.isEmpty() || zero) {
                    out.at(
                            must ? m.near("spec", key, "ranges") : m.near("spec", key, "rule"),
                            key + " may be the root group");
                }
            }
        }
    }

    private static boolean openHostPaths(Node root) {
        List<Node> paths = root.listAt("spec", "allowedHostPaths");
        boolean volumes = root.listAt("spec", "volumes").stream()
                .anyMatch(v -> v.textAt().orElse("").matches("hostPath|\\*"));
        boolean open = paths.stream()
                .anyMatch(p -> !p.textAt("readOnly").orElse("").equals("true")
                        || p.textAt("pathPrefix").orElse("/").equals("/"));
        return open || volumes && paths.isEmpty();
    }

    private static PodSecurityPolicies flag(
            String id, String key, String title, Severity severity, String why, String control) {
        return of(
                id,
                title,
                severity,
                why,
                control,
                "false",
                List.of("spec", key),
                root -> root.textAt("spec", key).orElse("").equals("true"),
                List.of(key + ": true", "{seLinux: {rule: RunAsAny}, " + key + ": true}"),
                List.of(key + ": false", "volumes: [secret]"));
    }

    private static PodSecurityPolicies of(
            String id,
            String title,
            Severity severity,
            String why,
            String control,
            String value,
            List<String> path,
            Predicate<Node> bad,
            List<String> wrong,
            List<String> right) {
        String fix =
                value.isEmpty() ? "narrow " + String.join(".", path) : "set " + String.join(".", path) + " to " + value;
        About about =
                new About("kubernetes/psp-" + id, title, severity, Confidence.CERTAIN, why, fix, List.of(control));
        return new PodSecurityPolicies(about, path, bad, value, wrong, right);
    }

    @Override
    public List<Example> examples() {
        List<Example> examples = new java.util.ArrayList<>();
        wrong.forEach(w -> examples.add(Example.bad("psp.yaml", policy(w))));
        right.forEach(r -> examples.add(Example.good("psp.yaml", policy(r))));
        examples.add(Example.good("web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {}\n"));
        examples.add(Example.good("web.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n"));
        return examples;
    }

    private static String policy(String spec) {
        String flow = spec.startsWith("{") ? spec : "{" + spec + "}";
        return """
                apiVersion: policy/v1beta1
                kind: PodSecurityPolicy
                metadata:
                  name: example
                spec: %s
                """.formatted(flow);
    }

    @Override
    public Set<String> kinds() {
        return Set.of("PodSecurityPolicy");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (bad.test(m.root())) {
            String[] keys = path.toArray(String[]::new);
            Spot.say(
                    out,
                    m.near(keys),
                    m.title() + ": " + about.title(),
                    false,
                    about.fix(),
                    value.isEmpty() ? java.util.Optional.empty() : Spot.put(m.root(), value, keys));
        }
    }
}
