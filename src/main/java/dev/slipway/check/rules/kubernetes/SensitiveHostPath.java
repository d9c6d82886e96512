package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.HostFolders;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Workload mounts a sensitive operating system directory of the host. */
public final class SensitiveHostPath implements PodRule {
    static final Set<String> KINDS =
            Stream.concat(Pod.KINDS.stream(), Stream.of("PersistentVolume")).collect(Collectors.toUnmodifiableSet());

    private static final About ABOUT = new About(
            "kubernetes/sensitive-host-path",
            "Workload mounts a sensitive operating system directory of the host",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Directories such as /, /etc, /proc, /var/run or /root hold the node's keys, accounts and sockets: reading them gives credentials, writing them gives the node.",
            "do not mount system directories of the host; mount the one file that is needed, readOnly",
            List.of("CIS-K8S-5.2.12", "NSA-1.9", "PCI-7.2"));

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
                        metadata:
                          name: web
                        spec:
                          volumes:
                            - name: etc
                              hostPath:
                                path: /etc
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: PersistentVolume
                        metadata:
                          name: all
                        spec:
                          hostPath:
                            path: /root/
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          volumes:
                            - name: data
                              hostPath: {path: /srv/data}
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          volumes:
                            - name: tz
                              hostPath: {path: /etc/localtime}
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        for (Node volume : pod.hostPaths()) {
            say(volume, out);
        }
    }

    @Override
    public Set<String> kinds() {
        return KINDS;
    }

    @Override
    public void check(Manifest manifest, Manifests all, Report out) {
        manifest.pod().ifPresent(pod -> check(pod, manifest, out));
        if (manifest.kind().equals("PersistentVolume")) {
            manifest.root().at("spec").ifPresent(spec -> say(spec, out));
        }
    }

    private static void say(Node volume, Report out) {
        String path = volume.textAt("hostPath", "path").orElse("");
        if (HostFolders.isSystem(path)) {
            out.at(
                    Spot.deepest(volume, volume.span(), "hostPath", "path"),
                    path + " of the host is a system directory");
        }
    }
}
