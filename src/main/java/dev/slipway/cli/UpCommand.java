package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slipway up}. */
@Command(name = "up", description = "Brings back the last state: keeper, proxy, databases, services.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            String done = slipway.up(console);
            console.line(done);
            if (!console.forPeople()) {
                console.object("result", "result", "up", "detail", done);
            }
            return 0;
        }
    }
}
