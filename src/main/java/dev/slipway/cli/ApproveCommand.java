package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway approve}: shows a plan that waits, then records this person's approval of exactly that plan. */
@Command(
        name = "approve",
        description = "Shows a plan that waits for approval, and records yours, signed and bound to the plan's hash.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway approve 3f9c2a7b81de", "  slipway approve 3f9c2a7b81de --reason \"checked with Anna\""})
final class ApproveCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final Asked asked = new Asked();

    /** The plan, and how to answer without a question. */
    static final class Asked {
        @Parameters(
                paramLabel = "PLAN",
                arity = "0..1",
                defaultValue = "",
                description = "The plan's hash or its beginning (default: the only one that waits).")
        private String plan = "";

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; recorded.")
        private String reason = "";

        @Option(names = "--yes", description = "Asks no question on a terminal.")
        private boolean yes;

        Slipway.ShownPlan show(Slipway slipway, Console console, String verb) throws InterruptedException {
            Slipway.ShownPlan shown = slipway.planOf(plan);
            if (console.forPeople()) {
                console.lines(shown.text());
                if (!yes && System.console() != null && System.console().isTerminal()) {
                    @Nullable String answer = System.console().readLine("  " + verb + " this plan? [y/N] ");
                    if (answer == null
                            || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                        throw new Problem(
                                        Exit.WAITS,
                                        "nothing was recorded",
                                        "",
                                        "the answer was not y",
                                        "slipway approve " + plan)
                                .asException();
                    }
                }
            }
            return shown;
        }

        String reason() {
            return reason;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            var shown = asked.show(slipway, console, "Approve");
            slipway.approve(shown.plan(), asked.reason());
            String next = "slipway deploy " + shown.plan().hash().hex().substring(0, 12);
            console.line("approved by " + slipway.signer() + "; next: " + next);
            if (!console.forPeople()) {
                console.object(
                        "result", "result", "approved", "plan", shown.plan().hash(), "next", next);
            }
            return 0;
        }
    }
}
