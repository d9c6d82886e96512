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

/** Image pull policy contradicts the tag: a floating tag is not pulled again. */
public final class PullPolicyContradiction implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/pull-policy-contradiction",
            "Image pull policy contradicts the tag: a floating tag is not pulled again",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "With latest and IfNotPresent or Never each node keeps whatever it saw first.",
            "write a fixed tag, or set imagePullPolicy to Always",
            List.of("OWASP-CICD-SEC-3"));

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
                              image: nginx:latest
                              imagePullPolicy: IfNotPresent
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
                              image: nginx
                              imagePullPolicy: Never
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
                              image: nginx:1.27.3
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
                              image: nginx:latest
                              imagePullPolicy: Always
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String last = c.image().substring(c.image().lastIndexOf('/') + 1);
        boolean floating = !last.isEmpty() && !last.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
        String policy = c.body().textAt("imagePullPolicy").orElse("");
        if (floating && (policy.equals("IfNotPresent") || policy.equals("Never"))) {
            Spot.say(
                    out,
                    c.near("imagePullPolicy"),
                    c.name() + " floats and is not pulled again",
                    true,
                    "set imagePullPolicy to Always",
                    Spot.put(c.body(), "Always", "imagePullPolicy"));
        }
    }
}
