package dev.slipway.app.ship;

import dev.slipway.base.EnvName;
import dev.slipway.plan.GateId;
import java.nio.file.Path;
import java.util.List;

/**
 * What one asks of {@code ship} and {@code plan}.
 *
 * @param directory the repository or a folder in it
 * @param image {@code REF@sha256:...} to ship instead of building; empty to build
 * @param base image to stand on; empty for application layers alone
 * @param waivers gates to pass with a reason
 * @param build false plans without building: digests are "known after build"
 * @param retry ships a release that was rolled back before
 * @param deploy false stops after the plan
 */
public record ShipRequest(
        Path directory,
        EnvName environment,
        String image,
        String base,
        List<Waiver> waivers,
        boolean build,
        boolean retry,
        boolean deploy) {
    public ShipRequest {
        directory = directory.toAbsolutePath().normalize();
        waivers = List.copyOf(waivers);
    }

    /** A recorded decision to pass a closed gate. */
    public record Waiver(GateId gate, String reason) {}
}
