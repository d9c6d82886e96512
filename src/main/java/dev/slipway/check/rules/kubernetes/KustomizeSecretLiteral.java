package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SecretWords;
import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** Kustomize makes a secret from a value in clear. */
public final class KustomizeSecretLiteral implements Rule.OfTree {
    private static final About ABOUT = new About(
            "kubernetes/kustomize-secret-literal",
            "Kustomize makes a secret from a value in clear",
            Severity.HIGH,
            Confidence.HIGH,
            "Whoever reads the repository has the password.",
            "take it from a file that is not in version control, or from an external secret",
            List.of("CIS-K8S-5.4.1", "PCI-8.6.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("kustomization.yaml", """
                        secretGenerator:
                          - name: db
                            literals:
                              - password=Tr0ub4dor-and-3-horses
                        """),
                Example.bad("kustomization.yaml", """
                        secretGenerator: [{name: api, literals: ["key=9f86d081884c7d659a2feaa0c55ad015"]}]
                        """),
                Example.good("kustomization.yaml", """
                        secretGenerator:
                          - name: db
                            envs: [db.env]
                        """),
                Example.good("kustomization.yaml", """
                        configMapGenerator: [{name: web, literals: [mode=fast]}]
                        """));
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.KUSTOMIZE);
    }

    @Override
    public void check(SourceFile file, Report out) {
        for (Node root : file.documents()) {
            for (Node generator : root.listAt("secretGenerator")) {
                for (Node literal : generator.listAt("literals")) {
                    String text = literal.textAt().orElse("");
                    if (SecretWords.looksReal(text.substring(text.indexOf('=') + 1))) {
                        out.at(
                                literal.span(),
                                "the secret " + generator.textAt("name").orElse("") + " is made from a value in clear");
                    }
                }
            }
        }
    }
}
