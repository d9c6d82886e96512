package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway report}. */
@Command(
        name = "report",
        description = "Writes one self-contained HTML file that tells a release: what, why, with which proof.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway report --open", "  slipway report web-1f2e3d4c5b6a --to report.html"})
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(
            paramLabel = "RELEASE",
            arity = "0..1",
            defaultValue = "",
            description = "A release or run (default: the last run).")
    private String release = "";

    @Option(names = "--open", description = "Opens it in the browser.")
    private boolean open;

    @Option(names = "--to", paramLabel = "FILE", description = "Where to write it.")
    private @org.jspecify.annotations.Nullable Path to;

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            Path file = slipway.report(release, java.util.Optional.ofNullable(to));
            console.line("report   " + file);
            if (!console.forPeople()) {
                console.object("result", "result", "report", "file", file.toString());
            }
            if (open && !slipway.openInBrowser(file)) {
                console.line("no browser could be started; open the file by hand");
            }
            return 0;
        }
    }
}
