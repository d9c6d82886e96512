package dev.slipway.app;

import dev.slipway.base.EnvName;
import dev.slipway.base.Scope;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.deploy.target.Target;
import dev.slipway.exec.keeper.KeeperInfo;
import dev.slipway.exec.process.PortHolder;
import dev.slipway.journal.Holder;
import dev.slipway.store.Releases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What runs: the record of deployments beside what target and data plane show. */
final class Statuses {
    private final Rooms rooms;

    Statuses(Rooms rooms) {
        this.rooms = rooms;
    }

    StatusReport report() throws InterruptedException {
        List<StatusReport.ServiceStatus> services = new ArrayList<>();
        for (Releases.Deployment last :
                rooms.database().inTransaction(tx -> tx.releases().latestOfEach())) {
            Optional<Releases.Deployment> serving =
                    rooms.database().inTransaction(tx -> tx.releases().current(last.scope()));
            boolean stuck = last.outcome() == Releases.Outcome.NEEDS_PERSON;
            if (serving.isPresent()) {
                services.add(service(serving.get(), last));
            } else if (stuck) {
                services.add(nothing(last));
            }
        }
        List<String> unfinished =
                rooms.journal().unfinished().stream().map(Statuses::words).toList();
        return new StatusReport(
                services,
                rooms.keeper().keeper().map(KeeperInfo::pid).orElse(0L),
                rooms.router().observe().isPresent(),
                unfinished);
    }

    private static String words(Holder holder) {
        return holder.purpose() + " by " + holder.caller().principal() + " since " + holder.since()
                + (holder.claimable() ? " (its process is gone; the next command takes it up)" : "");
    }

    /** A service of which nothing serves, because its rollout ended where a person must act. */
    private StatusReport.ServiceStatus nothing(Releases.Deployment last) {
        Scope scope = Scope.parse(last.scope());
        Attention attention = attention(scope, last);
        return new StatusReport.ServiceStatus(
                scope.app().value(),
                scope.service().value(),
                scope.environment().value(),
                "needs-person",
                last.url(),
                last.version(),
                last.digest().value(),
                last.release(),
                last.at().toString(),
                attention.text(),
                attention.next(),
                List.of());
    }

    /** What a person must see to, and the command that comes next. */
    private record Attention(String text, String next) {}

    private Attention attention(Scope scope, Releases.Deployment last) {
        String folder = rooms.database()
                .inTransaction(tx -> tx.applications().find(scope.app().value()))
                .map(a -> a.path())
                .orElse("DIR");
        String ship = "slipway ship '" + folder + "'"
                + (scope.environment().equals(EnvName.LOCAL) ? "" : " --env " + scope.environment());
        String taken = taken(scope);
        if (last.outcome() == Releases.Outcome.NEEDS_PERSON) {
            String what = "the rollout of " + last.version() + " needs a person: " + last.reason();
            return new Attention(taken.isEmpty() ? what : what + "; " + taken, ship + " --retry");
        }
        return taken.isEmpty()
                ? new Attention("", "")
                : new Attention(taken, "end that program: the proxy takes the port");
    }

    /** Who holds the public port when the proxy does not get it; empty when it has it. */
    private String taken(Scope scope) {
        return rooms.keeper().proxyStatus().stream()
                .flatMap(s -> s.ports().stream())
                .filter(p -> p.scope().equals(scope.key()) && !p.listening())
                .map(p -> "its port 127.0.0.1:" + p.port() + " is held by " + PortHolder.of(p.port()))
                .findFirst()
                .orElse("");
    }

    private StatusReport.ServiceStatus service(Releases.Deployment row, Releases.Deployment last)
            throws InterruptedException {
        Deployments.Deployment deployment = StoreDeployments.read(row);
        ReleaseSpec release = deployment.release();
        Scope scope = Scope.parse(row.scope());
        List<StatusReport.InstanceStatus> instances = new ArrayList<>();
        List<Target.Instance> seen = rooms.target().observe(release);
        for (Target.Instance i : seen) {
            Optional<ProcessState> state = rooms.keeper().state(i.id());
            instances.add(new StatusReport.InstanceStatus(
                    i.id(),
                    i.phase().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    state.map(ProcessState::pid).orElse(0L),
                    i.port(),
                    i.restarts(),
                    rooms.keeper().spec(i.id()).map(s -> s.log()).orElse(""),
                    i.phase() == Target.Phase.READY ? "" : i.message()));
        }
        Attention attention = attention(scope, last);
        return new StatusReport.ServiceStatus(
                scope.app().value(),
                scope.service().value(),
                scope.environment().value(),
                state(seen, release.instances()),
                row.url(),
                release.version(),
                release.digest().value(),
                release.id(),
                row.at().toString(),
                attention.text(),
                attention.next(),
                instances);
    }

    private static String state(List<Target.Instance> seen, int wanted) {
        long ready = seen.stream().filter(i -> i.phase() == Target.Phase.READY).count();
        if (seen.isEmpty()) {
            return "stopped";
        }
        return ready >= wanted ? "live" : ready > 0 ? "degraded" : "down";
    }
}
