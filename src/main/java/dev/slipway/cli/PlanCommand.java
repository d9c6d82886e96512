package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipResult;
import dev.slipway.plan.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway plan}: everything up to the plan, nothing deployed. */
@Command(
        name = "plan",
        description = "Builds and packs, then prints what a ship would do; deploys nothing.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway plan", "  slipway plan --no-build examples/shop"})
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Mixin
    private final ShipCommand.What what = new ShipCommand.What();

    @Option(names = "--no-build", description = "Builds nothing: digests are known after build.")
    private boolean noBuild;

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            ShipResult result = slipway.ship(what.request(environment, !noBuild, true, false), console);
            if (console.forPeople()) {
                console.lines(slipway.planText(result));
            } else {
                show(console, result.plan());
            }
            return result.result().exit().status();
        }
    }

    /** The plan for scripts, with the hash that approvals are bound to. */
    static void show(Console console, Plan plan) {
        console.object(
                "plan",
                "hash",
                plan.hash(),
                "parent",
                plan.parent(),
                "app",
                plan.app().value(),
                "environment",
                plan.environment().value(),
                "purpose",
                plan.purpose(),
                "actions",
                plan.actions(),
                "subjects",
                plan.subjects(),
                "scopes",
                plan.scopes(),
                "risk",
                plan.risk(),
                "gates",
                plan.gates());
    }
}
