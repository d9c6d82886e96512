package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Spot;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.text.Edit;
import dev.slipway.text.Span;
import java.util.List;
import java.util.Optional;

/** Container runs with a low user id (UID). */
public final class LowUserId implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/low-uid",
            "Container runs with a low user id (UID)",
            Severity.LOW,
            Confidence.HIGH,
            "User ids below 10000 may belong to a user of the node; after an escape the process then has that user's files. Use a UID of at least 10000 to avoid conflicts with the host's user table.",
            "set securityContext.runAsUser to a number of at least 10000",
            List.of("NSA-1.0"));

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
                              securityContext:
                                runAsUser: 1000
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          securityContext:
                            runAsUser: 33
                          containers:
                            - name: web
                              image: app:1
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
                                runAsUser: 10001
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
                                runAsNonRoot: true
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        String user = c.security("runAsUser").orElse("");
        if (user.matches("\\d{1,4}")) {
            boolean own = c.own("runAsUser").isPresent();
            Span at = own
                    ? c.nearSecurity("runAsUser")
                    : Spot.deepest(c.podSpec(), c.here(), "securityContext", "runAsUser");
            Spot.say(
                    out,
                    at,
                    c.name() + " runs as user " + user + ", below 10000",
                    false,
                    "set runAsUser to 10001",
                    own ? Spot.put(c.body(), "10001", Container.full("runAsUser")) : Optional.<Edit>empty());
        }
    }
}
