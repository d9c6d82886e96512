package dev.slipway.journal;

import dev.slipway.base.AppName;
import dev.slipway.base.Caller;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.IdSource;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import dev.slipway.plan.Verdict;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Plans, callers, gates and ids for tests. */
final class Plans {
    static final Caller ME = Caller.human("me@here");
    static final Admission OPEN = (tx, plan) -> plan.gates().stream()
            .map(g -> new Verdict(g, Verdict.Answer.PASS, "all is well", List.of(), ""))
            .toList();
    static final Admission CLOSED = (tx, plan) ->
            List.of(new Verdict(GateId.TESTS, Verdict.Answer.FAIL, "2 of 9 failed", List.of("x"), "slipway run"));

    private Plans() {}

    /** Owners of these tests: a pid below zero is dead. */
    static Owner owner(long pid) {
        return new Owner("here", pid, 1);
    }

    static boolean dead(Owner owner) {
        return owner.pid() < 0;
    }

    static IdSource ids() {
        AtomicLong next = new AtomicLong();
        return prefix -> "%s-%06d".formatted(prefix, next.incrementAndGet());
    }

    static Plan plan(List<Action> actions, String... scopes) {
        return new Plan(
                "",
                new AppName("shop"),
                EnvName.LOCAL,
                "ship shop",
                actions,
                List.of(Digest.of("artifact")),
                List.of(scopes),
                Risk.R2,
                List.of(GateId.TESTS));
    }

    static Action once(String key) {
        return new Action(key, "toy", Action.Shape.ONCE, List.of(), "{}", "set " + key);
    }

    static Action machine(String key) {
        return new Action(key, "climb", Action.Shape.MACHINE, List.of(), "{}", "climb " + key);
    }
}
