package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway explain}. */
@Command(
        name = "explain",
        description = "Says the value of a field of the intent and where it comes from.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  slipway explain web.port",
            "  slipway explain web.strategy --env prod",
            "  slipway explain            all fields"
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "FIELD", arity = "0..1", defaultValue = "", description = "For example web.port.")
    private String field = "";

    @Option(names = "--dir", paramLabel = "DIR", defaultValue = ".", description = "The repository (default: .).")
    private Path directory = Path.of(".");

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            var explained = slipway.explain(directory, environment.name(), field);
            if (console.forPeople()) {
                console.lines(Table.of(explained.stream()
                        .map(e -> new String[] {e.field(), e.value(), e.origin()})
                        .toList()));
            } else {
                console.record(explained);
            }
            return 0;
        }
    }
}
