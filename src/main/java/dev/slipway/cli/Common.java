package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.base.EnvName;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that every command understands, and what they open. */
final class Common {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Option(names = "--json", description = "One JSON object a line, for scripts.")
    boolean json;

    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "",
            description = "PostgreSQL that keeps the history (default: an embedded one; also SLIPWAY_DATABASE).")
    private String database = "";

    @Option(
            names = {"-v", "--verbose"},
            description = "Shows the output of programs as it comes.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    /** How this command shows things. */
    Console console() {
        return new Console(out(), json, verbose);
    }

    PrintWriter out() {
        return commandLine().getOut();
    }

    PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return spec.commandLine();
    }

    /** The use cases, for the user of the operating system. */
    Slipway open() {
        return Slipway.ofThisUser(database);
    }

    /** {@code --env}, for the commands that act on one environment. */
    static final class OfEnvironment {
        @Option(
                names = "--env",
                paramLabel = "NAME",
                defaultValue = "local",
                description = "The environment (default: ${DEFAULT-VALUE}).")
        private String name = "local";

        EnvName name() {
            return new EnvName(name);
        }
    }
}
