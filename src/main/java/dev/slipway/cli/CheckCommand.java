package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway check}. */
@Command(
        name = "check",
        description = "Checks the delivery files of a repository and searches it for secrets.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway check", "  slipway check --sarif findings.sarif examples/shop", "  slipway check --list"})
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = ".", description = "The repository (default: .).")
    private Path directory = Path.of(".");

    @Option(names = "--sarif", paramLabel = "FILE", description = "Writes the findings as SARIF 2.1.0.")
    private @org.jspecify.annotations.Nullable Path sarif;

    @Option(names = "--list", description = "Lists the rules.")
    private boolean list;

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            if (list) {
                console.lines(slipway.rules());
                return 0;
            }
            var report = slipway.check(directory);
            if (sarif != null) {
                slipway.writeSarif(report, sarif);
            }
            if (console.forPeople()) {
                console.lines(report.text());
            } else {
                console.record(report.record());
            }
            return report.clean() ? Exit.DONE.status() : Exit.NO.status();
        }
    }
}
