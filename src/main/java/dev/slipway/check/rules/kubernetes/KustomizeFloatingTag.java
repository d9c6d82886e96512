package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.check.Spot;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Kustomize sets an image to a floating tag (latest). */
public final class KustomizeFloatingTag implements Rule.OfTree {
    private static final About ABOUT = new About(
            "kubernetes/kustomize-floating-tag",
            "Kustomize sets an image to a floating tag (latest)",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "What runs changes when somebody pushes, and there is no way back.",
            "set newTag to a version, or digest",
            List.of("CIS-DOCKER-4.2", "OWASP-CICD-SEC-3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("kustomization.yaml", """
                        images: [{name: app, newTag: latest}]
                        """),
                Example.bad("kustomization.yaml", """
                        images:
                          - name: app
                            newName: registry.example/app
                            newTag: "main"
                        """),
                Example.good("kustomization.yaml", """
                        images: [{name: app, newTag: "1.2.3"}]
                        """),
                Example.good("kustomization.yaml", """
                        images: [{name: app, digest: "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}]
                        """));
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.KUSTOMIZE);
    }

    @Override
    public void check(SourceFile file, Report out) {
        for (Node root : file.documents()) {
            for (Node image : root.listAt("images")) {
                String tag = image.textAt("newTag").orElse("");
                if (tag.matches("latest|main|master|develop|edge|nightly")) {
                    out.at(
                            Spot.deepest(image, image.span(), "newTag"),
                            image.textAt("name").orElse("") + " floats on " + tag);
                }
            }
        }
    }
}
