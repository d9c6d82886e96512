package dev.slipway.pipeline.session;

import dev.slipway.pipeline.dialect.Sources;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What shall be run, and all that a session may know of the world before its jobs start.
 *
 * @param file relative to the repository, with {@code /}
 * @param event name in the dialect's words; empty for its default, a push
 * @param payload of the event as JSON; empty for one made of {@code repository}
 * @param inputs by name: of a manual start, or the dialect's parameters
 * @param variables of the repository or project
 * @param select jobs asked for by id or name, with all they need; empty for all
 * @param matrix only cells with these values
 * @param changed files that the event changed; empty when unknown
 */
public record RunRequest(
        String file,
        String text,
        String event,
        String payload,
        Map<String, String> inputs,
        Map<String, String> variables,
        Secrets secrets,
        List<String> select,
        Map<String, String> matrix,
        Repository repository,
        Optional<List<String>> changed,
        Machine machine,
        Sources sources,
        Actions actions,
        RunIdentity run) {
    public RunRequest {
        inputs = Map.copyOf(inputs);
        variables = Map.copyOf(variables);
        select = List.copyOf(select);
        matrix = Map.copyOf(matrix);
    }

    /**
     * The repository.
     *
     * @param name {@code owner/name}; made of the folder where there is no remote
     * @param server of the remote, {@code https://host}; empty for none
     * @param branch empty when none is checked out
     * @param tag at the commit; empty for none
     * @param commit 40 digits; zeros outside of git
     * @param before the parent commit; zeros for none
     */
    public record Repository(
            String name,
            String server,
            String branch,
            String defaultBranch,
            String tag,
            String commit,
            String before,
            String message,
            String actor) {}

    /**
     * The machine.
     *
     * @param system {@code linux}, {@code macos} or {@code windows}
     * @param architecture {@code x64} or {@code arm64}
     * @param engine whether a container engine answers
     * @param anyRunner whether jobs for other systems run here all the same
     */
    public record Machine(String system, String architecture, boolean engine, boolean anyRunner) {}

    /** Which run it is: its id, its number from 1, and when it began, milliseconds since the epoch. */
    public record RunIdentity(String id, int number, long startedMillis) {}

    /** Finds reusable steps of other repositories. */
    public interface Actions {
        /** A folder that holds the tree of {@code owner/name} at a ref; empty when it is not at hand. */
        Optional<Found> find(String repository, String ref);

        /**
         * A tree.
         *
         * @param commit empty when it is a mapped folder
         * @param how where it came from, for people
         */
        record Found(Path folder, String commit, String how) {}

        /** None. */
        static Actions none() {
            return (repository, ref) -> Optional.empty();
        }
    }
}
