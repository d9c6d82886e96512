package dev.slipway.plan;

import dev.slipway.base.AppName;
import dev.slipway.base.Digest;
import dev.slipway.base.EnvName;
import dev.slipway.base.wire.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An immutable DAG of actions, in an order in which every need stands before its needer.
 *
 * @param parent hash of the plan that made the present state; empty for the first
 * @param subjects digests this plan brings to traffic; the gates ask for evidence about exactly these
 * @param scopes scope keys it writes: each is leased while it runs
 */
public record Plan(
        String parent,
        AppName app,
        EnvName environment,
        String purpose,
        List<Action> actions,
        List<Digest> subjects,
        List<String> scopes,
        Risk risk,
        List<GateId> gates) {
    public Plan {
        actions = List.copyOf(actions);
        subjects = List.copyOf(subjects);
        scopes = List.copyOf(scopes);
        gates = List.copyOf(gates);
        Set<String> seen = new HashSet<>();
        for (Action a : actions) {
            if (!seen.containsAll(a.needs())) {
                throw new IllegalArgumentException("action " + a.key() + " stands before what it needs: " + a.needs());
            }
            if (!seen.add(a.key())) {
                throw new IllegalArgumentException("two actions with key " + a.key());
            }
        }
    }

    /** The content hash: approvals and gates are bound to it. */
    public Digest hash() {
        return Json.digest(this);
    }
}
