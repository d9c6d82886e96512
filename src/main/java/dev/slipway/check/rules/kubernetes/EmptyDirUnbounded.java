package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import java.util.List;

/** emptyDir volume without a size limit. */
public final class EmptyDirUnbounded implements PodRule {
    private static final About ABOUT = new About(
            "kubernetes/empty-dir-unbounded",
            "emptyDir volume without a size limit",
            Severity.LOW,
            Confidence.MEDIUM,
            "A container that writes without end fills the node's disk, or its memory with medium Memory, and every pod there is evicted.",
            "set emptyDir.sizeLimit",
            List.of("NSA-4.0", "SOC2-A1.2"));

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
                          volumes: [{name: tmp, emptyDir: {}}]
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
                            - name: tmp
                              emptyDir:
                                medium: Memory
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
                          volumes: [{name: tmp, emptyDir: {sizeLimit: 64Mi}}]
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
                          volumes: [{name: conf, configMap: {name: conf}}]
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Pod pod, Manifest m, Report out) {
        for (Node volume : pod.spec().listAt("volumes")) {
            if (volume.at("emptyDir").isPresent()
                    && volume.at("emptyDir", "sizeLimit").isEmpty()) {
                Spot.say(
                        out,
                        Spot.deepest(volume, volume.span(), "emptyDir"),
                        "the emptyDir has no size limit",
                        false,
                        "limit it to 1Gi",
                        volume.entriesAt("emptyDir").isEmpty()
                                ? volume.at("emptyDir")
                                        .filter(v -> v instanceof Node.Mapping)
                                        .map(v -> Edit.replace(v.span(), "{sizeLimit: 1Gi}"))
                                : Spot.put(volume, "1Gi", "emptyDir", "sizeLimit"));
            }
        }
    }
}
