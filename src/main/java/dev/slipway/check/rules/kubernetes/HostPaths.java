package dev.slipway.check.rules.kubernetes;

import java.util.Set;

/** Folders of a node that belong to its system. */
final class HostPaths {
    private static final Set<String> SYSTEM = Set.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/home",
            "/lib",
            "/lib64",
            "/opt",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/usr",
            "/var",
            "/var/run",
            "/var/lib",
            "/var/lib/docker",
            "/var/lib/containerd",
            "/var/lib/kubelet",
            "/var/lib/etcd",
            "/var/log",
            "/var/spool",
            "/var/spool/cron",
            "/etc/kubernetes",
            "/etc/kubernetes/pki");

    private HostPaths() {}

    /** Whether a path is the root or a folder of the operating system. */
    static boolean isSystem(String path) {
        String plain = path.replaceFirst("(?<=.)/+$", "");
        return plain.equals("/") || SYSTEM.contains(plain);
    }
}
