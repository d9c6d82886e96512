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
import dev.slipway.text.Node;
import java.util.List;
import java.util.Optional;

/** NET_RAW capability is not dropped. */
public final class NetRawNotDropped implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/net-raw",
            "NET_RAW capability is not dropped",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "With NET_RAW, which is in the default set, a container forges packets: it can spoof addresses and answer for others on the cluster's network.",
            "drop NET_RAW or ALL in securityContext.capabilities.drop",
            List.of("CIS-K8S-5.2.8", "PSS-RESTRICTED"));

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
                                capabilities:
                                  drop: [KILL]
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
                                capabilities:
                                  drop: [NET_RAW]
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
                                capabilities:
                                  drop: [ALL]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        List<String> dropped = c.capabilities("drop");
        if (!dropped.contains("ALL") && !dropped.contains("NET_RAW")) {
            Optional<Edit> edit = dropped.isEmpty()
                    ? Spot.put(c.body(), "[\"NET_RAW\"]", Container.full("capabilities", "drop"))
                    : c.body()
                            .at(Container.full("capabilities", "drop"))
                            .flatMap(n -> n instanceof Node.Sequence s
                                    ? Spot.addItem(s, m.file().text(), "NET_RAW")
                                    : Optional.empty());
            Spot.say(
                    out,
                    c.nearSecurity("capabilities", "drop"),
                    c.name() + " keeps the NET_RAW capability",
                    false,
                    "drop NET_RAW",
                    edit);
        }
    }
}
