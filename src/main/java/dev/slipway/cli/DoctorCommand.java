package dev.slipway.cli;

import dev.slipway.app.Slipway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slipway doctor}. */
@Command(name = "doctor", description = "Says what this machine offers, what is missing and what that disables.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            var offers = slipway.doctor();
            if (!console.forPeople()) {
                console.record(offers);
                return 0;
            }
            List<String[]> rows = new ArrayList<>();
            rows.add(new String[] {"", "WHAT", "FOUND", "WITHOUT IT"});
            offers.forEach(o -> rows.add(new String[] {
                o.present() ? "✓" : "–", o.thing(), o.version(), o.present() ? "" : "not possible: " + o.disables()
            }));
            console.lines(Table.of(rows));
            return 0;
        }
    }
}
