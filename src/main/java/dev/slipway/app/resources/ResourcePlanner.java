package dev.slipway.app.resources;

import dev.slipway.base.AppName;
import dev.slipway.base.EnvName;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.base.Secret;
import dev.slipway.base.ServiceName;
import dev.slipway.exec.engine.Engine;
import dev.slipway.exec.files.FileView;
import dev.slipway.intent.Intent;
import dev.slipway.secrets.SecretStore;
import dev.slipway.store.ApplicationDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Chooses where each backing service comes from. With docker or podman at hand the declared image runs on loopback. Without,
 * PostgreSQL comes from the embedded binaries; any other store is a problem that gives both ways out.
 *
 * <p>Passwords and addresses are settled here, before the plan, because the services' variables hold them; nothing is started.
 */
public final class ResourcePlanner {
    private static final int CUSTOMARY_POSTGRES = 5432;

    private static final Pattern HOST = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.:-]{0,40}://(?:[^@/?#]*@)?([^:/?#@,]+)");

    private final SecretStore secrets;
    private final ResourcePorts ports;
    private final Optional<Engine> engine;
    private final Supplier<Set<String>> extensions;

    /** @param extensions of the embedded PostgreSQL; asked only when an application wants one */
    public ResourcePlanner(
            SecretStore secrets, ResourcePorts ports, Optional<Engine> engine, Supplier<Set<String>> extensions) {
        this.extensions = extensions;
        this.secrets = secrets;
        this.ports = ports;
        this.engine = engine;
    }

    /** The orders and the endpoints that services are wired to, in the same order. */
    public record Planned(List<ResourceOrder> orders, List<Wiring.Endpoint> endpoints) {
        public Planned {
            orders = List.copyOf(orders);
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * @param services who needs them; a store whose address they all declare themselves is left to whoever runs it
     * @param view the repository, searched for extensions
     * @throws dev.slipway.base.SlipwayException naming every store that cannot be had here
     */
    public Planned plan(
            AppName app,
            EnvName environment,
            List<Intent.Resource> resources,
            List<Intent.Service> services,
            FileView view)
            throws InterruptedException {
        List<Problem> problems = new ArrayList<>();
        List<ResourceOrder> orders = new ArrayList<>();
        List<Wiring.Endpoint> endpoints = new ArrayList<>();
        for (Intent.Resource resource : resources) {
            boolean postgres = resource.kind().value().equals("postgres");
            boolean declaredImage = !resource.image().value().isEmpty();
            if (elsewhere(resource, services)) {
                continue;
            }
            if (engine.isPresent() && declaredImage) {
                container(app, environment, resource, orders, endpoints);
            } else if (postgres) {
                List<Problem> lacking = lacking(resource, view);
                problems.addAll(lacking);
                if (lacking.isEmpty()) {
                    embedded(app, environment, resource, orders, endpoints);
                }
            } else {
                problems.add(cannot(resource));
            }
        }
        if (!problems.isEmpty()) {
            throw new dev.slipway.base.SlipwayException(problems);
        }
        return new Planned(orders, endpoints);
    }

    /** Extensions that this resource's users ask for and the embedded binaries lack. */
    private List<Problem> lacking(Intent.Resource resource, FileView view) {
        List<Extensions.Wanted> wanted = new ArrayList<>(Extensions.of(resource));
        wanted.addAll(Extensions.of(view));
        if (wanted.isEmpty()) {
            return List.of();
        }
        Set<String> here = extensions.get();
        return wanted.stream()
                .filter(w -> !here.contains(w.name()))
                .map(w -> lacking(resource, w))
                .toList();
    }

    private static Problem lacking(Intent.Resource resource, Extensions.Wanted wanted) {
        String image = resource.image().value();
        String shown = !image.isEmpty()
                ? image
                : switch (wanted.name()) {
                    case "vector" -> "pgvector/pgvector:pg18";
                    case "postgis" -> "postgis/postgis:18-3.6";
                    case "timescaledb" -> "timescale/timescaledb:latest-pg18";
                    default -> "an image of PostgreSQL that has it";
                };
        return new Problem(
                Exit.SURROUNDINGS,
                "the embedded PostgreSQL has no extension '" + wanted.name() + "', which '" + resource.name()
                        + "' needs",
                wanted.where(),
                "it has the trusted extensions that PostgreSQL itself brings and no others",
                elsewhere(resource, "docker run -d -e POSTGRES_PASSWORD=… -p 127.0.0.1:5432:5432 " + shown));
    }

    /** Whether every service that needs it declares where it is: {@code NAME_URL} with a host that is not its own name. */
    static boolean elsewhere(Intent.Resource resource, List<Intent.Service> services) {
        List<Intent.Service> users = services.stream()
                .filter(s -> s.uses().contains(resource.name()))
                .toList();
        return !users.isEmpty() && users.stream().allMatch(s -> declares(s, resource));
    }

    private static boolean declares(Intent.Service service, Intent.Resource resource) {
        List<String> names = resource.kind().value().equals("postgres")
                ? List.of(variable(resource), "DATABASE_URL")
                : List.of(variable(resource));
        return Wiring.declared(service, names).anyMatch(v -> {
            var host = HOST.matcher(v);
            return host.find() && !host.group(1).equals(resource.name());
        });
    }

    private static String variable(Intent.Resource resource) {
        return resource.name().toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_URL";
    }

    private static String elsewhere(Intent.Resource resource, String command) {
        return "start it elsewhere, for example `" + command + "`, and set " + variable(resource)
                + " in the environment of each service that needs it";
    }

    private void embedded(
            AppName app,
            EnvName environment,
            Intent.Resource resource,
            List<ResourceOrder> orders,
            List<Wiring.Endpoint> endpoints)
            throws InterruptedException {
        Scope scope = Scope.local(app, ServiceName.slug(resource.name()), environment);
        ApplicationDatabases.Reserved reserved = ApplicationDatabases.reserve(secrets.files(), scope, "postgres");
        String database = reserved.database();
        String reference = reserved.password();
        int port = ports.embeddedPostgres();
        orders.add(new ResourceOrder(
                app.value(),
                environment.value(),
                resource.name(),
                "postgres",
                ResourceOrder.How.EMBEDDED_POSTGRES,
                resource.image().value(),
                database,
                reference,
                Map.of(),
                Map.of(),
                List.of(),
                port,
                CUSTOMARY_POSTGRES,
                versionNote(resource.image().value())));
        endpoints.add(new Wiring.Endpoint(resource, "127.0.0.1", port, database, database, secrets.get(reference)));
    }

    private void container(
            AppName app,
            EnvName environment,
            Intent.Resource resource,
            List<ResourceOrder> orders,
            List<Wiring.Endpoint> endpoints) {
        String scope = "resource/" + app + "/" + environment + "/" + resource.name();
        Map<String, String> references = new TreeMap<>();
        resource.secrets().forEach((name, value) -> references.put(name, secrets.put(scope + "/" + name, value)));
        int inside = resource.ports().isEmpty()
                ? customaryPort(resource.kind().value())
                : resource.ports().getFirst();
        int port = ports.container(scope);
        orders.add(new ResourceOrder(
                app.value(),
                environment.value(),
                resource.name(),
                resource.kind().value(),
                ResourceOrder.How.CONTAINER,
                resource.image().value(),
                "",
                "",
                resource.environment(),
                references,
                resource.volumes(),
                port,
                inside,
                ""));
        Map<String, String> declared = resource.environment();
        String user = declared.getOrDefault("POSTGRES_USER", "postgres");
        Secret declaredPassword = resource.secrets().get("POSTGRES_PASSWORD");
        endpoints.add(new Wiring.Endpoint(
                resource,
                "127.0.0.1",
                port,
                user,
                declared.getOrDefault("POSTGRES_DB", user),
                declaredPassword == null
                        ? Secret.of(declared.getOrDefault("POSTGRES_PASSWORD", ""))
                        : declaredPassword));
    }

    private static String versionNote(String image) {
        var major = java.util.regex.Pattern.compile(":(\\d{1,2})\\b").matcher(image);
        return major.find() && !major.group(1).equals("18") ? "PostgreSQL 18 stands in for the declared " + image : "";
    }

    private static int customaryPort(String kind) {
        return switch (kind) {
            case "postgres" -> CUSTOMARY_POSTGRES;
            case "mysql", "mariadb" -> 3306;
            case "mongo" -> 27_017;
            case "redis" -> 6379;
            case "rabbitmq" -> 5672;
            case "kafka" -> 9092;
            case "nats" -> 4222;
            case "elasticsearch", "opensearch" -> 9200;
            case "sqlserver" -> 1433;
            case "oracle" -> 1521;
            default -> 8080;
        };
    }

    private static Problem cannot(Intent.Resource resource) {
        String kind = resource.kind().value();
        int port = customaryPort(kind);
        String image =
                resource.image().value().isEmpty() ? kind : resource.image().value();
        return new Problem(
                Exit.SURROUNDINGS,
                "the " + kind + " store '" + resource.name() + "' cannot be started on this machine",
                resource.kind().origin().text(),
                "it needs docker or podman, and neither answers",
                elsewhere(resource, "docker run -d -p 127.0.0.1:" + port + ":" + port + " " + image));
    }
}
