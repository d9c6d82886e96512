package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slipway deploy}: runs a plan that waited at a gate, without building anything. */
@Command(
        name = "deploy",
        description = "Runs a plan that waited at a gate, exactly as it was shown; the gates are asked again.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway deploy 3f9c2a7b81de"})
final class DeployCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(
            paramLabel = "PLAN",
            arity = "0..1",
            defaultValue = "",
            description = "The plan's hash or its beginning (default: the only one that waits).")
    private String plan = "";

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open();
                Interrupts interrupts = Interrupts.of(slipway, common.err())) {
            ShipResult result = slipway.deploy(plan, console);
            ShipCommand.show(console, result);
            return result.result().exit().status();
        }
    }
}
