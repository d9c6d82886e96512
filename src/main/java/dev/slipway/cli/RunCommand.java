package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.run.RunOptions;
import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.pipeline.engine.FlowRun;
import dev.slipway.pipeline.session.RunDialect.Graph;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway run}. */
@Command(
        name = "run",
        description = "Runs pipelines on this machine: a file, or all that a push would start.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  slipway run",
            "  slipway run .github/workflows/ci.yml --job test --matrix os=ubuntu-latest",
            "  slipway run --event workflow_dispatch --input level=debug ci.yml",
            "  slipway run --plan --json",
            "  slipway run --rerun-failed"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "A pipeline file (default: all of the repository).")
    private @Nullable Path file;

    @Option(names = "--dialect", paramLabel = "NAME", defaultValue = "", description = "Its language.")
    private String dialect = "";

    @Option(names = "--job", paramLabel = "JOB", description = "Only this job and what it needs; repeatable.")
    private List<String> jobs = List.of();

    @Option(names = "--event", paramLabel = "NAME", defaultValue = "", description = "The event (default: a push).")
    private String event = "";

    @Option(names = "--event-payload", paramLabel = "FILE", description = "The event as JSON.")
    private @Nullable Path payload;

    @Option(
            names = {"--input", "--param"},
            paramLabel = "K=V",
            description = "An input or parameter; repeatable.")
    private Map<String, String> inputs = Map.of();

    @Option(names = "--var", paramLabel = "K=V", description = "A variable of the repository or project; repeatable.")
    private Map<String, String> variables = Map.of();

    @Option(names = "--secret-file", paramLabel = "FILE", description = "NAME=VALUE lines; masked in all output.")
    private @Nullable Path secrets;

    @Option(names = "--matrix", paramLabel = "K=V", description = "Only cells with this value; repeatable.")
    private Map<String, String> matrix = Map.of();

    @Option(
            names = "--action",
            paramLabel = "OWNER/REPO@REF=DIR",
            description = "A folder that stands for an action; repeatable.")
    private List<String> actions = List.of();

    @Option(names = "--parallel", paramLabel = "N", defaultValue = "0", description = "Jobs at a time.")
    private int parallel;

    @Option(names = "--any-runner", description = "Runs jobs for other systems here, too.")
    private boolean anyRunner;

    @Option(names = "--cold", description = "Build tools do not see what you have downloaded already.")
    private boolean cold;

    @Option(names = "--keep", description = "Keeps the folders of failed jobs.")
    private boolean keep;

    @Option(names = "--plan", description = "Shows the graph and runs nothing.")
    private boolean plan;

    @Option(names = "--mermaid", description = "With --plan: the graph as a Mermaid diagram.")
    private boolean mermaid;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            arity = "0..1",
            fallbackValue = "last",
            description = "Goes on with a run that was interrupted (default: the last).")
    private @Nullable String resume;

    @Option(
            names = "--rerun-failed",
            paramLabel = "RUN",
            arity = "0..1",
            fallbackValue = "last",
            description = "Runs what did not succeed again (default: of the last run).")
    private @Nullable String rerun;

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            RunOptions options = options();
            if (plan) {
                show(slipway.plan(options));
                return Exit.DONE.status();
            }
            RunView view = new RunView(console, common.out(), common.json, common.verbose);
            try (var ignored = Interrupts.of(slipway, common.err())) {
                return exit(slipway.run(options, view)).status();
            }
        }
    }

    private RunOptions options() {
        String again =
                Optional.ofNullable(resume).or(() -> Optional.ofNullable(rerun)).orElse("");
        return new RunOptions(
                Path.of("."),
                Optional.ofNullable(file),
                dialect,
                jobs,
                event,
                Optional.ofNullable(payload),
                inputs,
                variables,
                Optional.ofNullable(secrets),
                matrix,
                mapped(),
                parallel > 0 ? parallel : Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
                anyRunner,
                cold,
                keep,
                again,
                rerun != null);
    }

    private Map<String, String> mapped() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String action : actions) {
            int equals = action.indexOf('=');
            if (equals < 1) {
                throw Problem.input("--action " + action, "it is owner/name@ref=folder", "add the folder")
                        .asException();
            }
            all.put(action.substring(0, equals), action.substring(equals + 1));
        }
        return all;
    }

    private void show(Map<String, Graph> graphs) {
        graphs.forEach((path, graph) -> {
            if (mermaid) {
                common.console().lines(GraphText.mermaid(graph));
            } else if (common.json) {
                common.console().lines(List.of(graph.json()));
            } else {
                common.console().lines(GraphText.lines(path, graph));
            }
        });
    }

    private static Exit exit(Map<String, FlowRun.Report> reports) {
        Exit worst = Exit.DONE;
        for (FlowRun.Report report : reports.values()) {
            Exit one = switch (report.result()) {
                case SUCCESS, UNSTABLE, SKIPPED -> Exit.DONE;
                case MANUAL -> Exit.WAITS;
                case CANCELLED -> Exit.INTERRUPTED;
                case FAILURE, TIMED_OUT -> Exit.NO;
            };
            worst = rank(one) > rank(worst) ? one : worst;
        }
        return worst;
    }

    private static int rank(Exit exit) {
        return switch (exit) {
            case DONE -> 0;
            case WAITS -> 1;
            case NO -> 2;
            case INPUT, SURROUNDINGS, BUG -> 3;
            case INTERRUPTED -> 4;
        };
    }
}
