package dev.slipway.check;

import dev.slipway.assess.ProjectModel;
import java.util.List;
import java.util.Map;

/**
 * A small repository that shows a rule: its test, and its page in the documentation.
 *
 * @param bad whether the rule finds something in it
 * @param files text by path
 */
public record Example(boolean bad, Map<String, String> files, ProjectModel model) {
    /** A model that knows nothing. */
    public static final ProjectModel NO_MODEL =
            new ProjectModel(List.of(), List.of(), List.of(), List.of(), 0, List.of());

    public Example {
        files = Map.copyOf(files);
    }

    /** One file in which the rule finds something. */
    public static Example bad(String path, String text) {
        return new Example(true, Map.of(path, text), NO_MODEL);
    }

    /** One file in which the rule finds nothing. */
    public static Example good(String path, String text) {
        return new Example(false, Map.of(path, text), NO_MODEL);
    }
}
