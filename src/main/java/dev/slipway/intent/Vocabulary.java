package dev.slipway.intent;

import dev.slipway.base.Severity;
import dev.slipway.plan.GateId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The words of the declaration: Compose's keys (compose-spec), those of {@code x-slipway}, and what people write instead. */
final class Vocabulary {
    static final List<String> COMPOSE_TOP =
            List.of("version", "name", "services", "networks", "volumes", "configs", "secrets", "include", "models");

    static final List<String> COMPOSE_SERVICE = words("""
            annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name
            cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset
            credential_spec depends_on deploy develop device_cgroup_rules devices dns dns_opt dns_search domainname
            entrypoint env_file environment expose extends external_links extra_hosts gpus group_add healthcheck hostname
            image init ipc isolation label_file labels links logging mac_address mem_limit mem_reservation
            mem_swappiness memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit
            platform ports post_start pre_stop privileged profiles provider pull_policy pull_refresh_after read_only
            restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal storage_opt
            sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir
            """);

    static final List<String> COMPOSE_BUILD = words("""
            additional_contexts args cache_from cache_to context dockerfile dockerfile_inline entitlements extra_hosts
            isolation labels network no_cache platforms privileged provenance pull sbom secrets shm_size ssh tags target
            ulimits
            """);

    static final List<String> COMPOSE_DEPLOY = words(
            "endpoint_mode labels mode placement replicas resources restart_policy rollback_config update_config");

    /** Keys of {@code x-slipway} at the top: written beside it they are a slip. */
    static final List<String> X_TOP =
            words("version team load compliance data ci iac budget registry notify files environments");

    /** Keys of a service's {@code x-slipway}. */
    static final List<String> X_SERVICE =
            words("role expose health verify slo scale uses migrate schedule secrets stop cpu_ms memory");

    /** Keys of a resource's {@code x-slipway}. */
    static final List<String> X_RESOURCE = words("kind managed class ha backup replicas");

    static final List<String> ROLES = List.of("web", "worker", "cron", "job", "static");
    static final List<String> TARGETS = List.of("local", "container", "compose", "kubernetes", "helm");
    static final List<String> CLOUDS = List.of("aws", "azure", "gcp", "none");
    static final List<String> STRATEGIES = List.of("rolling", "blue-green", "canary", "recreate");
    static final List<String> CI = List.of("github", "gitlab", "jenkins", "azure");
    static final List<String> IAC = List.of("terraform", "cloudformation", "pulumi", "ansible");
    static final List<String> COMPLIANCE = List.of("soc2", "pci-dss", "gdpr");
    static final List<String> DATA = List.of("personal", "card", "health", "public");
    static final List<String> FILE_MODES = List.of("managed", "merged", "once", "frozen");
    static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::word).toList();
    static final List<String> GATES =
            Arrays.stream(GateId.values()).map(GateId::word).toList();

    /** Gates an environment may add. */
    static final List<String> ADDED_GATES = Stream.concat(Stream.of("slo", "cost", "monitoring"), GATES.stream())
            .toList();

    static final Map<String, String> TOP_SLIPS = slips("""
            apiversion=version owner=team teams=team alerts=notify ignore=files envs=environments stages=environments
            repository=registry cost=budget dataclass=data users=load.users rps=load.rps qps=load.rps storage=load.data
            gates=environments.NAME.gates strategy=environments.NAME.strategy target=environments.NAME.target
            cloud=environments.NAME.cloud region=environments.NAME.regions regions=environments.NAME.regions
            """);

    static final Map<String, String> LOAD_SLIPS = slips("user=users qps=rps storage=data rpm=rps");

    static final Map<String, String> ENVIRONMENT_SLIPS = slips("""
            prod=production waive=waivable signers=trust region=regions mode=active scale=size approvals=gates
            security=gates window=freeze promote=from host=domain overrides=services
            """);

    static final Map<String, String> SERVICE_SLIPS = slips("""
            type=role public=expose ingress=expose readiness=health.ready liveness=health.live healthz=health.ready
            smoke=verify checks=verify uptime=slo.availability needs=uses links=uses release=migrate cron=schedule
            env=secrets grace=stop cpu=cpu_ms mem=memory replicas=deploy.replicas healthcheck=health
            strategy=environments.NAME.strategy
            """);

    static final Map<String, String> RESOURCE_SLIPS = slips("""
            type=kind manage=managed instance=class multiaz=ha retention=backup.keep readreplicas=replicas.read
            rpo=backup.rpo rto=backup.rto
            """);

    static final Map<String, String> KIND_SLIPS = slips("""
            postgresql=postgres pg=postgres mssql=sqlserver mongodb=mongo valkey=redis s3=objectstore minio=objectstore
            mail=smtp elastic=elasticsearch rabbit=rabbitmq
            """);

    private Vocabulary() {}

    /** Compose's key, to what to do when it stands where only {@code x-slipway} keys belong, and the other way round. */
    static Map<String, String> belongBelow(List<String> keys) {
        Map<String, String> result = new LinkedHashMap<>();
        keys.forEach(k -> result.put(k, "write it below `x-slipway:`"));
        return result;
    }

    static Map<String, String> slips(String pairs) {
        Map<String, String> result = new LinkedHashMap<>();
        for (String pair : pairs.strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            result.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), pair.substring(equals + 1));
        }
        return result;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
