package dev.slipway.pipeline.build;

import dev.slipway.assess.Recipe;
import java.nio.file.Path;
import java.util.Map;

/**
 * A component to build.
 *
 * @param folder relative to the root of the tree, {@code .} for the root
 * @param out the recipe's {@code ${OUT}}: outside the tree, empty
 * @param environment on top of the build's: {@code JAVA_HOME} of the JDK that satisfies the component's fact
 */
public record Component(String name, String folder, Recipe recipe, Path out, Map<String, String> environment) {
    public Component {
        environment = Map.copyOf(environment);
    }
}
