package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.StatusReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code slipway status}. */
@Command(
        name = "status",
        description = "Shows what runs: services, versions, instances, addresses.",
        footerHeading = "%nExamples:%n",
        footer = {"  slipway status", "  slipway status --json"})
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            StatusReport report = slipway.status();
            if (console.forPeople()) {
                console.lines(text(report));
            } else {
                console.record(report);
            }
            return 0;
        }
    }

    private static List<String> text(StatusReport report) {
        List<String> lines = new ArrayList<>();
        if (report.services().isEmpty()) {
            lines.add("nothing runs yet; try: slipway ship DIR");
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SERVICE", "STATE", "VERSION", "DIGEST", "SINCE", "ADDRESS"});
        for (StatusReport.ServiceStatus s : report.services()) {
            rows.add(new String[] {
                s.app() + "/" + s.service() + (s.environment().equals("local") ? "" : " (" + s.environment() + ")"),
                s.state(),
                s.version(),
                s.digest().isEmpty() ? "" : s.digest().substring(7, 19),
                s.since().replace('T', ' ').replaceAll("\\.\\d+Z?$|Z$", ""),
                s.url()
            });
            for (StatusReport.InstanceStatus i : s.instances()) {
                String restarts = i.restarts() == 0 ? "" : i.restarts() + " restarts";
                rows.add(new String[] {"  └ " + i.id(), i.phase(), "pid " + i.pid(), restarts, "", i.message()});
            }
        }
        if (!report.services().isEmpty()) {
            lines.addAll(Table.of(rows));
        }
        for (StatusReport.ServiceStatus s : report.services()) {
            if (!s.attention().isEmpty()) {
                lines.add(s.app() + "/" + s.service() + ": " + s.attention());
                lines.add("  next  " + s.next());
            }
        }
        report.unfinished().forEach(u -> lines.add("unfinished: " + u));
        lines.add("keeper " + (report.keeper() == 0 ? "not running (slipway up)" : "pid " + report.keeper())
                + " · data plane " + (report.proxy() ? "answers" : "does not answer"));
        return lines;
    }
}
