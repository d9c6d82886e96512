package dev.slipway.check.rules.kubernetes;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Container;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.Set;

/** A rule about each container, whatever object describes the pod. */
interface ContainerRule extends Rule.OfManifest {
    @Override
    default Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    default void check(Manifest manifest, Manifests all, Report out) {
        manifest.pod().ifPresent(pod -> pod.containers().forEach(c -> check(c, manifest, out)));
    }

    /** Looks at one container. */
    void check(Container c, Manifest m, Report out);
}
