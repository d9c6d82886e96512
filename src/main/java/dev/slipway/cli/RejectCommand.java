package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slipway reject}. */
@Command(
        name = "reject",
        description = "Shows a plan that waits for approval, and records that you reject it; it can never run then.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway reject 3f9c2a7b81de --reason \"not before Monday\""})
final class RejectCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Mixin
    private final ApproveCommand.Asked asked = new ApproveCommand.Asked();

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            var shown = asked.show(slipway, console, "Reject");
            slipway.reject(shown.plan(), asked.reason());
            console.line("rejected by " + slipway.signer());
            if (!console.forPeople()) {
                console.object(
                        "result", "result", "rejected", "plan", shown.plan().hash());
            }
            return 0;
        }
    }
}
