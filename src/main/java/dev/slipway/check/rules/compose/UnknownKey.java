package dev.slipway.check.rules.compose;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.ComposeFile;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.text.Node;
import java.util.List;
import java.util.Set;

/** A service has a key that Compose does not know. */
public final class UnknownKey implements Rule.OfCompose {
    private static final About ABOUT = new About(
            "compose/unknown-key",
            "A service has a key that Compose does not know",
            Severity.MEDIUM,
            Confidence.HIGH,
            "Compose refuses the file, or the setting does nothing.",
            "correct the name, or begin it with x- when it is your own",
            List.of("CORRECTNESS"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Example> examples() {
        return List.of(
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            enviroment: {A: b}
                        """),
                Example.bad("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            port: ["8080:80"]
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            environment: {A: b}
                        """),
                Example.good("compose.yaml", """
                        services:
                          web:
                            image: app:1
                            x-note: mine
                        """));
    }

    @Override
    public void check(ComposeFile file, Report out) {
        for (ComposeFile.Service service : file.services()) {
            for (Node.Entry entry : service.body().entriesAt()) {
                String key = entry.key().value();
                if (!KNOWN.contains(key) && !key.startsWith("x-") && !key.equals("<<")) {
                    out.at(entry.key().span(), service.name() + ": " + key + " is not known");
                }
            }
        }
    }

    /** From the Compose specification, the keys of version 2 and 3 files included. */
    private static final Set<String> KNOWN = Set.of(
            ("annotations attach build blkio_config cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count "
                            + "cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec "
                            + "depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search dockerfile domainname "
                            + "driver_opts entrypoint env_file environment expose extends external_links extra_hosts gpus group_add "
                            + "healthcheck hostname image init ipc isolation label_file labels links log_driver log_opt logging "
                            + "mac_address mem_limit mem_reservation mem_swappiness memswap_limit models name net network_mode networks "
                            + "oom_kill_disable oom_score_adj pid pids_limit platform ports post_start pre_stop privileged profiles "
                            + "provider pull_policy pull_refresh_after read_only restart runtime scale secrets security_opt shm_size "
                            + "stdin_open stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits use_api_socket user "
                            + "userns_mode uts volume_driver volumes volumes_from working_dir")
                    .split(" "));
}
