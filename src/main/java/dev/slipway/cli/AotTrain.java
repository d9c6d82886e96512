package dev.slipway.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The run that the launcher records to make the AOT cache (see {@code slipway}, function {@code train}): the commands
 * whose start should be fast, executed for real with their output thrown away. It writes nothing into anyone's files.
 */
@Command(name = AotTrain.NAME, hidden = true, description = "Does what the launcher's AOT cache should know.")
final class AotTrain implements Callable<Integer> {
    static final String NAME = "aot-train";

    /** Each is one command line. Cheap and without side effects: they run in the user's time, in the background. */
    private static final List<List<String>> TRAINING =
            List.of(List.of("--version"), List.of("--help"), List.of("no-such-word"));

    @Override
    public Integer call() {
        for (var words : TRAINING) {
            var args = words.toArray(String[]::new);
            var nowhere = new PrintWriter(Writer.nullWriter());
            Main.commandLine(args).setOut(nowhere).setErr(nowhere).execute(args);
        }
        return 0;
    }
}
