package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.Spot;
import java.util.List;

/**
 * Rules about namespaces of the host that a service shares: the same look at several settings.
 *
 * @param key of the service
 */
record HostNamespace(About about, String key) implements Rule.OfCompose {
    /** All of them. */
    static final List<Rule> ALL = List.of(
            of(
                    "host-namespace",
                    "Host process namespace is shared: pid is host",
                    Severity.HIGH,
                    "The container sees, signals and can trace every process of the host.",
                    "CIS-DOCKER-5.16",
                    "pid"),
            of(
                    "host-network",
                    "Host network namespace is shared: network_mode is host",
                    Severity.HIGH,
                    "The container reaches services on the host's loopback and opens any port of the host.",
                    "CIS-DOCKER-5.10",
                    "network_mode"),
            of(
                    "host-ipc",
                    "Host IPC namespace is shared: ipc is host",
                    Severity.HIGH,
                    "Shared memory of the host's processes is open to the container.",
                    "CIS-DOCKER-5.17",
                    "ipc"),
            of(
                    "host-user-namespace",
                    "Host user namespace is shared: userns_mode is host",
                    Severity.HIGH,
                    "Root in the container is then root on the host, although the engine maps users.",
                    "CIS-DOCKER-5.31",
                    "userns_mode"),
            of(
                    "host-uts",
                    "Host UTS namespace is shared: uts is host",
                    Severity.MEDIUM,
                    "The container can change the host's name, by which logs and certificates know it.",
                    "CIS-DOCKER-5.21",
                    "uts"),
            of(
                    "host-cgroup",
                    "Host control group namespace is shared: cgroup is host",
                    Severity.LOW,
                    "The container sees the control groups of the host and of its neighbours.",
                    "CIS-DOCKER-5.25",
                    "cgroup"));

    private static HostNamespace of(
            String id, String title, Severity severity, String why, String control, String key) {
        return new HostNamespace(
                new About(
                        "compose/" + id,
                        title,
                        severity,
                        Confidence.CERTAIN,
                        why,
                        "remove " + key,
                        List.of(control, "SOC2-CC6.1")),
                key);
    }

    @Override
    public List<Example> examples() {
        String service = "services:\n  web:\n    image: app:1\n";
        return List.of(
                Example.bad("compose.yaml", service + "    " + key + ": host\n"),
                Example.bad("compose.yaml", service + "    " + key + ": \"host\"\n    restart: always\n"),
                Example.good("compose.yaml", service),
                Example.good("compose.yaml", service + "    " + key + ": private\n"));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            if (service.body().textAt(key).orElse("").equals("host")) {
                Spot.say(
                        out,
                        Spot.deepest(service.body(), service.key().span(), key),
                        service.name() + " shares the host's namespace: " + key,
                        false,
                        "remove " + key,
                        Spot.drop(service.body(), key));
            }
        }
    }
}
