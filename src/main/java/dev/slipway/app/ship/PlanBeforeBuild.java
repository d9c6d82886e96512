package dev.slipway.app.ship;

import dev.slipway.base.wire.Json;
import dev.slipway.intent.Intent;
import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Risk;
import java.util.ArrayList;
import java.util.List;

/** What can be said without building: the services in their order, digests "known after build". */
final class PlanBeforeBuild {
    private PlanBeforeBuild() {}

    private record KnownLater(String service, String digest, String strategy) {}

    static Plan plan(Assessed assessed) {
        List<Action> actions = new ArrayList<>();
        for (Intent.Service service : assessed.intent().services()) {
            String strategy =
                    Planner.strategy(service, service.replicas().value()).name();
            actions.add(new Action(
                    "rollout/" + service.name(),
                    "rollout",
                    Action.Shape.MACHINE,
                    actions.stream().map(Action::key).toList(),
                    Json.write(new KnownLater(service.name().value(), "known after build", strategy)),
                    service.name() + " " + assessed.version() + " digest known after build, " + strategy));
        }
        return new Plan(
                "",
                assessed.intent().app().value(),
                assessed.environment().name(),
                "ship " + assessed.intent().app().value(),
                actions,
                List.of(),
                List.of(),
                assessed.environment().production() ? Risk.R2 : Risk.R1,
                GateId.FIXED);
    }
}
