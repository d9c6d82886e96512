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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Volume mount refers to a volume that is not defined. */
public final class VolumeMissing implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/volume-missing",
            "Volume mount refers to a volume that is not defined",
            Severity.HIGH,
            Confidence.CERTAIN,
            "The API server refuses the pod: nothing is rolled out.",
            "add the volume to the pod, or correct the name",
            List.of("CORRECTNESS"));

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
                              volumeMounts: [{name: data, mountPath: /data}]
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              volumeMounts:
                                - name: date
                                  mountPath: /data
                          volumes: [{name: data, emptyDir: {}}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web}
                        spec:
                          containers:
                            - name: web
                              image: app:1
                              volumeMounts: [{name: data, mountPath: /data}]
                          volumes: [{name: data, emptyDir: {}}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: StatefulSet
                        metadata: {name: web}
                        spec:
                          volumeClaimTemplates: [{metadata: {name: data}}]
                          template:
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                                  volumeMounts: [{name: data, mountPath: /data}]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        Set<String> known = Stream.concat(
                        c.podSpec().listAt("volumes").stream().flatMap(v -> v.textAt("name").stream()),
                        m.root().listAt("spec", "volumeClaimTemplates").stream()
                                .flatMap(v -> v.textAt("metadata", "name").stream()))
                .collect(Collectors.toSet());
        for (Node mount : c.body().listAt("volumeMounts")) {
            String name = mount.textAt("name").orElse("");
            if (!name.isEmpty() && !known.contains(name)) {
                out.at(
                        Spot.deepest(mount, mount.span(), "name"),
                        c.name() + " mounts the volume " + name + ", which is not defined");
            }
        }
    }
}
