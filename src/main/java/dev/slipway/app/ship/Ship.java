package dev.slipway.app.ship;

import dev.slipway.app.Progress;
import dev.slipway.app.Rooms;
import dev.slipway.app.Running;
import dev.slipway.base.Digest;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.deploy.Deployments;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.store.AuditEntry;
import dev.slipway.store.EvidenceTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The main job. Ten steps, each takes and gives a record: read the intent, assess, resolve (in {@link Reading}), check, build
 * and test, package, prove, plan, gate and roll out (in the executor), record.
 */
public final class Ship {
    /** Deployments of a scope that are looked at to know whether this very release was found bad before. */
    private static final int LOOK_BACK = 50;

    private final Rooms rooms;
    private final Running running;

    public Ship(Rooms rooms, Running running) {
        this.rooms = rooms;
        this.running = running;
    }

    /** Ships, or plans when the request says so. */
    public ShipResult run(ShipRequest request, Progress progress) throws InterruptedException {
        Steps steps = new Steps(progress);
        String run = rooms.ids().next("ship");
        Assessed assessed = steps.run(
                "assess",
                () -> new Reading(rooms.processes()).read(request.directory(), request.environment()),
                Words::assessed);
        Checked checked = steps.run("check", () -> Checking.check(assessed), Words::checked);
        Roles.demand(assessed.intent());
        if (!request.build()) {
            return planned(assessed, steps, PlanBeforeBuild.plan(assessed));
        }
        rooms.registry().register(assessed.intent().app().value(), assessed.origin(), request.directory());
        Packing.Result packed = request.image().isEmpty()
                ? built(assessed, checked, request, run, steps)
                : steps.run("package", () -> new Packing(rooms, progress).given(assessed, request), Words::given);
        packed.notes().forEach(n -> progress.accept(new Progress.Event.Note("note     " + n)));
        rooms.keeper().ensureRunning(rooms.runtime());
        Desiring.Desired desired = new Desiring(rooms).desire(assessed, packed.services());
        Planner.Observed observed = observe(assessed, desired);
        Plan plan = WaitingPlan.orNew(
                rooms,
                Planner.plan(
                        assessed.intent().app().value(),
                        assessed.environment(),
                        desired.resources().orders(),
                        desired.services(),
                        observed,
                        rooms.ids()));
        if (!request.deploy()) {
            return planned(assessed, steps, plan);
        }
        return plan.actions().isEmpty()
                ? unchanged(desired, steps, plan)
                : roll(assessed, desired, observed, plan, request, steps, progress);
    }

    private Packing.Result built(Assessed assessed, Checked checked, ShipRequest request, String run, Steps steps)
            throws InterruptedException {
        Building.Built built =
                steps.run("test", () -> new Building(rooms).build(assessed, run, steps.progress()), Words::tested);
        try {
            record PackedAndProven(Packing.Result packed, Proving.Proof proof) {}
            return steps.run(
                            "package",
                            () -> {
                                Packing.Result packed =
                                        new Packing(rooms, steps.progress()).pack(assessed, built, request);
                                Proving.Proof proof =
                                        new Proving(rooms).prove(assessed, checked, built, packed.services());
                                return new PackedAndProven(packed, proof);
                            },
                            p -> Words.packed(p.packed(), p.proof()))
                    .packed();
        } finally {
            Scratch.remove(rooms.home().cache().resolve("build").resolve(run));
        }
    }

    private Planner.Observed observe(Assessed assessed, Desiring.Desired desired) {
        Map<String, ReleaseSpec> current = new HashMap<>();
        for (Planner.Desired service : desired.services()) {
            String scope = service.release().scope();
            rooms.deployments().current(scope).ifPresent(r -> current.put(scope, r));
        }
        String parent =
                rooms
                        .database()
                        .inTransaction(tx ->
                                tx.runs().latest(assessed.intent().app().value().value(), 1))
                        .stream()
                        .findFirst()
                        .map(r -> r.planHash())
                        .orElse("");
        return new Planner.Observed(current, parent);
    }

    private ShipResult roll(
            Assessed assessed,
            Desiring.Desired desired,
            Planner.Observed observed,
            Plan plan,
            ShipRequest request,
            Steps steps,
            Progress progress)
            throws InterruptedException {
        for (Planner.Desired service : desired.services()) {
            Scope scope = Scope.parse(service.release().scope());
            if (!request.retry()) {
                denied(service.release());
            }
            Optional<ReleaseSpec> current =
                    Optional.ofNullable(observed.current().get(scope.key()));
            new Proving(rooms).wayBack(service.release(), current, scope);
        }
        request.waivers().forEach(w -> waive(plan.hash(), w));
        return new Rolling(rooms, running).roll(assessed.environment(), plan, steps, progress);
    }

    /** A release that was found bad is not tried again by itself: the loop of a bad version and its rollback ends here. */
    private void denied(ReleaseSpec release) {
        for (Deployments.Deployment past : rooms.deployments().history(release.scope(), LOOK_BACK)) {
            if (!past.release().id().equals(release.id())) {
                if (past.outcome() == Deployments.Outcome.PROMOTED) {
                    return;
                }
                continue;
            }
            if (past.blamed()) {
                throw new Problem(
                                Exit.NO,
                                release.service() + " " + release.version()
                                        + " was found bad before and has not changed",
                                release.id(),
                                past.reason(),
                                "change it, or `slipway ship --retry` to try the same release once more")
                        .asException();
            }
        }
    }

    private void waive(Digest plan, ShipRequest.Waiver waiver) {
        String gate = waiver.gate().word();
        rooms.database().transact(tx -> {
            tx.evidence()
                    .waive(new EvidenceTable.WaiverRow(
                            plan,
                            gate,
                            rooms.caller().principal(),
                            waiver.reason(),
                            rooms.clock().instant()));
            tx.audit()
                    .append(new AuditEntry(
                            rooms.clock().instant(),
                            rooms.caller(),
                            "gate.waived",
                            gate + " of plan " + plan,
                            waiver.reason(),
                            ""));
        });
    }

    private static ShipResult planned(Assessed assessed, Steps steps, Plan plan) {
        String what =
                plan.actions().isEmpty() ? "nothing to do" : plan.actions().size() + " actions";
        return new ShipResult(
                ShipResult.Result.PLANNED,
                "plan " + plan.hash().abbreviated() + ": " + what + ", risk " + plan.risk() + ", gates "
                        + String.join(
                                ", ", plan.gates().stream().map(GateId::word).toList()) + "; environment "
                        + assessed.environment().name(),
                List.of(),
                List.of(),
                steps.times(),
                plan,
                "");
    }

    private ShipResult unchanged(Desiring.Desired desired, Steps steps, Plan plan) throws InterruptedException {
        List<ShipResult.Live> lives = desired.services().stream()
                .map(d -> new ShipResult.Live(
                        d.release().service(),
                        d.port() == 0 ? "" : Words.url(d.release().service(), d.port()),
                        d.release().version(),
                        d.release().digest().value(),
                        "runs already"))
                .toList();
        return new ShipResult(
                ShipResult.Result.UNCHANGED,
                "image and configuration are those that run",
                lives,
                List.of(),
                steps.times(),
                plan,
                "");
    }
}
