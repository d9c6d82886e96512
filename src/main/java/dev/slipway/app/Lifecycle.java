package dev.slipway.app;

import dev.slipway.app.ship.Rolling;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.base.EnvName;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.judge.JudgeSettings;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Strategy;
import dev.slipway.deploy.rollout.Timeouts;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Toolbox;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import dev.slipway.store.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Rollback, stop, up: the same plans, executor and machine as a ship, without a build. */
final class Lifecycle {
    /** For everything on this machine to end. */
    private static final Duration STOP_ALL = Duration.ofSeconds(90);

    private final Rooms rooms;
    private final Rolling rolling;

    Lifecycle(Rooms rooms, Rolling rolling) {
        this.rooms = rooms;
        this.rolling = rolling;
    }

    ShipResult rollback(EnvName environment, String service, Progress progress) {
        Scope scope = new Scopes(rooms).find(environment, service);
        ReleaseSpec current = rooms.deployments().current(scope.key()).orElseThrow();
        ReleaseSpec before = rooms.database()
                .inTransaction(tx -> tx.releases().previous(scope.key()))
                .map(row -> StoreDeployments.read(row).release())
                .orElseThrow(() -> new Problem(
                                Exit.NO,
                                "there is no earlier release of " + scope.service(),
                                scope.key(),
                                "the one that serves is the first that was good",
                                "slipway stop " + service + " takes it away")
                        .asException());
        rooms.keeper().ensureRunning(rooms.runtime());
        Rollout back = rollout(Rollout.Purpose.BACK, scope, current, before);
        Plan plan = plan(scope, "roll back " + scope.service(), back, before, List.of(current), List.of(before));
        return rolling.roll(Policies.of(rooms, scope), plan, progress);
    }

    String stop(EnvName environment, String service, Progress progress) {
        Scope scope = new Scopes(rooms).find(environment, service);
        ReleaseSpec current = rooms.deployments().current(scope.key()).orElseThrow();
        rooms.keeper().ensureRunning(rooms.runtime());
        Rollout away = new Rollout(
                rooms.ids().next("deployment"),
                Rollout.Purpose.REMOVE,
                role(current),
                scope.key(),
                current.service(),
                "",
                current.id(),
                current.instances(),
                0,
                Strategy.direct(),
                Timeouts.LOCAL,
                JudgeSettings.DEFAULT,
                0);
        Plan plan = plan(scope, "stop " + scope.service(), away, current, List.of(), List.of());
        ShipResult result = rolling.roll(Policies.of(rooms, scope), plan, progress);
        if (result.result() != ShipResult.Result.LIVE) {
            throw Problem.no("not stopped: " + result.detail(), "", "slipway status")
                    .asException();
        }
        return "stopped " + scope.app() + "/" + scope.service() + "; its data and releases stay";
    }

    private Rollout rollout(Rollout.Purpose purpose, Scope scope, ReleaseSpec from, ReleaseSpec to) {
        return new Rollout(
                rooms.ids().next("deployment"),
                purpose,
                role(to),
                scope.key(),
                to.service(),
                from.id(),
                to.id(),
                to.instances(),
                from.instances(),
                Strategy.direct(),
                Timeouts.LOCAL,
                JudgeSettings.DEFAULT,
                0);
    }

    private static Rollout.Role role(ReleaseSpec release) {
        return release.routed() ? Rollout.Role.WEB : Rollout.Role.WORKER;
    }

    private Plan plan(
            Scope scope,
            String purpose,
            Rollout rollout,
            ReleaseSpec to,
            List<ReleaseSpec> from,
            List<ReleaseSpec> brings) {
        int port = to.routed() ? rooms.registry().publicPort(scope) : 0;
        Action action = new Action(
                "rollout/" + scope.service(),
                RolloutOrder.KIND,
                Action.Shape.MACHINE,
                List.of(),
                Json.write(new RolloutOrder(rollout, to, from, port)),
                purpose + (brings.isEmpty() ? "" : " to " + to.version()));
        return new Plan(
                "",
                scope.app(),
                scope.environment(),
                purpose,
                List.of(action),
                brings.stream().map(ReleaseSpec::digest).toList(),
                List.of(scope.key()),
                Risk.R1,
                // A way back is never blocked by a freeze or a missing scan; its provenance must still verify.
                brings.isEmpty() ? List.of() : List.of(GateId.PROVENANCE));
    }

    String stopAll() throws InterruptedException {
        boolean ended = rooms.keeper().stopAll(rooms.runtime(), STOP_ALL);
        EmbeddedPostgres.history(rooms.home()).stop();
        if (!ended) {
            throw Problem.surroundings(
                            "not everything ended",
                            rooms.home().observed().toString(),
                            "processes were still there after " + STOP_ALL.toSeconds() + " s",
                            "slipway status")
                    .asException();
        }
        return "stopped everything; data, releases and history stay: slipway up";
    }

    String up() throws InterruptedException {
        rooms.keeper().ensureRunning(rooms.runtime());
        int services =
                rooms.database().inTransaction(tx -> tx.releases().serving("")).size();
        return "up: the keeper brings back " + services + (services == 1 ? " service" : " services")
                + ": slipway status";
    }

    boolean open(Path file) throws InterruptedException {
        Toolbox toolbox = rooms.toolbox();
        for (String program : List.of("xdg-open", "open")) {
            var tool = toolbox.find(program);
            if (tool.isPresent()) {
                rooms.processes()
                        .detach(
                                new Command(
                                        List.of(tool.get().path().toString(), file.toString()),
                                        rooms.home().root(),
                                        Environment.trusted(),
                                        java.util.Map.of()),
                                rooms.home().logs().resolve("browser.log"));
                return true;
            }
        }
        return false;
    }

    String installUnit() throws InterruptedException {
        return new Units(rooms).install();
    }

    String removeUnit() throws InterruptedException {
        return new Units(rooms).remove();
    }
}
