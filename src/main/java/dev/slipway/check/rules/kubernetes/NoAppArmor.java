package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Pod;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.List;

/** AppArmor profile is missing or unconfined. */
public final class NoAppArmor implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/no-apparmor",
            "AppArmor profile is missing or unconfined",
            Severity.LOW,
            Confidence.MEDIUM,
            "Where the nodes have AppArmor, a profile keeps a process from files and operations that it never needs.",
            "set securityContext.appArmorProfile.type to RuntimeDefault, or the container's AppArmor annotation on older clusters",
            List.of("NSA-1.10", "PSS-BASELINE"));

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
                              ports: []
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
                              securityContext:
                                appArmorProfile: {type: Unconfined}
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
                              securityContext:
                                appArmorProfile: {type: RuntimeDefault}
                        """),
                Example.good("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                          annotations:
                            container.apparmor.security.beta.kubernetes.io/web: runtime/default
                        spec:
                          containers:
                            - name: web
                              image: app:1
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String type = c.security("appArmorProfile", "type").orElse("");
        String key = "container.apparmor.security.beta.kubernetes.io/" + c.name();
        Node metadata = m.pod().map(Pod::metadata).orElse(m.root());
        String old = metadata.textAt("annotations", key).orElse("");
        boolean confined = type.equals("RuntimeDefault")
                || type.equals("Localhost")
                || !old.isEmpty() && !old.equals("unconfined");
        if (!confined) {
            boolean field = c.body().at(Container.full("appArmorProfile")).isPresent();
            Span absent = Spot.key(metadata, "annotations")
                    .or(() -> Spot.key(metadata, "name"))
                    .orElse(c.here());
            Span at = old.isEmpty() && !field
                    ? absent
                    : old.isEmpty()
                            ? c.nearSecurity("appArmorProfile")
                            : Spot.key(metadata, "annotations", key).orElse(c.here());
            out.at(at, c.name() + " has no AppArmor profile");
        }
    }
}
