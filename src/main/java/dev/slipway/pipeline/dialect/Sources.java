package dev.slipway.pipeline.dialect;

import java.util.List;
import java.util.Optional;

/**
 * The files that a pipeline file refers to: includes, templates, local actions, called workflows. For a dialect this is plain
 * data; what is not at hand is empty, and the dialect says so with the place of the reference.
 */
public interface Sources {
    /** A file of the repository itself; {@code path} relative to its root, with {@code /}. */
    Optional<String> local(String path);

    /**
     * A file of another repository.
     *
     * @param repository as written, for example {@code group/project} or {@code owner/repo}
     * @param ref branch, tag or commit as written; empty for the default
     */
    Optional<String> foreign(String repository, String ref, String path);

    /** The repository's own files that match a glob with {@code *} and {@code **}, sorted; none where listing is not possible. */
    default List<String> matching(String glob) {
        return List.of();
    }

    /** Nothing but the file itself. */
    static Sources none() {
        return new Sources() {
            @Override
            public Optional<String> local(String path) {
                return Optional.empty();
            }

            @Override
            public Optional<String> foreign(String repository, String ref, String path) {
                return Optional.empty();
            }
        };
    }
}
