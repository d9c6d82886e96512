package dev.slipway.check.rules.kubernetes;

import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.kubernetes.Pod;
import java.util.Set;

/** A rule about each pod or pod template, whatever object describes it. */
interface PodRule extends Rule.OfManifest {
    @Override
    default Set<String> kinds() {
        return Pod.KINDS;
    }

    @Override
    default void check(Manifest manifest, Manifests all, Report out) {
        manifest.pod().ifPresent(pod -> check(pod, manifest, out));
    }

    /** Looks at one pod. */
    void check(Pod pod, Manifest m, Report out);
}
