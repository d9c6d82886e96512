package dev.slipway.intent;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Place;
import dev.slipway.base.Secret;
import dev.slipway.base.ServiceName;
import dev.slipway.plan.GateId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The declared intent: what the Compose file, {@code x-slipway} and {@code slipway.yaml} say, validated, interpolated, not
 * yet made one with the model. A repository without these files has an empty declaration.
 *
 * @param files those that were read, in the order they were merged
 * @param services applications, in the order of the file
 * @param resources backing services: known by image or by {@code kind}
 * @param skipped services that are declared and not shipped
 * @param settings top-level {@code x-slipway}
 * @param environments in promotion order; empty when none is declared
 * @param notes what deserves to be said and is no error
 */
public record Declaration(
        List<String> files,
        Given<AppName> name,
        List<Service> services,
        List<Resource> resources,
        List<Skipped> skipped,
        Settings settings,
        List<Environment> environments,
        List<Note> notes) {
    public Declaration {
        files = List.copyOf(files);
        services = List.copyOf(services);
        resources = List.copyOf(resources);
        skipped = List.copyOf(skipped);
        environments = List.copyOf(environments);
        notes = List.copyOf(notes);
    }

    /** Nothing declared: everything comes from the model. */
    public static Declaration empty() {
        return new Declaration(
                List.of(), Given.none(), List.of(), List.of(), List.of(), Settings.none(), List.of(), List.of());
    }

    /** This declaration with these notes. */
    Declaration with(List<Note> said) {
        return new Declaration(files, name, services, resources, skipped, settings, environments, said);
    }

    /** The service with this key of the file or this name. */
    public Optional<Service> service(String keyOrName) {
        return services.stream()
                .filter(s -> s.key().equals(keyOrName) || s.name().value().equals(keyOrName))
                .findFirst();
    }

    /** The resource with this name. */
    public Optional<Resource> resource(String name) {
        return resources.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** The environment with this name. */
    public Optional<Environment> environment(EnvName name) {
        return environments.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    /** Something to know about a place. */
    public record Note(Place place, String text) {}

    /** A service that is declared and not shipped, with the reason. */
    public record Skipped(String key, Place place, String reason) {}

    /**
     * An application service.
     *
     * @param key as written in the file; {@code depends_on} and {@code uses} say this word
     * @param name the key as a DNS label
     * @param build how it is built; none: an image, or the component of the model with this name
     * @param image as written; with {@code build} the tag it would get, without it what runs
     * @param command arguments after the entry point
     * @param environment all variables, those of {@code env_file} first and overridden
     * @param ports {@code ports} in order
     * @param expose container ports open to other services only
     * @param dependsOn in order
     * @param healthcheck Compose's
     * @param wishes {@code x-slipway}
     */
    public record Service(
            String key,
            ServiceName name,
            Place place,
            Given<Build> build,
            Given<String> image,
            Given<List<String>> entrypoint,
            Given<List<String>> command,
            Given<String> workingDir,
            Map<String, Variable> environment,
            List<Port> ports,
            List<Given.Value<Integer>> expose,
            List<Dependency> dependsOn,
            Given<Healthcheck> healthcheck,
            List<String> volumes,
            Given<Integer> replicas,
            Given<Duration> stopGrace,
            Wishes wishes) {
        public Service {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            ports = List.copyOf(ports);
            expose = List.copyOf(expose);
            dependsOn = List.copyOf(dependsOn);
            volumes = List.copyOf(volumes);
        }

        /** The application's own port: the first of {@code ports} over TCP, else of {@code expose}. */
        public Given<Integer> containerPort() {
            return ports.stream()
                    .filter(p -> p.protocol().equals("tcp"))
                    .findFirst()
                    .<Given<Integer>>map(p -> Given.of(p.container(), p.place()))
                    .orElseGet(() -> expose.isEmpty() ? Given.none() : expose.getFirst());
        }

        /** Path of the readiness probe: {@code x-slipway.health.ready} when it is a path, else from the health check. */
        public Given<String> healthPath() {
            Given<String> wished = wishes.ready().isGiven()
                            && wishes.ready().toOptional().orElseThrow() instanceof Probe.Path(String path)
                    ? wishes.ready().map(p -> path)
                    : Given.none();
            Given<String> checked =
                    healthcheck.toOptional().map(Healthcheck::path).orElse("").isEmpty()
                            ? Given.none()
                            : healthcheck.map(Healthcheck::path);
            return wished.or(checked);
        }

        /** Time to drain and stop: {@code x-slipway.stop}, else {@code stop_grace_period}. */
        public Given<Duration> stop() {
            return wishes.stop().or(stopGrace);
        }

        /** Entry point and command as one list, as the container would run them. */
        public Given<List<String>> commandLine() {
            if (!entrypoint.isGiven()) {
                return command;
            }
            List<String> whole =
                    new java.util.ArrayList<>(entrypoint.toOptional().orElseThrow());
            command.toOptional().ifPresent(whole::addAll);
            return entrypoint.map(e -> List.copyOf(whole));
        }
    }

    /**
     * How a service is built.
     *
     * @param context folder relative to the repository root, {@code .} for the root; a URL for a remote context
     * @param dockerfile relative to the repository root; none: {@code Dockerfile} in the context
     * @param target stage; empty for the last
     */
    public record Build(String context, Given<String> dockerfile, String target, Map<String, String> args) {
        public Build {
            args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
        }
    }

    /** A variable of a service. */
    public record Variable(String name, Content content, Place place) {
        /** The value, in clear only when it is no secret. */
        public sealed interface Content {
            /** May be shown. */
            record Plain(String text) implements Content {}

            /** Must appear nowhere in clear. */
            record Hidden(Secret secret) implements Content {}
        }
    }

    /**
     * A port.
     *
     * @param host 0 when the file leaves it open
     * @param address host address it is bound to, empty for all
     * @param protocol {@code tcp} or {@code udp}
     */
    public record Port(int container, int host, String address, String protocol, Place place) {}

    /**
     * What must come first.
     *
     * @param condition {@code service_started}, {@code service_healthy} or {@code service_completed_successfully}
     */
    public record Dependency(String key, String condition, Place place) {}

    /**
     * Compose's health check.
     *
     * @param command as it would run, {@code CMD} taken away; empty when disabled
     * @param path of the HTTP request in it, empty when it makes none
     * @param port of that request, 0 when it makes none
     * @param interval none when not declared
     */
    public record Healthcheck(List<String> command, String path, int port, Given<Duration> interval, boolean disabled) {
        public Healthcheck {
            command = List.copyOf(command);
        }
    }

    /** What is asked to learn whether an instance is well. */
    public sealed interface Probe {
        /** An HTTP GET of this path. */
        record Path(String path) implements Probe {}

        /** A command, exit 0 means well. */
        record Run(List<String> command) implements Probe {
            public Run {
                command = List.copyOf(command);
            }
        }
    }

    /**
     * {@code x-slipway} of a service.
     *
     * @param probePort where probes go; none: the service's own port
     * @param latency objective by percentile, for example {@code p95}
     * @param scaleMetric cpu, memory, rps, queue_depth or a PromQL expression
     * @param schedule five cron fields and a zone
     * @param secrets names of variables whose values are secret
     * @param cpuMillis CPU per request in milliseconds
     * @param memoryBytes working set
     */
    public record Wishes(
            Given<Intent.Role> role,
            Given<Expose> expose,
            Given<Probe> ready,
            Given<Probe> live,
            Given<Probe> start,
            Given<Integer> probePort,
            Given<List<Intent.Check>> verify,
            Given<Double> availabilityPercent,
            Map<String, Given.Value<Duration>> latency,
            Given<Integer> scaleMin,
            Given<Integer> scaleMax,
            Given<String> scaleMetric,
            Given<Double> scaleTarget,
            Given<List<String>> uses,
            Given<List<String>> migrate,
            Given<Schedule> schedule,
            Given<List<String>> secrets,
            Given<Duration> stop,
            Given<Double> cpuMillis,
            Given<Long> memoryBytes) {
        public Wishes {
            latency = Collections.unmodifiableMap(new LinkedHashMap<>(latency));
        }
    }

    /**
     * How a service is reached from outside.
     *
     * @param open false: not at all
     * @param host empty for the default
     */
    public record Expose(boolean open, String host, String path, boolean tls, boolean waf) {}

    /** When a cron service runs: five fields, and the time zone's name. */
    public record Schedule(String cron, String zone) {}

    /**
     * A backing service.
     *
     * @param name as written in the file
     * @param kind one of {@link ResourceKinds#ALL}; never none
     * @param image none when it is built or only has a kind
     * @param managed environments where the cloud's service takes its place
     * @param ports container ports
     */
    public record Resource(
            String name,
            Place place,
            Resolved<String> kind,
            Given<String> image,
            Given<List<String>> command,
            Map<String, Variable> environment,
            List<String> volumes,
            List<Port> ports,
            Given<Healthcheck> healthcheck,
            Given<List<String>> managed,
            Given<String> instanceClass,
            Given<Boolean> ha,
            Given<Duration> backupRpo,
            Given<Duration> backupRto,
            Given<Duration> backupKeep,
            Given<Integer> readReplicas) {
        public Resource {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            volumes = List.copyOf(volumes);
            ports = List.copyOf(ports);
        }
    }

    /**
     * Top-level {@code x-slipway}.
     *
     * @param budget amount and currency a month, for example {@code 500 USD}
     * @param channels {@code notify}: channel by severity
     * @param files mode by glob: managed, merged, once, frozen
     */
    public record Settings(
            Given<String> team,
            Given<Integer> users,
            Given<Double> rps,
            Given<Long> dataBytes,
            Given<List<String>> compliance,
            Given<List<String>> data,
            Given<List<String>> ci,
            Given<String> iac,
            Given<String> budget,
            Given<String> registry,
            Map<String, String> channels,
            Map<String, String> files) {
        public Settings {
            channels = Map.copyOf(channels);
            files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        }

        static Settings none() {
            return new Settings(
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Given.none(),
                    Map.of(),
                    Map.of());
        }
    }

    /**
     * One environment.
     *
     * @param size factor on replicas and instance sizes, 1 for 100 %
     * @param gates added to the fixed five
     * @param overrides keys of services with an inline override; {@link DeclarationReader} applies them when it reads for
     *     this environment
     */
    public record Environment(
            EnvName name,
            Place place,
            Given<String> target,
            Given<Boolean> production,
            Given<List<GateId>> waivable,
            Given<List<String>> trust,
            Given<String> cloud,
            Given<List<String>> regions,
            Given<String> active,
            Given<Double> size,
            Given<Strategy> strategy,
            Given<List<Gate>> gates,
            Given<List<String>> freeze,
            Given<EnvName> from,
            Given<String> domain,
            List<String> overrides) {
        public Environment {
            overrides = List.copyOf(overrides);
        }
    }

    /**
     * How a new version comes in, as far as it was said.
     *
     * @param steps percent, rising to 100
     * @param bake least time at all traffic before the old version goes
     */
    public record Strategy(
            Given<Intent.StrategyIntent.Kind> kind,
            Given<List<Integer>> steps,
            Given<Duration> dwell,
            Given<Duration> warmup,
            Given<Duration> bake,
            Given<Double> maxErrorPercent) {}

    /** A gate that an environment adds. */
    public sealed interface Gate {
        /** One that is known by its word: {@code slo}, {@code cost}, {@code monitoring}, or one of the fixed five. */
        record Named(String word) implements Gate {}

        /** People with this role, so many distinct ones. */
        record Approval(String role, int count) implements Gate {}

        /** An expression. */
        record Cel(String expression) implements Gate {}
    }
}
