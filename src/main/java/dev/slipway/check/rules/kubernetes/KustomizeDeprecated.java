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
import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kustomization uses a deprecated field. */
public final class KustomizeDeprecated implements Rule.OfTree {
    private static final About ABOUT = new About(
            "kubernetes/kustomize-deprecated-field",
            "Kustomization uses a deprecated field",
            Severity.LOW,
            Confidence.CERTAIN,
            "Newer versions of Kustomize no longer read it: parts of the set are then missing.",
            "use resources for bases, patches for patchesStrategicMerge and patchesJson6902, labels for commonLabels",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("kustomization.yaml", """
                        bases:
                          - ../base
                        """),
                Example.bad("kustomization.yaml", """
                        resources: [a.yaml]
                        patchesStrategicMerge: [p.yaml]
                        """),
                Example.good("kustomization.yaml", """
                        resources:
                          - ../base
                        """),
                Example.good("kustomization.yaml", """
                        resources: [a.yaml]
                        patches: [{path: p.yaml}]
                        """));
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.KUSTOMIZE);
    }

    @Override
    public void check(SourceFile file, Report out) {
        for (Node root : file.documents()) {
            for (Node.Entry entry : root.entriesAt()) {
                String key = entry.key().value();
                if (List.of("bases", "patchesStrategicMerge", "patchesJson6902", "commonLabels", "vars", "imageTags")
                        .contains(key)) {
                    boolean simple = key.equals("bases") && root.at("resources").isEmpty();
                    Spot.say(
                            out,
                            entry.key().span(),
                            key + " is deprecated",
                            true,
                            "write resources",
                            simple
                                    ? Optional.of(Edit.replace(entry.key().span(), "resources"))
                                    : Optional.<Edit>empty());
                }
            }
        }
    }
}
