package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.ship.ShipResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slipway rollback}. */
@Command(
        name = "rollback",
        description = "Goes back to the release that served before: image, configuration, secret versions and route.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway rollback web"})
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Parameters(paramLabel = "SERVICE", description = "A service, or APPLICATION/SERVICE.")
    private String service = "";

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            ShipResult result = slipway.rollback(environment.name(), service, console);
            ShipCommand.show(console, result);
            return result.result().exit().status();
        }
    }
}
