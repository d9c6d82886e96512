package dev.slipway.deploy;

import dev.slipway.base.Scope;
import dev.slipway.base.wire.Json;
import dev.slipway.base.wire.ProxyReport;
import dev.slipway.base.wire.RouteTable;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.rollout.Observation;
import dev.slipway.deploy.rollout.RolloutMachine;
import dev.slipway.deploy.rollout.RolloutState;
import dev.slipway.deploy.rollout.SlowBound;
import dev.slipway.deploy.rollout.Weight;
import dev.slipway.deploy.router.Router;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.deploy.target.Target;
import dev.slipway.deploy.verify.Prober;
import dev.slipway.exec.http.Http;
import dev.slipway.exec.keeper.KeeperDoor;
import dev.slipway.intent.Intent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees the world for a rollout: instances from the target, weights and counters from the data plane, answers to verification
 * requests from a prober of its own. What cannot be seen is said so.
 */
public final class Observer implements AutoCloseable {
    private final Target target;
    private final Router router;
    private final KeeperDoor keeper;
    private final Http http;
    private final TraceSink traces;
    private final Map<String, Prober> probers = new ConcurrentHashMap<>();

    public Observer(Target target, Router router, KeeperDoor keeper, Http http, TraceSink traces) {
        this.target = target;
        this.router = router;
        this.keeper = keeper;
        this.http = http;
        this.traces = traces;
    }

    /** Where the points of a rollout's plots go; lost points cost a plot, never a decision. */
    @FunctionalInterface
    public interface TraceSink {
        /** One look, as JSON of {@link Point}. */
        void add(String deployment, String point);
    }

    /** One look, for the report. */
    public record Point(
            long atMillis, String state, String summary, int weight, List<Observation.Arm> arms, Judged judged) {}

    /**
     * The judge's numbers at that look.
     *
     * @param e see {@link dev.slipway.deploy.judge.Evidence}, and {@code bound}
     */
    public record Judged(double e, double bound) {}

    Observation observe(RolloutOrder order, RolloutState state) throws InterruptedException {
        List<Observation.Instance> instances = new ArrayList<>();
        Map<String, List<Target.Instance>> ready = new java.util.TreeMap<>();
        for (ReleaseSpec release : order.releases()) {
            List<Target.Instance> seen = target.observe(release);
            ready.put(
                    release.id(),
                    seen.stream().filter(i -> i.phase() == Target.Phase.READY).toList());
            seen.forEach(i -> instances.add(
                    new Observation.Instance(release.id(), i.id(), phase(i.phase()), i.restarts(), i.message())));
        }
        if (order.port() == 0) {
            return new Observation(instances, true, Observation.Route.NONE, List.of(), "");
        }
        Optional<ProxyReport> report = router.observe();
        Optional<ProxyReport.RouteReport> route = report.flatMap(r -> r.routes().stream()
                .filter(x -> x.scope().equals(order.rollout().scope()))
                .findFirst());
        aim(order, state, ready, route);
        List<Observation.Arm> arms =
                order.releases().stream().map(r -> arm(order, r, route)).toList();
        return new Observation(
                instances,
                true,
                route(report, route, order),
                arms,
                report.isEmpty() ? "the proxy does not answer" : "");
    }

    private Observation.Route route(
            Optional<ProxyReport> report, Optional<ProxyReport.RouteReport> inForce, RolloutOrder order) {
        if (report.isEmpty()) {
            return Observation.Route.UNREACHABLE;
        }
        boolean newest = report.get().epoch() == router.epoch();
        if (inForce.isEmpty()) {
            return new Observation.Route(true, newest, false, List.of(), "", false, 0);
        }
        if (order.rollout().first() && portLost(order)) {
            // The table is in force and another program gets the visitors: nothing of ours is served.
            return new Observation.Route(true, false, false, List.of(), "", false, 0);
        }
        List<Weight> weights = inForce.get().arms().stream()
                .map(a -> new Weight(a.arm(), a.weight()))
                .toList();
        // What holds the weights is written in the table of the epoch that the proxy reports.
        var table = router.get(Scope.parse(order.rollout().scope()));
        boolean leased = table.map(RouteTable.Route::leaseUntilMillis).orElse(Long.MAX_VALUE) != Long.MAX_VALUE;
        String stable = table.map(RouteTable.Route::stable).orElse("");
        return new Observation.Route(
                true,
                newest,
                inForce.get().stableOnly(),
                weights,
                stable,
                leased,
                inForce.get().badGateway());
    }

