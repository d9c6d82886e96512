package dev.slipway.deploy.target;

import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.intent.Intent;
import java.util.List;
import java.util.Map;

/**
 * Everything a release needs to run again years later, but for the bytes (found by digest) and the secrets (found by
 * reference). Kept in the deployment record; a restart or a rollback starts from exactly this.
 *
 * @param id names arm, processes and folders: service, digest and configuration make it
 * @param scope the scope's key
 * @param version the git version it was built from, for people
 * @param digest of the image
 * @param tree digest of the unpacked files, checked before each start
 * @param command argument list; {@code ${PORT}} stands for the assigned port
 * @param runtime the host's runtime that starts it, for the record
 * @param environment ordinary variables, complete; {@code ${PORT}} as above; a number as {@code PORT} is the one port the
 *     program listens on whatever it is told, so that a second instance cannot run beside it
 * @param secrets variable to reference {@code NAME@VERSION}
 * @param folder working folder below the release, for example {@code app}
 * @param health readiness path, empty for "accepts a connection"
 * @param verify requests that say what "works" means
 * @param instances how many
 */
public record ReleaseSpec(
        String id,
        String scope,
        String service,
        String version,
        Digest digest,
        Digest tree,
        List<String> command,
        String runtime,
        Map<String, String> environment,
        Map<String, String> secrets,
        String folder,
        boolean routed,
        String health,
        List<Intent.Check> verify,
        int instances,
        long stopMillis) {
    public ReleaseSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        verify = List.copyOf(verify);
    }

    /** This release under the id that its content gives it: equal content, equal id. */
    public ReleaseSpec identified() {
        ReleaseSpec bare = withId("");
        return withId(service + "-" + Json.digest(bare).hex().substring(0, 12));
    }

    private ReleaseSpec withId(String newId) {
        // The git version is for people: a commit that changes neither image nor configuration is the same release.
        String shown = newId.isEmpty() ? "" : version;
        return new ReleaseSpec(
                newId,
                scope,
                service,
                shown,
                digest,
                tree,
                command,
                runtime,
                environment,
                secrets,
                folder,
                routed,
                health,
                verify,
                instances,
                stopMillis);
    }
}
