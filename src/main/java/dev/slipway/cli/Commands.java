package dev.slipway.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Every subcommand by its first word, in the order the help shows them. A command's class is loaded only when its word
 * was typed, so a line here costs nothing to the others.
 */
final class Commands {
    /**
     * One subcommand.
     *
     * @param name the word
     * @param command makes the object with picocli's annotations; called at most once a process
     */
    record Entry(String name, Supplier<Object> command) {}

    static final List<Entry> ALL = List.of(
            new Entry("ship", ShipCommand::new),
            new Entry("assess", AssessCommand::new),
            new Entry("check", CheckCommand::new),
            new Entry("run", RunCommand::new),
            new Entry("lint", LintCommand::new),
            new Entry("eval", EvalCommand::new),
            new Entry("plan", PlanCommand::new),
            new Entry("approve", ApproveCommand::new),
            new Entry("reject", RejectCommand::new),
            new Entry("deploy", DeployCommand::new),
            new Entry("ready", ReadyCommand::new),
            new Entry("status", StatusCommand::new),
            new Entry("logs", LogsCommand::new),
            new Entry("rollback", RollbackCommand::new),
            new Entry("stop", StopCommand::new),
            new Entry("up", UpCommand::new),
            new Entry("report", ReportCommand::new),
            new Entry("evidence", EvidenceCommand::new),
            new Entry("audit", AuditCommand::new),
            new Entry("explain", ExplainCommand::new),
            new Entry("doctor", DoctorCommand::new),
            new Entry("service", ServiceCommand::new),
            new Entry("purge", PurgeCommand::new),
            new Entry(AotTrain.NAME, AotTrain::new));

    private Commands() {}

    static Optional<Entry> named(String word) {
        return ALL.stream().filter(e -> e.name().equals(word)).findFirst();
    }
}
