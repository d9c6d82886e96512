package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import java.util.List;

/** Pod runs with the root group: runAsGroup, fsGroup or supplementalGroups contain 0. */
public final class RootGroup implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/root-group",
            "Pod runs with the root group: runAsGroup, fsGroup or supplementalGroups contain 0",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "Files of root's group are then readable and often writable for the container, also those on mounted host volumes.",
            "set runAsGroup, fsGroup and supplementalGroups to numbers of at least 10000",
            List.of("NSA-1.0"));

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
                          securityContext:
                            runAsGroup: 0
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
                          securityContext:
                            supplementalGroups: [0]
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
                          securityContext:
                            runAsGroup: 10001
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
                          securityContext:
                            fsGroup: 10001
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        for (String group : List.of("runAsGroup", "fsGroup")) {
            if (pod.spec().textAt("securityContext", group).orElse("").equals("0")) {
                out.at(pod.near("securityContext", group), group + " is 0, the root group");
            }
        }
        for (Node item : pod.spec().listAt("securityContext", "supplementalGroups")) {
            if (item.textAt().orElse("").equals("0")) {
                out.at(item.span(), "the pod belongs to group 0, the root group");
            }
        }
        for (Container c : pod.containers()) {
            if (c.own("runAsGroup").orElse("").equals("0")) {
                out.at(c.nearSecurity("runAsGroup"), c.name() + " runs with group 0, the root group");
            }
        }
    }
}
