package dev.slipway.assess;

import dev.slipway.base.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a component is built, tested, packed and started, as data: a detector writes it, the pipeline runs its steps, the
 * image room packs its outputs, the target starts its command. Nobody else knows the stack.
 *
 * <p>{@code ${OUT}} in arguments, environments of steps, JUnit globs and paths is a scratch folder outside the working tree,
 * empty before the first step and one for all of them. {@code ${PORT}} in {@code start} and {@code environment} is the port
 * that the target assigns. The working directory of {@code start} is {@code /app}. A start whose first word is
 * {@code slipway-static} is Slipway's own file server; the second word is the folder it serves.
 *
 * @param build makes the artifact in the working tree's own build folders, or in {@code ${OUT}}
 * @param test runs the tests; an empty list means that no tests were found
 * @param collect gathers what must be packed and is not in the tree (dependency jars, production modules), into {@code ${OUT}}
 * @param junit globs of JUnit XML reports relative to the component's folder; empty when the stack writes none
 * @param outputs what goes into the image
 * @param start argument list inside the image; the first word is a {@link Tool} name or a path below {@code /app}
 * @param environment variables the stack itself wants at run time, for example {@code NODE_ENV}; {@code PORT} among them is
 *     {@code ${PORT}}, or a number where the program listens there whatever it is told
 * @param tools what the machine must offer
 */
public record Recipe(
        List<Step> build,
        List<Step> test,
        List<Step> collect,
        List<String> junit,
        List<Output> outputs,
        List<String> start,
        Map<String, String> environment,
        List<Tool> tools) {
    public Recipe {
        build = List.copyOf(build);
        test = List.copyOf(test);
        collect = List.copyOf(collect);
        junit = List.copyOf(junit);
        outputs = List.copyOf(outputs);
        start = List.copyOf(start);
        environment = Map.copyOf(environment);
        tools = List.copyOf(tools);
    }

    /** A recipe of a component that cannot be built: a library, or a stack without commands above confidence low. */
    public static final Recipe NONE =
            new Recipe(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());

    /** The port that only the code can change; empty when the target may assign one. */
    public OptionalInt fixedPort() {
        String port = environment.getOrDefault("PORT", "");
        return port.matches("\\d{2,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
    }

    /**
     * One command.
     *
     * @param folder working folder relative to the repository root
     * @param why the place that says so
     */
    public record Step(
            String name,
            List<String> arguments,
            String folder,
            Map<String, String> environment,
            Duration limit,
            Place why) {
        public Step {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Something that goes into the image.
     *
     * @param from path or glob relative to the component's folder, or below {@code ${OUT}}; a glob must match exactly one
     *     file where {@code how} is a jar
     * @param to absolute path in the image
     * @param excludes globs relative to {@code from} that stay out (tests, caches, dotenv files); of a jar glob: names that
     *     are not the one
     */
    public record Output(String from, String to, Layer layer, How how, List<String> excludes) {
        public Output {
            excludes = List.copyOf(excludes);
        }
    }

    /** Which layer: dependencies change rarely, the application with each commit. */
    public enum Layer {
        DEPENDENCIES,
        APPLICATION
    }

    /** How an output is taken. */
    public enum How {
        /** File or folder as it is. */
        COPY,
        /** A jar, exploded into a folder of classes so that its timestamps do not matter. */
        EXPLODE_JAR,
        /**
         * A Spring Boot jar: {@code BOOT-INF/classes} to {@code to/classes}, {@code BOOT-INF/lib} to {@code to/lib} in the
         * dependency layer; {@code ${MAIN}} in {@code start} becomes the manifest's Start-Class.
         */
        EXPLODE_BOOT_JAR
    }

    /**
     * A program the machine must offer.
     *
     * @param name as on the path: {@code java}, {@code mvn}, {@code node}, {@code npm}, {@code python3}, {@code go}
     * @param version smallest major version that satisfies the fact, empty for any; for java the feature release
     * @param use when it is needed
     * @param why the place that made us need it
     */
    public record Tool(String name, String version, Use use, Place why) {}

    /** When a tool is needed. */
    public enum Use {
        BUILD,
        RUN,
        BOTH
    }
}
