package dev.slipway.app.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** What decides about the nodes of a run, for the run file; no secret is in it. */
    List<String> decisive() {
        List<String> all = new ArrayList<>();
        jobs.forEach(j -> all.add("job=" + j));
        if (!event.isEmpty()) {
            all.add("event=" + event);
        }
        inputs.forEach((k, v) -> all.add("input." + k + "=" + v));
        variables.forEach((k, v) -> all.add("var." + k + "=" + v));
        matrix.forEach((k, v) -> all.add("matrix." + k + "=" + v));
        payload.ifPresent(p -> all.add("payload=" + p.toAbsolutePath().normalize()));
        all.add("any-runner=" + anyRunner);
        return all;
    }

    /** These, with what decided an earlier run. */
    RunOptions deciding(List<String> decisive) {
        return new RunOptions(
                directory,
                file,
                dialect,
                decisive.stream()
                        .filter(d -> d.startsWith("job="))
                        .map(d -> d.substring(4))
                        .toList(),
                value(decisive, "event=").orElse(""),
                value(decisive, "payload=").map(Path::of),
                pairs(decisive, "input."),
                pairs(decisive, "var."),
                secretFile,
                pairs(decisive, "matrix."),
                actions,
                maxParallel,
                value(decisive, "any-runner=").filter("true"::equals).isPresent(),
                cold,
                keepFailed,
                again,
                failedOnly);
    }

    private static Optional<String> value(List<String> all, String prefix) {
        return all.stream()
                .filter(d -> d.startsWith(prefix))
                .map(d -> d.substring(prefix.length()))
                .findFirst();
    }

    private static Map<String, String> pairs(List<String> all, String prefix) {
        Map<String, String> pairs = new LinkedHashMap<>();
        all.stream()
                .filter(d -> d.startsWith(prefix))
                .map(d -> d.substring(prefix.length()))
                .forEach(d -> pairs.put(d.substring(0, d.indexOf('=')), d.substring(d.indexOf('=') + 1)));
        return pairs;
    }
}
