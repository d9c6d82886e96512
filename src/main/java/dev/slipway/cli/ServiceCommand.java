package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slipway service install|remove}. */
@Command(
        name = "service",
        description = "Installs or removes the unit that brings everything back after a reboot (systemd or launchd).",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway service install", "  slipway service remove"})
final class ServiceCommand implements Callable<Integer> {
    /** What to do with the unit. */
    enum Verb {
        INSTALL,
        REMOVE
    }

    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "install|remove", description = "What to do with the unit.")
    private Verb verb = Verb.INSTALL;

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            String done = switch (verb) {
                case INSTALL -> slipway.installUnit();
                case REMOVE -> slipway.removeUnit();
            };
            console.line(done);
            if (!console.forPeople()) {
                console.object("result", "result", verb.name().toLowerCase(java.util.Locale.ROOT), "detail", done);
            }
            return 0;
        }
    }
}
