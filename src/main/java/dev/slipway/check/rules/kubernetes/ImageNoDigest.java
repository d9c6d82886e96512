package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Image is not pinned by its digest. */
public final class ImageNoDigest implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/image-no-digest",
            "Image is not pinned by its digest",
            Severity.NOTE,
            Confidence.CERTAIN,
            "A tag can be pushed again with other content; a digest cannot.",
            "append @sha256: and the digest that was tested",
            List.of("OWASP-CICD-SEC-3", "SLSA-3"));

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
                              env: []
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
                              args: [a]
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
                              image: nginx:1.27@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (!c.image().isEmpty()
                && !c.image().contains("@")
                && !c.image().contains("$")
                && !c.image().contains("{")) {
            out.at(c.near("image"), c.image() + " is not pinned by digest");
        }
    }
}
