package dev.slipway.app;

import dev.slipway.plan.Action;
import dev.slipway.plan.GateId;
import dev.slipway.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** A plan as people read it. */
final class PlanText {
    private PlanText() {}

    static List<String> of(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("  plan     " + plan.hash());
        lines.add("  of       " + plan.app() + " in " + plan.environment() + after(plan));
        lines.add("  risk     " + plan.risk() + "   gates "
                + String.join(", ", plan.gates().stream().map(GateId::word).toList()));
        if (plan.actions().isEmpty()) {
            lines.add("  nothing to do: image and configuration are those that run");
        }
        int number = 1;
        for (Action action : plan.actions()) {
            lines.add("  " + number++ + ".  " + action.summary());
        }
        return lines;
    }

    /** Without a build there are no digests, and what runs is not looked at. */
    private static String after(Plan plan) {
        if (!plan.parent().isEmpty()) {
            return ", after " + plan.parent().substring(0, 19) + "…";
        }
        boolean looked = !plan.subjects().isEmpty() || plan.actions().isEmpty();
        return looked ? ", the first" : ", not compared with what runs";
    }
}
