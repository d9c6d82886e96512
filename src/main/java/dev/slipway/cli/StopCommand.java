package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway stop}. */
@Command(
        name = "stop",
        description = "Stops a service, or everything; data, releases and history stay.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway stop web", "  slipway stop --all"})
final class StopCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Parameters(paramLabel = "SERVICE", arity = "0..1", defaultValue = "", description = "A service.")
    private String service = "";

    @Option(names = "--all", description = "All services, the proxy, the keeper and the databases.")
    private boolean all;

    @Override
    public Integer call() throws InterruptedException {
        if (all == !service.isEmpty()) {
            throw Problem.input("say what to stop", "either a service or --all", "slipway stop web")
                    .asException();
        }
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            String done = all ? slipway.stopAll(console) : slipway.stop(environment.name(), service, console);
            console.line(done);
            if (!console.forPeople()) {
                console.object("result", "result", "stopped", "detail", done);
            }
            return 0;
        }
    }
}
