package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import java.util.List;
import java.util.Set;

/** Knative serving revision spec without timeout seconds (timeoutSeconds). */
public final class KnativeTimeout implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/knative-no-timeout",
            "Knative serving revision spec without timeout seconds (timeoutSeconds)",
            Severity.LOW,
            Confidence.HIGH,
            "Requests that never end hold containers: a denial of service.",
            "set timeoutSeconds in the revision's spec",
            List.of("SOC2-A1.2"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: serving.knative.dev/v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          template:
                            spec: {containers: [{image: "app:1"}]}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: serving.knative.dev/v1
                        kind: Configuration
                        metadata: {name: web}
                        spec:
                          template:
                            spec:
                              timeoutSeconds: 0
                              containers: [{image: "app:1"}]
                        """),
                Example.good("app.yaml", """
                        apiVersion: serving.knative.dev/v1
                        kind: Service
                        metadata: {name: web}
                        spec:
                          template:
                            spec: {timeoutSeconds: 60, containers: [{image: "app:1"}]}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web}
                        spec: {selector: {app: web}}
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Service", "Configuration", "Revision");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        boolean knative = m.apiVersion().startsWith("serving.knative.dev");
        if (knative
                && m.pod()
                        .filter(p ->
                                p.spec().textAt("timeoutSeconds").orElse("0").equals("0"))
                        .isPresent()) {
            m.pod()
                    .ifPresent(p -> Spot.say(
                            out,
                            p.near("timeoutSeconds"),
                            m.title() + " sets no timeout for requests",
                            false,
                            "set timeoutSeconds to 300",
                            Spot.put(p.spec(), "300", "timeoutSeconds")));
        }
    }
}
