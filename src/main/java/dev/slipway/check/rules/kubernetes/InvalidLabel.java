package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Metadata label is invalid. */
public final class InvalidLabel implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/invalid-label",
            "Metadata label is invalid",
            Severity.LOW,
            Confidence.CERTAIN,
            "The API server refuses the object, or selectors that use the label never match.",
            "use at most 63 letters, digits, dashes, dots and underscores, with a letter or digit at both ends",
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
                          labels:
                            app: "we b"
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec:
                          template:
                            metadata: {labels: {app: -web-}}
                            spec: {}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                          labels: {app: web, app.kubernetes.io/version: "1.2"}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, labels: {empty: ""}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of();
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        say(m.root().at("metadata"), out);
        m.pod().filter(p -> !m.kind().equals("Pod")).ifPresent(p -> say(Optional.of(p.metadata()), out));
    }

    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9.-]{1,253}/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");

    private static void say(Optional<Node> metadata, Report out) {
        for (Node.Entry label : metadata.map(d -> d.entriesAt("labels")).orElse(List.of())) {
            String value = label.value().textAt().orElse("");
            boolean templated = value.contains("{")
                    || value.contains("$")
                    || label.key().value().contains("{");
            boolean bad = !VALUE.matcher(value).matches()
                    || !KEY.matcher(label.key().value()).matches();
            if (bad && !templated) {
                out.at(label.key().span(), "the label " + label.key().value() + " is invalid");
            }
        }
    }
}