    private boolean portLost(RolloutOrder order) {
        return keeper.proxyStatus().stream()
                .flatMap(s -> s.ports().stream())
                .anyMatch(p -> p.scope().equals(order.rollout().scope()) && !p.listening());
    }

    private Observation.Arm arm(RolloutOrder order, ReleaseSpec release, Optional<ProxyReport.RouteReport> route) {
        Prober.Seen probed = prober(order).seen(release.id());
        Optional<ProxyReport.ArmReport> counted = route.flatMap(
                r -> r.arms().stream().filter(a -> a.arm().equals(release.id())).findFirst());
        return new Observation.Arm(
                release.id(),
                counted.map(ProxyReport.ArmReport::visitors).orElse(0L),
                counted.map(ProxyReport.ArmReport::errors).orElse(0L),
                counted.map(a -> SlowBound.above(a.latencies(), order.rollout().slowAboveMillis()))
                        .orElse(0L),
                probed.verified(),
                probed.wrong(),
                probed.unverifiable(),
                counted.map(ProxyReport.ArmReport::inFlight).orElse(0L));
    }

    /** The first release is asked directly, before any route leads to it; later ones through the proxy, arm by arm. */
    private void aim(
            RolloutOrder order,
            RolloutState state,
            Map<String, List<Target.Instance>> ready,
            Optional<ProxyReport.RouteReport> route) {
        List<Prober.Aim> aims = new ArrayList<>();
        List<String> wanted = RolloutMachine.verifying(order.rollout(), state);
        for (String id : wanted) {
            boolean routed = route.stream()
                    .flatMap(r -> r.arms().stream())
                    .anyMatch(a -> a.arm().equals(id));
            if (routed) {
                throughProxy(order, id).ifPresent(aims::add);
            } else {
                ready.getOrDefault(id, List.of()).stream().findFirst().ifPresent(i -> aims.add(directly(order, id, i)));
            }
        }
        prober(order).aim(aims, RolloutMachine.verificationsPerSecond(order.rollout(), state));
    }

    private static Prober.Aim directly(RolloutOrder order, String id, Target.Instance instance) {
        URI base = URI.create("http://" + instance.host() + ":" + instance.port());
        return new Prober.Aim(id, base, Map.of(), checks(order.release()));
    }

    private Optional<Prober.Aim> throughProxy(RolloutOrder order, String id) {
        return keeper.proxyAdmin()
                .map(admin -> new Prober.Aim(
                        id,
                        URI.create("http://127.0.0.1:" + order.port()),
                        Map.of("X-Slipway-Verify", admin.token(), "X-Slipway-Arm", id),
                        checks(order.release())));
    }

    /** The new release's checks for both arms: the old one is only the yardstick. */
    private static List<Intent.Check> checks(ReleaseSpec release) {
        if (!release.verify().isEmpty()) {
            return release.verify();
        }
        return List.of(
                release.health().isEmpty()
                        ? new Intent.Check("/", Prober.ANY_ANSWER, "")
                        : new Intent.Check(release.health(), 0, ""));
    }

    private Prober prober(RolloutOrder order) {
        return probers.computeIfAbsent(order.rollout().id(), id -> new Prober(http));
    }

    void trace(RolloutOrder order, RolloutState state, Observation seen, Instant now, String summary) {
        int weight = seen.route().weights().stream()
                .filter(w -> w.release().equals(order.release().id()))
                .mapToInt(Weight::basisPoints)
                .sum();
        Evidence evidence = RolloutMachine.evidence(order.rollout(), state);
        traces.add(
                order.rollout().id(),
                Json.write(new Point(
                        now.toEpochMilli(),
                        state.getClass().getSimpleName(),
                        summary,
                        weight,
                        seen.arms(),
                        new Judged(evidence.e(), evidence.bound()))));
    }

    void forget(String deployment) {
        Prober prober = probers.remove(deployment);
        if (prober != null) {
            prober.close();
        }
    }

    private static Observation.Phase phase(Target.Phase phase) {
        return switch (phase) {
            case STARTING -> Observation.Phase.STARTING;
            case READY -> Observation.Phase.READY;
            case DEAD -> Observation.Phase.DEAD;
            case CRASH_LOOP -> Observation.Phase.CRASH_LOOP;
        };
    }

    @Override
    public void close() {
        List.copyOf(probers.keySet()).forEach(this::forget);
    }
}
