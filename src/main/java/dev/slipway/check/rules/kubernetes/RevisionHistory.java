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

/** Deployment keeps no revision history: it cannot be rolled back. */
public final class RevisionHistory implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/revision-history",
            "Deployment keeps no revision history: it cannot be rolled back",
            Severity.LOW,
            Confidence.CERTAIN,
            "With revisionHistoryLimit 0 the cluster has forgotten what ran before.",
            "set revisionHistoryLimit to a number above 0, or leave it out",
            List.of("SOC2-CC8.1"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          revisionHistoryLimit: 0
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.bad("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web}
                        spec: {replicas: 2, revisionHistoryLimit: 0}
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          revisionHistoryLimit: 5
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """),
                Example.good("app.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                        spec:
                          replicas: 2
                          selector:
                            matchLabels: {app: web}
                          template:
                            metadata:
                              labels: {app: web}
                            spec:
                              containers:
                                - name: web
                                  image: app:1
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("Deployment");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.root().textAt("spec", "revisionHistoryLimit").orElse("").equals("0")) {
            Spot.say(
                    out,
                    m.near("spec", "revisionHistoryLimit"),
                    m.title() + " keeps no history",
                    true,
                    "keep 5 revisions",
                    Spot.put(m.root(), "5", "spec", "revisionHistoryLimit"));
        }
    }
}
