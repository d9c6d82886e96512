package dev.slipway.app;

import dev.slipway.app.ship.Rolling;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.base.Digest;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.Scope;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.deploy.target.ReleaseSpec;
import dev.slipway.evidence.Predicate;
import dev.slipway.plan.Action;
import dev.slipway.plan.Plan;
import dev.slipway.store.RunTable.RunRow;
import java.util.List;
import java.util.Optional;

/** Plans that wait at a gate: shown, approved or rejected by a person, and then run exactly as they were approved. */
final class Approvals {
    /** Runs that are looked at for plans that wait. */
    private static final int LOOK_BACK = 50;

    private final Rooms rooms;

    Approvals(Rooms rooms) {
        this.rooms = rooms;
    }

    /** A plan that was asked for and did not run, or ran: by its hash or the beginning of it; empty for the only one that waits. */
    Plan find(String word) {
        String hex = word.replaceFirst("^sha256:", "").replaceFirst("(?:…|\\.\\.\\.)$", "");
        List<RunRow> rows = hex.isEmpty()
                ? waiting()
                : !hex.matches("[0-9a-f]{7,64}")
                        ? List.of()
                        : rooms.database().inTransaction(tx -> tx.runs().ofPlan("sha256:" + hex, LOOK_BACK));
        List<String> hashes = rows.stream().map(RunRow::planHash).distinct().toList();
        if (hashes.size() == 1) {
            return plan(rows.getFirst());
        }
        throw new Problem(
                        Exit.INPUT,
                        hashes.isEmpty()
                                ? hex.isEmpty() ? "no plan waits" : "there is no plan " + word
                                : hashes.size() + " plans are meant",
                        "",
                        hashes.isEmpty()
                                ? "a plan is named by its hash, at least the first 7 digits"
                                : String.join(", ", hashes),
                        hashes.isEmpty() ? "slipway ship prints it" : "give more of the hash")
                .asException();
    }

    private List<RunRow> waiting() {
        return rooms.database().inTransaction(tx -> tx.runs().recent(LOOK_BACK)).stream()
                .filter(r -> r.state().equals("refused"))
                .filter(r -> r.why().contains("approval"))
                .filter(r -> current(plan(r)))
                .toList();
    }

    /** Records this person's answer, signed, bound to the plan's hash. */
    void answer(Plan plan, Predicate.Approval.Answer answer, String reason) {
        String who = rooms.caller().principal();
        Predicate.Approval approval = new Predicate.Approval(
                plan.hash(), answer, who, reason, rooms.clock().instant());
        rooms.notary().record(plan.hash(), approval);
    }

    /** Runs a plan that waited; refused when what it was made for has changed since. */
    ShipResult deploy(Plan plan, Rolling rolling, Progress progress) {
        if (ran(plan.hash())) {
            throw Problem.no("plan " + plan.hash().abbreviated() + " ran already", "a plan runs once", "slipway ship")
                    .asException();
        }
        if (!current(plan)) {
            throw Problem.no(
                            "plan " + plan.hash().abbreviated() + " is stale",
                            "what it would replace is not what serves now",
                            "slipway ship makes a new one")
                    .asException();
        }
        rooms.keeper().ensureRunning(rooms.runtime());
        return rolling.roll(Policies.of(rooms, scope(plan)), plan, progress);
    }

    private static Scope scope(Plan plan) {
        return Scope.parse(plan.scopes().getFirst());
    }

    private boolean ran(Digest hash) {
        return rooms.database().inTransaction(tx -> tx.runs().ofPlan(hash.value(), LOOK_BACK)).stream()
                .anyMatch(r -> !r.state().equals("refused"));
    }

    /** Whether what each service of the plan would replace is what serves. */
    private boolean current(Plan plan) {
        return plan.actions().stream()
                .filter(a -> a.kind().equals(RolloutOrder.KIND))
                .map(Approvals::order)
                .allMatch(o -> {
                    Optional<ReleaseSpec> now =
                            rooms.deployments().current(o.release().scope());
                    return now.map(ReleaseSpec::id)
                            .orElse("")
                            .equals(o.rollout().old());
                });
    }

    private static RolloutOrder order(Action action) {
        return Json.read(action.payload(), RolloutOrder.class, action.key());
    }

    private static Plan plan(RunRow row) {
        return Json.read(row.plan(), Plan.class, "plan of " + row.id());
    }
}
