package dev.slipway.app.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of {@code run}.
 *
 * @param file one pipeline file; empty for all that the event starts
 * @param payload file with the event's JSON
 * @param secretFile dotenv file with secrets
 * @param actions {@code owner/name@ref} to a folder
 * @param anyRunner whether jobs for other systems run here all the same
 * @param cold whether build tools find nothing that the user has downloaded
 * @param keepFailed whether folders of failed jobs stay
 * @param again id of an earlier run that is taken up; {@code last} for the newest; empty for a new run
 * @param failedOnly of an earlier run: whether finished runs' failed jobs run again, too
 */
public record RunOptions(
        Path directory,
        Optional<Path> file,
        String dialect,
        List<String> jobs,
        String event,
        Optional<Path> payload,
        Map<String, String> inputs,
        Map<String, String> variables,
        Optional<Path> secretFile,
        Map<String, String> matrix,
        Map<String, String> actions,
        int maxParallel,
        boolean anyRunner,
        boolean cold,
        boolean keepFailed,
        String again,
        boolean failedOnly) {
    public RunOptions {
        jobs = List.copyOf(jobs);
        inputs = Map.copyOf(inputs);
        variables = Map.copyOf(variables);
        matrix = Map.copyOf(matrix);
        actions = Map.copyOf(actions);
    }
}
