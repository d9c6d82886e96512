package dev.slipway.deploy.sim;

import dev.slipway.base.Bounds;
import dev.slipway.deploy.rollout.Effect;
import dev.slipway.deploy.rollout.Observation;
import dev.slipway.deploy.rollout.Observation.Phase;
import dev.slipway.deploy.rollout.RouteGoal;
import dev.slipway.deploy.rollout.Strategy;
import dev.slipway.deploy.rollout.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Instances, keeper, proxy, visitors and prober, in virtual milliseconds. */
final class World {
    /** Ends after which the keeper leaves an instance down. */
    private static final int CRASH_LOOP = 5;

    private final Scenario scenario;
    private final SplittableRandom random;
    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Counts> counts = new LinkedHashMap<>();
    private int nextInstance;

    private long now;
    private RouteGoal inForce = RouteGoal.NOWHERE;
    private long leaseUntil;
    private RouteGoal written = RouteGoal.NOWHERE;
    private long writtenLease;
    private long appliesAt = Long.MAX_VALUE;
    private long highestEpoch;
    private long badGateway;
    private long proxyBackAt;
    private long countersBackAt;
    private long instancesBackAt;

    /** One process. */
    private static final class Instance {
        final String release;
        final String id;
        long readyAt;
        long diesAt = Behaviour.NEVER;
        long restartsAt = Behaviour.NEVER;
        long goneAt = Behaviour.NEVER;
        boolean loop;
        int ends;

        Instance(String release, String id) {
            this.release = release;
            this.id = id;
        }

        Phase phase(long now) {
            if (loop) {
                return Phase.CRASH_LOOP;
            }
            return restartsAt != Behaviour.NEVER ? Phase.DEAD : now >= readyAt ? Phase.READY : Phase.STARTING;
        }
    }

    /** Cumulative counters of one release. */
    private static final class Counts {
        long visitors;
        long errors;
        long verified;
        long wrong;
        long lastVisitorAt = Long.MIN_VALUE / 2;
    }

    World(Scenario scenario, SplittableRandom random) {
        this.scenario = scenario;
        this.random = random;
        String old = scenario.rollout().old();
        if (!old.isEmpty()) {
            start(old, scenario.rollout().oldInstances());
            for (Instance i : instances) {
                i.readyAt = 0;
            }
            inForce = new RouteGoal(List.of(new Weight(old, Strategy.ALL)), old, false);
            written = inForce;
        }
    }

    long now() {
        return now;
    }

    private Behaviour behaviour(String release) {
        return release.equals(Scenario.NEW) ? scenario.fresh() : scenario.old();
    }

    /** Lets time pass in small steps; {@code probed} gets this many verification requests a second each. */
    void advance(long millis, List<String> probed, int perSecond, Runnable eachStep) {
        long left = millis;
        while (left > 0) {
            // Hours of a dead control plane need no fine steps, and few visitors to tell the story.
            boolean coarse = left > 120_000;
            long step = Math.min(left, coarse ? 20_000 : 100);
            now += step;
            left -= step;
            live();
            applyRoute();
            visit(coarse ? 100 : step);
            for (String release : probed) {
                probe(release, step * perSecond / 1000.0);
            }
            eachStep.run();
        }
    }

    private void live() {
        instances.removeIf(i -> now >= i.goneAt);
        for (Instance i : instances) {
            Behaviour b = behaviour(i.release);
            boolean startFails = b.endsAtStart() && i.restartsAt == Behaviour.NEVER && !i.loop && now >= i.readyAt;
            boolean dies = i.phase(now) == Phase.READY && now >= i.diesAt;
            if (startFails || dies) {
                end(i, b);
            } else if (!i.loop && now >= i.restartsAt) {
                i.restartsAt = Behaviour.NEVER;
                boot(i, b);
            }
        }
    }

    private void end(Instance i, Behaviour b) {
        i.ends++;
        if (i.ends >= CRASH_LOOP || b.staysDead() && !b.endsAtStart()) {
            i.loop = true;
        } else {
            i.restartsAt = now + b.restartMillis();
        }
    }

    private void boot(Instance i, Behaviour b) {
        i.readyAt = b.neverReady() ? Behaviour.NEVER : now + b.readyMillis();
        i.diesAt = b.diesAfterMillis() == Behaviour.NEVER ? Behaviour.NEVER : i.readyAt + b.diesAfterMillis();
    }

    private void applyRoute() {
        if (now >= appliesAt && now >= proxyBackAt) {
            inForce = written;
            leaseUntil = writtenLease;
            appliesAt = Long.MAX_VALUE;
        }
    }

    boolean stableOnly() {
        return inForce.leased() && now >= leaseUntil;
    }

    RouteGoal inForce() {
        return inForce;
    }

    /** The share of visitors that a release gets at this moment, basis points. */
    int effective(String release) {
        if (stableOnly()) {
            return release.equals(inForce.stable()) ? Strategy.ALL : 0;
        }
        return inForce.weight(release);
    }

    int ready(String release) {
        return (int) instances.stream()
                .filter(i -> i.release.equals(release) && i.phase(now) == Phase.READY && i.goneAt == Behaviour.NEVER)
                .count();
    }

    /** Processes that exist, whatever they do. */
    int alive(String release) {
        return (int) instances.stream()
                .filter(i -> i.release.equals(release) && i.phase(now) != Phase.CRASH_LOOP)
                .count();
    }

    int listed(String release) {
        return (int) instances.stream().filter(i -> i.release.equals(release)).count();
    }

    long answers(String release) {
        Counts c = counts(release);
        return c.visitors + c.verified;
    }

