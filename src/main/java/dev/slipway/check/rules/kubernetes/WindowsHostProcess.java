package dev.slipway.check.rules.kubernetes;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import java.util.List;

/** Windows container is a host process. */
public final class WindowsHostProcess implements ContainerRule {
    private static final About ABOUT = new About(
            "kubernetes/windows-host-process",
            "Windows container is a host process",
            Severity.HIGH,
            Confidence.CERTAIN,
            "A host process container runs on the node itself with its rights; there is no container around it.",
            "remove windowsOptions.hostProcess",
            List.of("PSS-BASELINE"));

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
                                windowsOptions: {hostProcess: true}
                        """),
                Example.bad("app.yaml", """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: web
                        spec:
                          securityContext:
                            windowsOptions:
                              hostProcess: true
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
                                windowsOptions: {hostProcess: false}
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
                                windowsOptions: {runAsUserName: ContainerUser}
                        """));
    }

    @Override
    public void check(Container c, Manifest m, Report out) {
        if (c.security("windowsOptions", "hostProcess").orElse("").equals("true")) {
            out.at(c.nearSecurity("windowsOptions", "hostProcess"), c.name() + " is a Windows host process");
        }
    }
}
