package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway purge}. */
@Command(
        name = "purge",
        description = "Deletes an application from this machine: releases, databases, secrets. Asks for its name.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway purge shop", "  slipway purge shop --yes shop"})
final class PurgeCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "APPLICATION", description = "The application.")
    private String application = "";

    @Option(
            names = "--yes",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The name again, instead of typing it.")
    private String yes = "";

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            List<String> what = slipway.purgeList(application);
            if (console.forPeople()) {
                console.lines(what.stream().map(w -> "  deletes " + w).toList());
            }
            if (!confirmed(console)) {
                if (!console.forPeople()) {
                    result(console, "waiting", what);
                }
                throw new Problem(
                                Exit.WAITS,
                                "nothing was deleted",
                                "",
                                "the name was not given",
                                "slipway purge " + application + " --yes " + application)
                        .asException();
            }
            slipway.purge(application, console);
            console.line("purged " + application);
            if (!console.forPeople()) {
                result(console, "purged", what);
            }
            return 0;
        }
    }

    private void result(Console console, String result, List<String> what) {
        console.object("result", "result", result, "application", application, "deletes", what);
    }

    private boolean confirmed(Console console) {
        if (console.forPeople()
                && yes.isEmpty()
                && System.console() != null
                && System.console().isTerminal()) {
            return application.equals(System.console().readLine("Type the application's name to delete it: "));
        }
        return application.equals(yes);
    }
}
