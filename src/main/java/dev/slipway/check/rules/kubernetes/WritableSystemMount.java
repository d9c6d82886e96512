package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.HostFolders;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;

/** Container can write to an operating system directory: volume mount is not readOnly. */
public final class WritableSystemMount implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/writable-system-mount",
            "Container can write to an operating system directory: volume mount is not readOnly",
            Severity.HIGH,
            Confidence.CERTAIN,
            "Write permission on a host's system directory lets the container change accounts, start scripts and binaries of the node.",
            "set readOnly to true on the volume mount",
            List.of("CIS-K8S-5.2.12", "NSA-1.9"));

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
                          containers:
                            - name: web
                              image: app:1
                              volumeMounts:
                                - name: etc
                                  mountPath: /host/etc
                          volumes:
                            - name: etc
                              hostPath: {path: /etc}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              volumeMounts:
                                - name: run
                                  mountPath: /var/run
                                  readOnly: false
                          volumes:
                            - name: run
                              hostPath: {path: /var/run}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              volumeMounts:
                                - name: etc
                                  mountPath: /host/etc
                                  readOnly: true
                          volumes:
                            - name: etc
                              hostPath: {path: /etc}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              volumeMounts:
                                - name: data
                                  mountPath: /data
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (Node mount : c.body().listAt("volumeMounts")) {
            String name = mount.textAt("name").orElse("");
            boolean system = c.podSpec().listAt("volumes").stream()
                    .filter(v -> v.textAt("name").orElse("").equals(name))
                    .anyMatch(v ->
                            HostFolders.isSystem(v.textAt("hostPath", "path").orElse(""))
                                    || v.at("hostPath").isPresent()
                                            && HostFolders.isSystem(
                                                    mount.textAt("mountPath").orElse("")));
            if (system && !mount.textAt("readOnly").orElse("").equals("true")) {
                Spot.say(
                        out,
                        Spot.key(mount, "readOnly")
                                .or(() -> Spot.key(mount, "name"))
                                .orElse(mount.span()),
                        c.name() + " can write to a system directory of the host through " + name,
                        false,
                        "mount it read-only",
                        Spot.put(mount, "true", "readOnly"));
            }
        }
    }
}
