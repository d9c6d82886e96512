package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Image tag is invalid: missing or latest. */
public final class ImageFloatingTag implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/image-floating-tag",
            "Image tag is invalid: missing or latest",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "What runs changes when somebody pushes: nodes of one deployment run different programs, and there is no way back.",
            "write a version as tag, better the digest",
            List.of("CIS-DOCKER-4.2", "OWASP-CICD-SEC-3"));

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
                              image: nginx
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
                              image: registry.example:5000/nginx:latest
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
        String image = c.image();
        String last = image.substring(image.lastIndexOf('/') + 1);
        boolean named = last.contains(":") && !last.matches(".*:(latest)?");
        if (!image.isEmpty() && !last.contains("@") && !named && !image.contains("$") && !image.contains("{")) {
            out.at(c.near("image"), last.contains(":") ? image + " floats" : image + " has no tag");
        }
    }
}
