package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import dev.slipway.plan.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slipway ready}. */
@Command(
        name = "ready",
        description =
                "May it go? Every gate of a service and environment, green or red, with the command that closes it.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway ready web --env prod"})
final class ReadyCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Common.OfEnvironment environment = new Common.OfEnvironment();

    @Parameters(paramLabel = "SERVICE", arity = "0..1", defaultValue = "", description = "A service (default: all).")
    private String service = "";

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            var answers = slipway.ready(environment.name(), service);
            if (console.forPeople()) {
                List<String[]> rows = new ArrayList<>();
                answers.forEach(a -> {
                    rows.add(new String[] {a.service(), a.green() ? "green" : "red", a.version(), ""});
                    a.gates().forEach(v -> rows.add(row(v)));
                });
                console.lines(Table.of(rows));
            } else {
                console.record(answers);
            }
            return answers.stream().allMatch(Slipway.Readiness::green) ? Exit.DONE.status() : Exit.NO.status();
        }
    }

    private static String[] row(Verdict v) {
        String sign = v.open() ? "✓" : "✗";
        String closes = v.closes().isEmpty() ? "" : "do: " + v.closes();
        return new String[] {
            "  " + sign + " " + v.gate().word(),
            v.answer().name().toLowerCase(java.util.Locale.ROOT),
            v.decided(),
            closes
        };
    }
}
