package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.pipeline.session.Place;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code action.yml} of an action in a folder. */
record ActionFile(Path folder, String file, Node root) {
    static Optional<ActionFile> read(Place place, Path folder) {
        for (String name : List.of("action.yml", "action.yaml")) {
            Optional<String> text = place.read(folder.resolve(name));
            if (text.isPresent()) {
                Parsed parsed = Yaml.parse(name, text.get());
                if (parsed.errors().isEmpty()) {
                    return Optional.of(
                            new ActionFile(folder, folder.resolve(name).toString(), parsed.root()));
                }
            }
        }
        return Optional.empty();
    }

    String using() {
        return root.textAt("runs", "using").orElse("");
    }
}
