package dev.slipway.app.ship;

import dev.slipway.app.Rooms;
import dev.slipway.base.Digest;
import dev.slipway.base.wire.Json;
import dev.slipway.deploy.RolloutOrder;
import dev.slipway.evidence.Dsse;
import dev.slipway.evidence.Predicate;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.store.RunTable.RunRow;
import java.util.List;

/**
 * The plan that waits for approval and does exactly what a new one would do. Two plans for the same releases differ in ids
 * and in what was measured meanwhile; an approval is bound to one of them, so the one that was shown goes on.
 */
final class WaitingPlan {
    /** Runs of an application that are looked at. */
    private static final int LOOK_BACK = 20;

    private WaitingPlan() {}

    /** The waiting plan when there is one that nobody rejected, else the new one. */
    static Plan orNew(Rooms rooms, Plan fresh) {
        if (!fresh.gates().contains(GateId.APPROVAL) || fresh.actions().isEmpty()) {
            return fresh;
        }
        List<RunRow> runs = rooms.database()
                .inTransaction(tx -> tx.runs().latest(fresh.app().value(), LOOK_BACK));
        for (RunRow run : runs) {
            if (!run.environment().equals(fresh.environment().value())) {
                continue;
            }
            if (!run.state().equals("refused")) {
                break;
            }
            Plan waiting = Json.read(run.plan(), Plan.class, "plan of " + run.id());
            if (same(waiting, fresh) && !rejected(rooms, waiting.hash())) {
                return waiting;
            }
        }
        return fresh;
    }

    /** Whether both bring the same releases by the same steps in place of the same ones. */
    static boolean same(Plan a, Plan b) {
        boolean alike = a.purpose().equals(b.purpose())
                && a.subjects().equals(b.subjects())
                && a.scopes().equals(b.scopes())
                && a.gates().equals(b.gates())
                && a.risk() == b.risk()
                && a.actions().size() == b.actions().size();
        for (int i = 0; alike && i < a.actions().size(); i++) {
            alike = same(a.actions().get(i), b.actions().get(i));
        }
        return alike;
    }

    private static boolean same(Action a, Action b) {
        if (!a.key().equals(b.key()) || !a.kind().equals(b.kind()) || !a.needs().equals(b.needs())) {
            return false;
        }
        if (!a.kind().equals(RolloutOrder.KIND)) {
            return a.payload().equals(b.payload());
        }
        RolloutOrder x = Json.read(a.payload(), RolloutOrder.class, a.key());
        RolloutOrder y = Json.read(b.payload(), RolloutOrder.class, b.key());
        return x.release().equals(y.release())
                && x.old().equals(y.old())
                && x.port() == y.port()
                && x.rollout().strategy().equals(y.rollout().strategy())
                && x.rollout().role() == y.rollout().role()
                && x.rollout().purpose() == y.rollout().purpose();
    }

    private static boolean rejected(Rooms rooms, Digest plan) {
        return rooms.evidence().about(plan).stream()
                .anyMatch(e -> Dsse.check(e, rooms.keys()) instanceof Dsse.Checked.Good good
                        && good.statement().predicate() instanceof Predicate.Approval a
                        && a.answer() == Predicate.Approval.Answer.REJECTED);
    }
}
