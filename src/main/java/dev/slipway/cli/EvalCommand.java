package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway eval}. */
@Command(
        name = "eval",
        description = "Evaluates expressions of a pipeline language: one JSON case a line, one answer a line.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway eval github --cases cases.jsonl"})
final class EvalCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "DIALECT", description = "The language.")
    private String dialect = "";

    @Option(names = "--cases", paramLabel = "FILE", required = true, description = "Lines of {\"expr\", \"contexts\"}.")
    private Path cases = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        try (Slipway slipway = common.open()) {
            common.console().lines(slipway.evaluate(dialect, cases));
            return Exit.DONE.status();
        }
    }
}
