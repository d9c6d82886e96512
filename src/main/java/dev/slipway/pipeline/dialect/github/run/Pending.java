package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.session.StepInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A step that was handed to the engine and is not over. */
final class Pending {
    final StepInfo info;
    final Frame frame;
    final String id;
    final boolean tolerated;
    final Files files;
    final Map<String, String> outputs = new LinkedHashMap<>();
    /** State that the main part of an action leaves for its post part. */
    final Map<String, String> state;

    final Optional<KnownSteps.Planned> known;
    /** Token that ends {@code stop-commands}; empty while commands are heard. */
    String stopped = "";

    /** The step's command files. */
    record Files(Path output, Path environment, Path path, Path state, Path summary) {
        static Files in(Path folder, String step) {
            String name = step.replaceAll("[^A-Za-z0-9]+", "_");
            return new Files(
                    folder.resolve("output_" + name),
                    folder.resolve("env_" + name),
                    folder.resolve("path_" + name),
                    folder.resolve("state_" + name),
                    folder.resolve("summary_" + name));
        }
    }

    Pending(
            StepInfo info,
            Frame frame,
            String id,
            boolean tolerated,
            Files files,
            Map<String, String> state,
            Optional<KnownSteps.Planned> known) {
        this.info = info;
        this.frame = frame;
        this.id = id;
        this.tolerated = tolerated;
        this.files = files;
        this.state = state;
        this.known = known;
    }
}
