package dev.slipway.check.kubernetes;

import dev.slipway.check.Spot;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container of a pod.
 *
 * @param body its map
 * @param podSpec for what it takes over from the pod
 */
public record Container(Node.Mapping body, Role role, Node.Mapping podSpec) {
    /** What a container is there for. */
    public enum Role {
        MAIN("containers"),
        INIT("initContainers"),
        EPHEMERAL("ephemeralContainers");

        private final String key;

        Role(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /** Its name, else its image. */
    public String name() {
        return body.textAt("name").or(() -> body.textAt("image")).orElse("a container");
    }

    /** Where it says its name, else where it begins. */
    public Span here() {
        return Spot.key(body, "name").or(() -> Spot.key(body, "image")).orElse(body.span());
    }

    /** The deepest key of the path that exists, else the name. */
    public Span near(String... path) {
        return Spot.deepest(body, here(), path);
    }

    /** The image as written, empty when it has none. */
    public String image() {
        return body.textAt("image").orElse("");
    }

    /** A setting of its own security context. */
    public Optional<String> own(String... path) {
        return body.textAt(full(path));
    }

    /** A setting of its security context, else of the pod's. */
    public Optional<String> security(String... path) {
        return own(path).or(() -> podSpec.textAt(full(path)));
    }

    /** Where that setting stands: its own, else nothing. */
    public Span nearSecurity(String... path) {
        return near(full(path));
    }

    /** The path of a setting below {@code securityContext}. */
    public static String[] full(String... path) {
        List<String> full = new ArrayList<>(List.of(path));
        full.addFirst("securityContext");
        return full.toArray(String[]::new);
    }

    /** Capabilities that it adds or drops, in upper case without CAP_. */
    public List<String> capabilities(String addOrDrop) {
        return body.listAt("securityContext", "capabilities", addOrDrop).stream()
                .flatMap(n -> n instanceof Node.Scalar s
                        ? java.util.stream.Stream.of(capability(s))
                        : java.util.stream.Stream.empty())
                .toList();
    }

    /** The name of a capability in upper case without CAP_. */
    public static String capability(Node node) {
        String name = node instanceof Node.Scalar s ? s.value().toUpperCase(java.util.Locale.ROOT) : "";
        return name.startsWith("CAP_") ? name.substring(4) : name;
    }

    /** Command and arguments, each with its node. */
    public List<Node.Scalar> words() {
        List<Node.Scalar> words = new ArrayList<>();
        for (String key : List.of("command", "args")) {
            for (Node item : body.listAt(key)) {
                if (item instanceof Node.Scalar s) {
                    words.add(s);
                }
            }
        }
        return words;
    }
}
