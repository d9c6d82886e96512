package dev.slipway.app.ship;

import dev.slipway.app.Registry;
import dev.slipway.app.Rooms;
import dev.slipway.app.resources.ResourcePlanner;
import dev.slipway.app.resources.Wiring;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.base.wire.ProxyReport;
import dev.slipway.deploy.rollout.SlowBound;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.process.PortHolder;
import dev.slipway.intent.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns artifacts into releases: configuration, secrets by reference, runtime, public port. Nothing is started; secrets go
 * into the encrypted store, because from here on only references travel.
 */
final class Desiring {
    private final Rooms rooms;

    Desiring(Rooms rooms) {
        this.rooms = rooms;
    }

    /** What shall run, and the backing services it needs. */
    record Desired(List<Planner.Desired> services, ResourcePlanner.Planned resources) {
        Desired {
            services = List.copyOf(services);
        }
    }

    Desired desire(Assessed assessed, List<Packed> packed) throws InterruptedException {
        Intent intent = assessed.intent();
        List<Intent.Resource> used = intent.resources().stream()
                .filter(r -> packed.stream().anyMatch(p -> p.service().uses().contains(r.name())))
                .toList();
        ResourcePlanner.Planned resources = rooms.resources()
                .plan(
                        intent.app().value(),
                        assessed.environment().name(),
                        used,
                        packed.stream().map(Packed::service).toList(),
                        assessed.view());
        Optional<ProxyReport> report = rooms.router().observe();
        List<Planner.Desired> services = new ArrayList<>();
        for (Packed one : packed) {
            Scope scope = Planner.scope(
                    intent.app().value(),
                    one.service().name(),
                    assessed.environment().name());
            boolean routed = one.service().role().value().routed();
            int port = routed ? rooms.registry().publicPort(scope) : 0;
            if (routed) {
                demandPort(scope, port);
            }
            ReleaseSpec release = release(assessed, one, scope, resources.endpoints());
            services.add(new Planner.Desired(release, one.service(), port, slowAbove(report, scope)));
        }
        return new Desired(services, resources);
    }

    /** A public port is kept for life; meanwhile another program may have taken it, and would get our visitors. */
    private void demandPort(Scope scope, int port) {
        String held = rooms.router().get(scope).isPresent()
                ? rooms.keeper().proxyStatus().stream()
                        .flatMap(s -> s.ports().stream())
                        .filter(p -> p.scope().equals(scope.key()) && !p.listening())
                        .map(p -> PortHolder.of(port) + " listens there")
                        .findFirst()
                        .orElse("")
                : Registry.free(port) ? "" : PortHolder.of(port) + " listens there";
        if (!held.isEmpty()) {
            throw new Problem(
                            Exit.SURROUNDINGS,
                            "the port of " + scope.service() + " is taken",
                            "127.0.0.1:" + port,
                            held,
                            "end that program, then ship again: " + scope.service() + " keeps its address for life")
                    .asException();
        }
    }

    private ReleaseSpec release(Assessed assessed, Packed packed, Scope scope, List<Wiring.Endpoint> endpoints)
            throws InterruptedException {
        Intent.Service service = packed.service();
        List<Wiring.Endpoint> own = endpoints.stream()
                .filter(e -> service.uses().contains(e.resource().name()))
                .toList();
        Map<String, String> customary = new TreeMap<>(packed.image().environment());
        Wiring.Wired wired = Wiring.wire(service, customary, own);
        List<String> wanted = service.command().value().isEmpty()
                ? packed.image().start()
                : service.command().value();
        Runtimes.Start start = new Runtimes(rooms.toolbox(), rooms.runtime())
                .start(wanted, packed.component().recipe(), packed.release());
        Map<String, String> environment = new TreeMap<>(Hosted.base(start.command()));
        wired.environment()
                .forEach((name, value) -> environment.put(
                        name, packed.release().resolve(List.of(value)).getFirst()));
        // A declared PORT is the container's; here the target assigns one, unless the program asks nobody.
        environment.put("PORT", packed.component().recipe().environment().getOrDefault("PORT", "${PORT}"));
        return new ReleaseSpec(
                        "",
                        scope.key(),
                        service.name().value(),
                        assessed.version().value(),
                        packed.image().digest(),
                        packed.release().tree(),
                        start.command(),
                        start.runtime(),
                        environment,
                        rooms.secrets().putAll(scope, wired.secrets()),
                        folder(packed),
                        service.role().value().routed(),
                        service.health().value(),
                        service.verify().value(),
                        Math.max(1, service.replicas().value()),
                        service.stop().value().toMillis())
                .identified();
    }

    /** The image's working folder below the release; {@code app} when the image says nothing. */
    private static String folder(Packed packed) {
        String inside = packed.image().workingDir().replaceAll("^/+", "");
        boolean there =
                java.nio.file.Files.isDirectory(packed.release().folder().resolve(inside));
        return there ? inside : "";
    }

    private static int slowAbove(Optional<ProxyReport> report, Scope scope) {
        return report.stream()
                .flatMap(r -> r.routes().stream())
                .filter(r -> r.scope().equals(scope.key()))
                .flatMap(r -> r.arms().stream())
                .filter(a -> a.weight() == 10_000)
                .mapToInt(a -> SlowBound.choose(a.latencies()))
                .findFirst()
                .orElse(0);
    }
}
