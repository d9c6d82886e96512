package dev.slipway.image;

import dev.slipway.assess.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to pack.
 *
 * @param outputs from the component's {@link Recipe}
 * @param component the component's folder in the working tree
 * @param out the scratch folder that {@code ${OUT}} stands for
 * @param start argument list inside the image; {@code ${MAIN}} becomes the main class of the exploded jar
 * @param environment ordinary variables; never a secret
 * @param user numeric {@code uid:gid}, not root
 * @param labels OCI labels; see {@link #labels(String, String, String)}
 * @param architecture of the base that is looked for, in Go's words: {@code amd64}, {@code arm64}
 */
public record ImageRequest(
        List<Recipe.Output> outputs,
        Path component,
        Path out,
        List<String> start,
        Map<String, String> environment,
        String user,
        Map<String, String> labels,
        Base base,
        String architecture) {
    /** A user id that no distribution gives to a person or a daemon. */
    public static final String USER = "10001:10001";

    public ImageRequest {
        outputs = List.copyOf(outputs);
        component = component.toAbsolutePath().normalize();
        out = out.toAbsolutePath().normalize();
        start = List.copyOf(start);
        environment = Map.copyOf(environment);
        labels = Map.copyOf(labels);
        if (!user.matches("[1-9][0-9]{0,9}(:[0-9]{1,10})?")) {
            throw new IllegalArgumentException("an image's user is numeric and not root: " + user);
        }
    }

    /** A recipe's outputs and start command on an empty base, as {@link #USER}, for this machine's architecture. */
    public static ImageRequest of(Recipe recipe, Path component, Path out, Map<String, String> labels, Base base) {
        return new ImageRequest(
                recipe.outputs(),
                component,
                out,
                recipe.start(),
                recipe.environment(),
                USER,
                labels,
                base,
                thisArchitecture());
    }

    /** The three labels of the OCI image-spec (annotations.md) that say where an image comes from. */
    public static Map<String, String> labels(String source, String revision, String version) {
        return Map.of(
                "org.opencontainers.image.source", source,
                "org.opencontainers.image.revision", revision,
                "org.opencontainers.image.version", version);
    }

    /** This machine's architecture in Go's words. */
    public static String thisArchitecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case String other -> other;
        };
    }
}
