package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.Recipe;
import dev.slipway.base.Confidence;
import dev.slipway.base.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Words that all detectors use when they write recipes.
 *
 * <p>Conventions of a recipe: the working directory of a start command is {@code /app}; {@code ${PORT}} in start and
 * environment is the port that the target assigns; {@code ${OUT}} may stand in arguments, in a step's environment and in
 * JUnit globs; a start whose first word is {@link #STATIC_SERVER} is served by Slipway's own static file server.
 */
final class Recipes {
    /** First word of a start command that means "Slipway's own file server"; the second is the folder. */
    static final String STATIC_SERVER = "slipway-static";

    /** First word of a test command that means "Slipway's own look at a site's links"; then the folder and the report. */
    static final String SITE_TEST = "slipway-site-test";

    /** Where that test writes its report. */
    static final String SITE_REPORT = "${OUT}/links.xml";

    /** The port that the target assigns. */
    static final String PORT = "${PORT}";

    /** Long enough for a cold dependency cache on a slow line. */
    static final Duration BUILD_LIMIT = Duration.ofMinutes(30);

    /** Long enough for integration tests with containers. */
    static final Duration TEST_LIMIT = Duration.ofMinutes(30);

    /** What never goes into an image from a source tree. */
    static final List<String> SOURCE_EXCLUDES = List.of(
            ".git",
            ".git/**",
            ".github/**",
            ".gitlab-ci.yml",
            ".gitignore",
            ".slipway/**",
            ".idea/**",
            ".vscode/**",
            ".env",
            ".env.*",
            "**/.env",
            "**/.env.*",
            "*.pem",
            "**/*.pem",
            "*.key",
            "**/*.key",
            ".DS_Store",
            "Dockerfile*",
            "compose*.y*ml",
            "docker-compose*.y*ml",
            "slipway.yaml",
            "README*",
            "/coverage/**");

    private Recipes() {}

    static Recipe.Step build(String name, String folder, Place why, List<String> arguments) {
        return new Recipe.Step(name, arguments, folder, Map.of(), BUILD_LIMIT, why);
    }

    static Recipe.Step test(String folder, Place why, Map<String, String> environment, List<String> arguments) {
        return new Recipe.Step("test", arguments, folder, environment, TEST_LIMIT, why);
    }

    /** What is tested of a site without tests of its own: that its pages' own links, images and scripts are there. */
    static List<Recipe.Step> siteTest(String folder, String files, Place why) {
        return List.of(test(folder, why, Map.of(), List.of(SITE_TEST, files, SITE_REPORT)));
    }

    /** The commands of steps as a fact for people; unknown when there are none. */
    static Fact<String> fact(
            String rule, String reason, List<Recipe.Step> steps, Confidence confidence, Fact.Evidence why) {
        if (steps.isEmpty()) {
            return Claims.unknown(reason, rule);
        }
        String command = steps.stream().map(s -> words(s.arguments())).collect(Collectors.joining(" && "));
        return Claims.known(command, confidence, rule, why);
    }

    /** An argument list as one line that a shell would read the same. */
    static String words(List<String> arguments) {
        return arguments.stream()
                .map(a -> a.matches("[\\w@%+=:,./$\\{\\}*~^<>-]+") && !a.matches(".*[<>*~].*")
                        ? a
                        : "'" + a.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
