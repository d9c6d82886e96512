package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Pod mounts a directory of the host (hostPath volume). */
public final class HostPathVolume implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/host-path",
            "Pod mounts a directory of the host (hostPath volume)",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "What the container writes or reads there is the node's; data ties the pod to the node and escapes become easy.",
            "use an emptyDir, a config map or a persistent volume claim; where the host is meant, mount it readOnly",
            List.of("CIS-K8S-5.2.12", "PSS-BASELINE", "NSA-1.9"));

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
                            - name: data
                              hostPath: {path: /srv/data}
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: DaemonSet
                        metadata:
                          name: agent
                        spec:
                          template:
                            spec:
                              containers: [{name: a, image: "a:1"}]
                              volumes:
                                - name: log
                                  hostPath:
                                    path: /var/log
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          volumes:
                            - name: data
                              emptyDir: {}
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
                            - name: data
                              persistentVolumeClaim: {claimName: data}
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        for (Node volume : pod.hostPaths()) {
            out.at(
                    Spot.deepest(volume, volume.span(), "hostPath", "path"),
                    "mounts " + volume.textAt("hostPath", "path").orElse("a path") + " of the host");
        }
    }

    @Override
    public Set<String> kinds() {
        return SensitiveHostPath.KINDS;
    }

    @Override
    public void check(Manifest manifest, Manifests all, Report out) {
        manifest.pod().ifPresent(pod -> check(pod, manifest, out));
        String path = manifest.root().textAt("spec", "hostPath", "path").orElse("");
        if (manifest.kind().equals("PersistentVolume") && !path.isEmpty()) {
            out.at(manifest.near("spec", "hostPath", "path"), "is the path " + path + " of a host");
        }
    }
}
