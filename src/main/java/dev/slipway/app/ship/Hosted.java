package dev.slipway.app.ship;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a process on this machine needs whatever it is. Nothing of the user's own environment reaches a service, so the shell
 * one ships from makes no difference to the release.
 */
final class Hosted {
    private Hosted() {}

    /** Variables for a service that is started by this command: its runtime's own tools first on the path. */
    static Map<String, String> base(List<String> command) {
        Path folder = Path.of(command.getFirst()).getParent();
        String first = folder == null ? "" : folder + ":";
        return Map.of("PATH", first + "/usr/local/bin:/usr/bin:/bin", "LANG", "C.UTF-8", "TMPDIR", "/tmp");
    }
}
