package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway logs}. */
@Command(
        name = "logs",
        description = "Shows what a service's instances wrote.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway logs web", "  slipway logs -f web -n 50"})
final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description = "A service, or APPLICATION/SERVICE; not needed where only one runs.")
    private String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "-n",
            paramLabel = "LINES",
            defaultValue = "100",
            description = "Lines (default: ${DEFAULT-VALUE}).")
    private int lines = 100;

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            slipway.logs(environment.name(), service, lines, follow, (instance, line) -> {
                if (console.forPeople()) {
                    common.out().println(instance + " │ " + Console.printable(line));
                    common.out().flush();
                } else {
                    console.object("log", "instance", instance, "line", line);
                }
            });
            return 0;
        }
    }
}
