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

/** Volume is mounted by subPath: changes of config maps and secrets are not seen. */
public final class SubPathMount implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/sub-path",
            "Volume is mounted by subPath: changes of config maps and secrets are not seen",
            Severity.NOTE,
            Confidence.MEDIUM,
            "Files mounted by subPath never change while the pod runs: rotated secrets stay old. Older clusters follow links in it out of the volume.",
            "mount the whole volume in a directory of its own",
            List.of("SOC2-CC8.1"));

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
                              volumeMounts: [{name: data, mountPath: /etc/app.conf, subPath: app.conf}]
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
                                  mountPath: /etc/app.conf
                                  subPathExpr: $(NAME)
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
                              volumeMounts: [{name: data, mountPath: /etc/app}]
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
                              ports: []
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        for (Node mount : c.body().listAt("volumeMounts")) {
            String key = mount.at("subPathExpr").isPresent() ? "subPathExpr" : "subPath";
            if (mount.at(key).isPresent()) {
                out.at(Spot.deepest(mount, mount.span(), key), c.name() + " mounts a subPath");
            }
        }
    }
}
