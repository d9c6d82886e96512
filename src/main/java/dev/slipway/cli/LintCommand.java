package dev.slipway.cli;

import dev.slipway.app.Linting;
import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import dev.slipway.base.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway lint}. */
@Command(
        name = "lint",
        description = "Says what is wrong in pipeline files: line, column and what was expected.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway lint .github/workflows/*.yml", "  slipway lint --json --dialect github ci.yml"})
final class LintCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Pipeline files.")
    private List<Path> files = List.of();

    @Option(
            names = "--dialect",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Their language (default: by path and content).")
    private String dialect = "";

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            List<Linting.Linted> all = slipway.lint(files, dialect);
            for (Linting.Linted file : all) {
                console.lines(console.forPeople() ? lines(file) : List.of(Json.answerInOrder(file.record())));
            }
            return all.stream().allMatch(Linting.Linted::ok) ? Exit.DONE.status() : Exit.NO.status();
        }
    }

    private static List<String> lines(Linting.Linted file) {
        if (file.errors().isEmpty()) {
            return List.of(file.file() + ": ok");
        }
        return file.errors().stream()
                .map(e -> file.file() + ":" + e.line() + ":" + e.column() + ": " + e.level() + ": " + e.message() + " ["
                        + e.kind() + "]")
                .toList();
    }
}
