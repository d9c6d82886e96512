package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Node;
import java.util.List;

/** Mount propagation is bidirectional: mounts reach the host. */
public final class MountPropagation implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/mount-propagation",
            "Mount propagation is bidirectional: mounts reach the host",
            Severity.HIGH,
            Confidence.CERTAIN,
            "What the container mounts appears on the node and in all containers that share the volume.",
            "remove mountPropagation or set it to None",
            List.of("CIS-K8S-5.2.12"));

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
                              volumeMounts: [{name: data, mountPath: /data, mountPropagation: Bidirectional}]
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
                                - name: data
                                  mountPropagation: Bidirectional
                                  mountPath: /data
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
                              volumeMounts: [{name: data, mountPath: /data, mountPropagation: None}]
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
                              volumeMounts: [{name: data, mountPath: /data}]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (Node mount : c.body().listAt("volumeMounts")) {
            if (mount.textAt("mountPropagation").orElse("").equals("Bidirectional")) {
                Spot.say(
                        out,
                        Spot.deepest(mount, mount.span(), "mountPropagation"),
                        c.name() + " propagates mounts to the host",
                        false,
                        "set mountPropagation to None",
                        Spot.put(mount, "None", "mountPropagation"));
            }
        }
    }
}
