package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Image pull policy of the container is not Always. */
public final class PullPolicy implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/pull-policy",
            "Image pull policy of the container is not Always",
            Severity.LOW,
            Confidence.HIGH,
            "Whoever runs a pod on the node may use an image from its cache without having the right to pull it, and an old content of the tag goes on running.",
            "set imagePullPolicy to Always, or pin the image by digest",
            List.of("CIS-K8S-1.2.11"));

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
                              imagePullPolicy: Never
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
                              imagePullPolicy: IfNotPresent
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
                              imagePullPolicy: Always
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
                              image: nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String policy = c.body().textAt("imagePullPolicy").orElse("");
        boolean latest =
                !c.image().replaceFirst(".*/", "").contains(":") || c.image().endsWith(":latest");
        boolean always = policy.equals("Always") || policy.isEmpty() && latest;
        if (!always && !c.image().contains("@") && !c.image().isEmpty()) {
            Spot.say(
                    out,
                    c.near("imagePullPolicy"),
                    c.name() + " does not pull its image always",
                    false,
                    "set imagePullPolicy to Always",
                    Spot.put(c.body(), "Always", "imagePullPolicy"));
        }
    }
}
