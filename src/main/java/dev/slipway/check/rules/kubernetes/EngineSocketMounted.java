package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;

/** Docker daemon socket of the host is exposed to containers. */
public final class EngineSocketMounted implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/engine-socket",
            "Docker daemon socket of the host is exposed to containers",
            Severity.CRITICAL,
            Confidence.CERTAIN,
            "Whoever can write to the container engine's socket starts privileged containers: that is root on the node.",
            "do not mount docker.sock or containerd.sock; build images with a tool that needs no daemon",
            List.of("CIS-K8S-5.2.12", "NSA-1.9", "SOC2-CC6.1"));

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
                            - name: docker
                              hostPath:
                                path: /var/run/docker.sock
                          containers:
                            - name: web
                              image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          volumes:
                            - name: cri
                              hostPath: {path: /run/containerd/containerd.sock, type: Socket}
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
                              hostPath: {path: /srv/data}
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        for (Node volume : pod.hostPaths()) {
            String path = volume.textAt("hostPath", "path").orElse("");
            if (path.matches("(/var)?/run(/.*)?/(docker|containerd|crio|podman)\\.sock")) {
                out.at(Spot.deepest(volume, volume.span(), "hostPath", "path"), "mounts the engine's socket " + path);
            }
        }
    }
}
