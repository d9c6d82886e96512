package dev.slipway.cli;

import dev.slipway.base.Exit;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The process's entry. Registers only the subcommand that the first word names: building the whole tree of commands
 * costs more than most commands do, so that happens only where all of it is shown or searched (help, a word we do not
 * know).
 *
 * <p>Exit statuses are those of {@link Exit}. A {@link SlipwayException} is printed as its problems, a bug as one line;
 * neither as a stack trace.
 */
@Command(
        name = "slipway",
        description = "Builds, proves and ships what is in a repository.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Prints the version.")
    private boolean version;

    /** Runs the command and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** The root with what these words need, not yet executed. Standard output is used unless the caller sets another. */
    static CommandLine commandLine(String... args) {
        var root = new CommandLine(new Main());
        for (var entry : toRegister(args)) {
            root.addSubcommand(entry.name(), entry.command().get());
        }
        // A file name that begins with @ is a file name, and nobody's file is read as options.
        root.setExpandAtFiles(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setParameterExceptionHandler(Main::usage);
        root.setExecutionExceptionHandler(Main::failed);
        return root;
    }

    private static List<Commands.Entry> toRegister(String[] args) {
        if (args.length == 0) {
            return Commands.ALL;
        }
        return switch (args[0]) {
            case "-V", "--version" -> List.of();
            default -> {
                var named = Commands.named(args[0]);
                yield named.isPresent() ? List.of(named.get()) : Commands.ALL;
            }
        };
    }

    /** Without a word: shows what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int usage(ParameterException e, String[] args) {
        var err = e.getCommandLine().getErr();
        var near = new java.io.StringWriter();
        CommandLine.UnmatchedArgumentException.printSuggestions(e, new PrintWriter(near));
        print(
                err,
                Problem.input(
                        firstLine(String.valueOf(e.getMessage())),
                        firstLine(near.toString()),
                        e.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
        return Exit.INPUT.status();
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        if (e instanceof SlipwayException known) {
            known.problems().forEach(p -> print(command.getErr(), p));
            return known.problems().getFirst().exit().status();
        }
        command.getErr().println("slipway: a bug of ours: " + e);
        return Exit.BUG.status();
    }

    private static void print(PrintWriter err, Problem problem) {
        err.println("slipway: " + problem.what());
        line(err, "where", problem.where());
        line(err, "why  ", problem.cause());
        line(err, "do   ", problem.fix());
        err.flush();
    }

    private static void line(PrintWriter err, String label, String text) {
        if (!text.isBlank()) {
            err.println("  " + label + "  " + text);
        }
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }
}
