package dev.slipway.app;

import dev.slipway.base.Scope;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.deploy.target.Target;
import dev.slipway.exec.keeper.KeeperInfo;
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
        for (Releases.Deployment row :
                rooms.database().inTransaction(tx -> tx.releases().serving(""))) {
            services.add(service(row));
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

    private StatusReport.ServiceStatus service(Releases.Deployment row) throws InterruptedException {
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
