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

/** Container has the SYS_ADMIN capability. */
public final class SysAdminCapability implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/sys-admin-capability",
            "Container has the SYS_ADMIN capability",
            Severity.HIGH,
            Confidence.CERTAIN,
            "CAP_SYS_ADMIN is close to root: mounts, namespaces, kernel settings. A container with it can leave its box.",
            "remove SYS_ADMIN from securityContext.capabilities.add",
            List.of("CIS-K8S-5.2.9", "PSS-BASELINE", "NSA-1.2"));

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
                                capabilities:
                                  add: ["SYS_ADMIN"]
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
                                  add:
                                    - NET_BIND_SERVICE
                                    - CAP_SYS_ADMIN
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
                                  add: ["NET_BIND_SERVICE"]
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
                                  drop: ["ALL"]
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        c.body().at("securityContext", "capabilities", "add").ifPresent(add -> {
            for (int i = 0; i < add.listAt().size(); i++) {
                Node item = add.listAt().get(i);
                if (Container.capability(item).equals("SYS_ADMIN")) {
                    Spot.say(
                            out,
                            item.span(),
                            c.name() + " has SYS_ADMIN",
                            false,
                            "remove SYS_ADMIN",
                            add instanceof Node.Sequence s ? Spot.dropItem(s, i) : Optional.<Edit>empty());
                }
            }
        });
    }
}
