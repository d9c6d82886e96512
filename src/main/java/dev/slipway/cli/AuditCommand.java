package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway audit verify|show}. */
@Command(
        name = "audit",
        description = "The chain of everything that was changed, by whom.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class},
        synopsisSubcommandLabel = "(verify|show)")
final class AuditCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Override
    public Integer call() {
        throw dev.slipway.base.Problem.input(
                        "say what to do with the audit chain", "verify or show", "slipway audit verify")
                .asException();
    }

    /** {@code slipway audit verify}. */
    @Command(name = "verify", description = "Recomputes the chain; 1 with the first record that does not fit.")
    static final class Verify implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Override
        public Integer call() throws InterruptedException {
            Console console = common.console();
            try (Slipway slipway = common.open()) {
                Slipway.AuditAnswer answer = slipway.auditVerify();
                console.line(answer.text());
                if (!console.forPeople()) {
                    console.record(answer);
                }
                return answer.whole() ? 0 : Exit.NO.status();
            }
        }
    }

    /** {@code slipway audit show}. */
    @Command(name = "show", description = "The newest records.")
    static final class Show implements Callable<Integer> {
        @Mixin
        private final Common common = new Common();

        @Option(names = "-n", paramLabel = "COUNT", defaultValue = "30", description = "How many (default: 30).")
        private int count = 30;

        @Override
        public Integer call() throws InterruptedException {
            Console console = common.console();
            try (Slipway slipway = common.open()) {
                var records = slipway.auditShow(count);
                if (console.forPeople()) {
                    List<String[]> rows = new ArrayList<>();
                    rows.add(new String[] {"SEQ", "TIME", "WHO", "ACTION", "OBJECT", "OUTCOME"});
                    records.forEach(r -> rows.add(new String[] {
                        String.valueOf(r.seq()), r.time(), r.who(), r.action(), r.object(), r.outcome()
                    }));
                    console.lines(Table.of(rows));
                } else {
                    console.record(records);
                }
                return 0;
            }
        }
    }
}