    private Counts counts(String release) {
        return counts.computeIfAbsent(release, r -> new Counts());
    }

    private void visit(long millis) {
        if (now < proxyBackAt) {
            return;
        }
        int visitors = rounded(scenario.visitorsPerSecond() * millis / 1000.0);
        for (int v = 0; v < visitors; v++) {
            int at = random.nextInt(Strategy.ALL);
            String release =
                    at < effective(Scenario.NEW) ? Scenario.NEW : effective(Scenario.OLD) > 0 ? Scenario.OLD : "";
            if (release.isEmpty()) {
                continue;
            }
            if (ready(release) == 0) {
                badGateway++;
                continue;
            }
            Counts c = counts(release);
            c.visitors++;
            c.errors += random.nextDouble() < behaviour(release).errorRate() ? 1 : 0;
            c.lastVisitorAt = now;
        }
    }

    private void probe(String release, double wanted) {
        if (ready(release) == 0) {
            return;
        }
        Counts c = counts(release);
        int probes = rounded(wanted);
        c.verified += probes;
        for (int i = 0; i < probes; i++) {
            c.wrong += random.nextDouble() < behaviour(release).wrongRate() ? 1 : 0;
        }
    }

    private int rounded(double value) {
        return (int) value + (random.nextDouble() < value - Math.floor(value) ? 1 : 0);
    }

    /** The prober lives in the control plane: its counters begin again with it. */
    void controlPlaneDied() {
        counts.values().forEach(c -> {
            c.verified = 0;
            c.wrong = 0;
        });
    }

    /** What a look shows; sometimes less than there is. */
    Observation observe() {
        if (random.nextDouble() < scenario.blindChance() * 0.4) {
            long until = now + random.nextInt(random.nextInt(5) == 0 ? 15_000 : 3_000);
            switch (random.nextInt(3)) {
                case 0 -> proxyBackAt = until;
                case 1 -> countersBackAt = until;
                default -> instancesBackAt = until;
            }
            if (random.nextInt(3) == 0) {
                // The proxy began again: so did its counters.
                counts.values().forEach(c -> {
                    c.visitors = 0;
                    c.errors = 0;
                });
            }
        }
        boolean known = now >= instancesBackAt;
        boolean reachable = now >= proxyBackAt;
        List<Observation.Instance> seen = instances.stream()
                .filter(i -> i.goneAt == Behaviour.NEVER || now < i.goneAt)
                .map(i -> new Observation.Instance(
                        i.release, i.id, i.phase(now), i.ends, i.ends > 0 ? "exit status 1" : ""))
                .toList();
        Observation.Route route = reachable
                ? new Observation.Route(
                        true,
                        appliesAt == Long.MAX_VALUE,
                        stableOnly(),
                        inForce.weights(),
                        inForce.stable(),
                        inForce.leased(),
                        badGateway)
                : Observation.Route.UNREACHABLE;
        String gap = scenario.blind() || now < countersBackAt || !reachable ? "the counters cannot be read" : "";
        return new Observation(known ? seen : List.of(), known, route, gap.isEmpty() ? arms() : List.of(), gap);
    }

    private List<Observation.Arm> arms() {
        List<Observation.Arm> arms = new ArrayList<>();
        counts.forEach((release, c) -> {
            boolean busy = effective(release) > 0 || now - c.lastVisitorAt < 500 || scenario.stuckRequest();
            arms.add(new Observation.Arm(
                    release, c.visitors, c.errors, 0, c.verified, c.wrong, 0, busy && c.visitors > 0 ? 1 : 0));
        });
        return arms;
    }

    /** Does an effect with the epoch of its writer; an older writer than the newest seen is refused. */
    void perform(Effect effect, long epoch) {
        if (epoch < highestEpoch) {
            return;
        }
        highestEpoch = epoch;
        switch (effect) {
            case Effect.StartInstances(String id, String release, int count) -> start(release, count);
            case Effect.StopInstances(String id, String release, int keep) -> stop(release, keep);
            case Effect.SetRoute(String id, RouteGoal goal) -> write(goal, now + Bounds.ROUTE_LEASE.toMillis());
            case Effect.RenewLease(String id) -> {
                writtenLease = now + Bounds.ROUTE_LEASE.toMillis();
                leaseUntil = appliesAt == Long.MAX_VALUE && inForce.leased() ? writtenLease : leaseUntil;
            }
            case Effect.Drain(String id, String release) -> {}
        }
    }

    private void write(RouteGoal goal, long lease) {
        if (goal.equals(written) && appliesAt != Long.MAX_VALUE) {
            writtenLease = lease;
            return;
        }
        written = goal;
        writtenLease = lease;
        appliesAt = now + random.nextInt(scenario.lagMillis());
    }

    private void start(String release, int count) {
        // Asked for again, an instance that was left down is started anew.
        instances.removeIf(i -> i.release.equals(release) && i.loop && release.equals(Scenario.OLD));
        while (listed(release) < count) {
            Instance i = new Instance(release, release + "-" + nextInstance++);
            boot(i, behaviour(release));
            instances.add(i);
        }
    }

    private void stop(String release, int keep) {
        List<Instance> leaving = new ArrayList<>(instances.stream()
                .filter(i -> i.release.equals(release))
                .sorted(java.util.Comparator.comparing((Instance i) -> i.phase(now) == Phase.READY))
                .toList());
        int surplus = leaving.size() - keep;
        for (int i = 0; i < surplus; i++) {
            Instance instance = leaving.get(i);
            instance.goneAt = Math.min(instance.goneAt, now + random.nextInt(1_500));
        }
    }
}
