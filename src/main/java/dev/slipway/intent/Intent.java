package dev.slipway.intent;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Secret;
import dev.slipway.base.ServiceName;
import dev.slipway.plan.GateId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The resolved intent: declaration and model made one, every choice made, each value with its origin. Services stand in
 * dependency order. Secrets are apart from ordinary variables from here on.
 */
public record Intent(
        Resolved<AppName> app, List<Service> services, List<Resource> resources, List<Environment> environments) {
    public Intent {
        services = List.copyOf(services);
        resources = List.copyOf(resources);
        environments = List.copyOf(environments);
    }

    /** What a service is to the outside. */
    public enum Role {
        WEB,
        WORKER,
        CRON,
        JOB,
        STATIC;

        /** Whether it answers HTTP and so has a route. */
        public boolean routed() {
            return this == WEB || this == STATIC;
        }
    }

    /**
     * One service.
     *
     * @param path folder relative to the repository root, {@code .} for the root
     * @param component the name of the assessed component it runs; empty when an image is given
     * @param image reference the Compose file names when nothing is built; empty otherwise
     * @param dockerfile path of the Dockerfile the team declares or has; empty when there is none
     * @param command argument list declared by the team; empty list means the component's own start command
     * @param port the application's own port; 0 when the role has none
     * @param health path of the readiness probe; empty when none is known (then an accepted connection is "ready")
     * @param verify requests that say what "works" means
     * @param environment ordinary variables
     * @param secrets variables whose value is a secret
     * @param uses names of services and resources it needs, which come first
     */
    public record Service(
            ServiceName name,
            Resolved<String> path,
            String component,
            Resolved<String> image,
            Resolved<String> dockerfile,
            Resolved<List<String>> command,
            Resolved<Role> role,
            Resolved<Integer> port,
            Resolved<String> health,
            Resolved<List<Check>> verify,
            Map<String, Resolved<String>> environment,
            Map<String, Resolved<Secret>> secrets,
            List<String> uses,
            Resolved<Integer> replicas,
            Resolved<StrategyIntent> strategy,
            Resolved<Duration> stop) {
        public Service {
            environment = Map.copyOf(environment);
            secrets = Map.copyOf(secrets);
            uses = List.copyOf(uses);
        }
    }

    /**
     * One verification request, GET only.
     *
     * @param path begins with {@code /}
     * @param status expected
     * @param contains text the body must hold; empty for any body
     * @param headers sent with it; kept in clear, so none of them is a secret
     */
    public record Check(String path, int status, String contains, Map<String, String> headers) {
        /** Without headers. */
        public Check(String path, int status, String contains) {
            this(path, status, contains, Map.of());
        }

        public Check {
            // Absent in records of versions that knew no headers.
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }
    }

    /**
     * How a new version comes in.
     *
     * @param kind canary, blue-green, rolling or recreate
     * @param steps traffic shares in percent, rising to 100; only for canary
     * @param dwell time at each step
     * @param bake least time at all traffic, the old version still beside it, before the new one is called good
     * @param warmup excluded from judgement after the start of an instance
     * @param maxErrorPercent error rate tolerated by absolute evidence
     */
    public record StrategyIntent(
            Kind kind, List<Integer> steps, Duration dwell, Duration bake, Duration warmup, double maxErrorPercent) {
        /** The four strategies. */
        public enum Kind {
            CANARY,
            BLUE_GREEN,
            ROLLING,
            RECREATE
        }

        public StrategyIntent {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A backing service.
     *
     * @param kind {@code postgres}, {@code redis}, ... as in the needs table
     * @param image as declared; empty when only a fact asks for it
     * @param environment the declaration's own variables, after interpolation; secret ones are in {@code secrets}
     * @param volumes as declared
     * @param ports container ports
     */
    public record Resource(
            String name,
            Resolved<String> kind,
            Resolved<String> image,
            Map<String, String> environment,
            Map<String, Secret> secrets,
            List<String> volumes,
            List<Integer> ports) {
        public Resource {
            environment = Map.copyOf(environment);
            secrets = Map.copyOf(secrets);
            volumes = List.copyOf(volumes);
            ports = List.copyOf(ports);
        }
    }

    /**
     * An environment.
     *
     * @param waivable gates that {@code --waive} may pass
     * @param trust signers whose imported evidence counts
     * @param freeze windows without deploys, as written
     * @param gates asked in addition to the fixed five
     * @param approvals who must approve where the gate {@code approval} is asked
     */
    public record Environment(
            EnvName name,
            String target,
            boolean production,
            List<GateId> waivable,
            List<String> trust,
            List<String> freeze,
            List<GateId> gates,
            Approvals approvals) {
        /** One approval of anybody, where one is asked at all. */
        public Environment(
                EnvName name,
                String target,
                boolean production,
                List<GateId> waivable,
                List<String> trust,
                List<String> freeze,
                List<GateId> gates) {
            this(name, target, production, waivable, trust, freeze, gates, Approvals.ANYBODY);
        }

        public Environment {
            waivable = List.copyOf(waivable);
            trust = List.copyOf(trust);
            freeze = List.copyOf(freeze);
            gates = List.copyOf(gates);
        }
    }

    /**
     * Who must approve a plan.
     *
     * @param role as written; empty when none is named. Nobody knows here who has it: it is shown, and the author of the plan
     *     cannot be among those who approve
     * @param count of distinct people
     */
    public record Approvals(String role, int count) {
        /** One person, the author too. */
        public static final Approvals ANYBODY = new Approvals("", 1);

        /** Whether the plan's author counts. */
        public boolean ofOthers() {
            return !role.isEmpty() || count > 1;
        }
    }

    /** The service with this name. */
    public Optional<Service> service(ServiceName name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The environment with this name. */
    public Optional<Environment> environment(EnvName name) {
        return environments.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
