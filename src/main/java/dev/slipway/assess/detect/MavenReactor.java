package dev.slipway.assess.detect;

import dev.slipway.assess.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where Maven is called and how.
 *
 * @param root folder of the topmost pom that has this module
 * @param module the module's folder relative to the root; {@code .} when it is the root
 * @param program {@code mvn}, or the wrapper of the repository
 */
record MavenReactor(String root, String module, List<String> program) {
    /** Aggregators above aggregators. */
    private static final int MAX_LEVELS = 20;

    static MavenReactor of(Sources sources, Map<String, MavenPom> poms, MavenPom pom) {
        String root = pom.folder();
        for (int i = 0; i < MAX_LEVELS; i++) {
            String below = root;
            Optional<String> above = poms.values().stream()
                    .filter(p -> !p.folder().equals(below) && p.modules().contains(below))
                    .map(MavenPom::folder)
                    .filter(f -> Sources.within(below, f))
                    .findFirst();
            if (above.isEmpty()) {
                break;
            }
            root = above.get();
        }
        String module = root.equals(pom.folder()) ? "." : Sources.relative(pom.folder(), root);
        return new MavenReactor(root, module, program(sources, root));
    }

    /** The wrapper is started through sh: a checkout may have lost its executable bit. */
    private static List<String> program(Sources sources, String root) {
        String at = root;
        String up = "./";
        while (true) {
            boolean complete = sources.has(at, "mvnw") && sources.has(at, ".mvn/wrapper/maven-wrapper.properties");
            if (complete) {
                return List.of("sh", up + "mvnw");
            }
            if (at.equals(".")) {
                return List.of("mvn");
            }
            at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : ".";
            up = up.equals("./") ? "../" : up + "../";
        }
    }

    boolean wrapped() {
        return program.size() > 1;
    }
}
