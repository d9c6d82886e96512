package dev.slipway.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What other checkers call what we check; from their public lists of rules. */
final class ForeignIds {
    /** Our rule, then the others' ids for the same. */
    private static final List<List<String>> SAME = List.of(
            List.of("docker/root-user", "DL3002", "CKV_DOCKER_3", "CKV_DOCKER_8", "AVD-DS-0002", "DS002", "DS-0002"),
            List.of("docker/sudo", "DL3004", "CKV2_DOCKER_1", "AVD-DS-0010", "DS010", "DS-0010"),
            List.of("docker/floating-tag", "DL3006", "DL3007", "CKV_DOCKER_7", "AVD-DS-0001", "DS001", "DS-0001"),
            List.of("docker/relative-workdir", "DL3000", "CKV_DOCKER_10", "AVD-DS-0009", "DS009", "DS-0009"),
            List.of("docker/add-for-copy", "DL3020", "CKV_DOCKER_4", "AVD-DS-0005", "DS005", "DS-0005"),
            List.of("docker/index-updated-alone", "CKV_DOCKER_5", "AVD-DS-0017", "DS017", "DS-0017"),
            List.of("docker/no-healthcheck", "CKV_DOCKER_2", "AVD-DS-0026", "DS026", "DS-0026"),
            List.of("docker/admin-port", "CKV_DOCKER_1", "AVD-DS-0004", "DS004", "DS-0004"),
            List.of("docker/shell-form", "DL3025"),
            List.of("docker/apt-recommends", "DL3015", "AVD-DS-0029", "DS029", "DS-0029"),
            List.of(
                    "docker/package-manager-asks",
                    "DL3014",
                    "DL3030",
                    "DL3034",
                    "DL3038",
                    "AVD-DS-0021",
                    "DS021",
                    "DS-0021"),
            List.of(
                    "docker/package-cache-kept",
                    "DL3009",
                    "DL3019",
                    "DL3032",
                    "DL3036",
                    "DL3040",
                    "DL3042",
                    "AVD-DS-0025",
                    "DS025",
                    "DS-0025"),
            List.of("docker/several-commands", "DL4003", "DL4004", "AVD-DS-0016", "DS016", "DS-0016"),
            List.of("docker/unknown-stage", "DL3022", "DL3023", "DL3024", "AVD-DS-0006", "DS006", "DS-0006"),
            List.of("docker/secret-in-env", "AVD-DS-0031", "DS031", "DS-0031"));

    private static final Map<String, List<String>> BY_ID = byId();

    private ForeignIds() {}

    private static Map<String, List<String>> byId() {
        Map<String, List<String>> byId = new HashMap<>();
        for (List<String> same : SAME) {
            same.stream().skip(1).forEach(id -> byId.put(id, List.of(same.getFirst())));
        }
        return Map.copyOf(byId);
    }

    /** What we call it; nothing when we do not know. */
    static List<String> rules(String id) {
        return BY_ID.getOrDefault(id.toUpperCase(Locale.ROOT), List.of());
    }
}
