package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Kustomize takes a remote base without a pinned version. */
public final class RemoteBaseUnpinned implements Rule.OfTree {
    private static final About ABOUT = new About(
            "kubernetes/kustomize-remote-base",
            "Kustomize takes a remote base without a pinned version",
            Severity.HIGH,
            Confidence.HIGH,
            "Whatever stands on the branch is deployed: a change there, or a taken account, is in the cluster at once.",
            "append ?ref= and a tag or commit, and use https",
            List.of("OWASP-CICD-SEC-3"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("kustomization.yaml", """
                        resources:
                          - https://github.com/example/app//deploy
                        """),
                Example.bad("kustomization.yaml", """
                        bases:
                          - github.com/example/app/deploy?ref=main
                        """),
                Example.good("kustomization.yaml", """
                        resources:
                          - https://github.com/example/app//deploy?ref=v1.2.3
                          - deployment.yaml
                        """),
                Example.good("kustomization.yaml", """
                        resources:
                          - ../base
                        """));
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.KUSTOMIZE);
    }

    @Override
    public void check(SourceFile file, Report out) {
        for (Node root : file.documents()) {
            for (String key : List.of("resources", "bases", "components", "crds")) {
                for (Node item : root.listAt(key)) {
                    String base = item.textAt().orElse("");
                    boolean remote = base.matches(
                            "(https?://|git@|ssh://|git::|github\\.com/|gitlab\\.com/|bitbucket\\.org/).*");
                    String ref = base.contains("ref=")
                            ? base.replaceFirst(".*ref=", "").replaceFirst("&.*", "")
                            : "";
                    boolean file0 = base.matches("https?://.*/v?\\d+(\\.\\d+)+.*|https?://.*/[0-9a-f]{40}/.*");
                    if (remote && !file0 && (ref.isEmpty() || ref.matches("main|master|develop|latest|HEAD|trunk"))) {
                        out.at(
                                item.span(),
                                ref.isEmpty()
                                        ? "the remote base has no ref"
                                        : "the remote base follows the branch " + ref);
                    }
                }
            }
        }
    }
}
