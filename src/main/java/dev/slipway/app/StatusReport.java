package dev.slipway.app;

import java.util.List;

/**
 * What runs now: {@code slipway status --json} is exactly this record.
 *
 * @param keeper pid of the keeper, 0 when none runs
 * @param proxy whether the data plane answers
 * @param unfinished runs that a command began and did not end
 */
public record StatusReport(List<ServiceStatus> services, long keeper, boolean proxy, List<String> unfinished) {
    public StatusReport {
        services = List.copyOf(services);
        unfinished = List.copyOf(unfinished);
    }

    /**
     * One service.
     *
     * @param state {@code live}, {@code degraded}, {@code down}, {@code stopped} or, where nothing serves because the last
     *     rollout ended so, {@code needs-person}
     * @param since ISO 8601, when this release went live
     * @param attention what a person must see to; empty when nothing
     * @param next the command that comes next then; empty when none
     */
    public record ServiceStatus(
            String app,
            String service,
            String environment,
            String state,
            String url,
            String version,
            String digest,
            String release,
            String since,
            String attention,
            String next,
            List<InstanceStatus> instances) {
        public ServiceStatus {
            instances = List.copyOf(instances);
        }
    }

    /** One instance. */
    public record InstanceStatus(
            String id, String phase, long pid, int port, int restarts, String log, String message) {}
}
