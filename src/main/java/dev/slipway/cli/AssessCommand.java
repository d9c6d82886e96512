package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slipway assess}. */
@Command(
        name = "assess",
        description = "Says what a repository is: services, stacks, ports, needs, and where the files contradict.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway assess", "  slipway assess examples/shop --json"})
final class AssessCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = ".", description = "The repository (default: .).")
    private Path directory = Path.of(".");

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            var report = slipway.assess(directory);
            if (console.forPeople()) {
                console.lines(report.text());
            } else {
                console.record(report.record());
            }
            return 0;
        }
    }
}
