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

/** Default service account is in use: its token is not turned off. */
public final class DefaultAccountToken implements Rule.OfManifest {
    private static final About ABOUT = new About(
            "kubernetes/default-account-token",
            "Default service account is in use: its token is not turned off",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "The default service account should be able to do nothing and give no token, since every pod that names no account gets it.",
            "set automountServiceAccountToken to false on the service account named default",
            List.of("CIS-K8S-5.1.5"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          name: default
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          name: default
                          namespace: shop
                        automountServiceAccountToken: true
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          name: default
                        automountServiceAccountToken: false
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: ServiceAccount
                        metadata:
                          name: web
                        """));
    }

    @Override
    public Set<String> kinds() {
        return Set.of("ServiceAccount");
    }

    @Override
    public void check(Manifest m, Manifests all, Report out) {
        if (m.name().equals("default")
                && !m.root().textAt("automountServiceAccountToken").orElse("").equals("false")) {
            Spot.say(
                    out,
                    m.near("automountServiceAccountToken"),
                    "the default service account mounts its token",
                    false,
                    "set automountServiceAccountToken to false",
                    Spot.put(m.root(), "false", "automountServiceAccountToken"));
        }
    }
}
