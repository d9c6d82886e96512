package dev.slipway.check.github;

import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A step of a job or of a composite action. */
public record Step(Node node) {
    /** Inputs of actions that are run as a program: by the action's name, from the actions' documentation. */
    private static final Map<String, List<String>> CODE = Map.ofEntries(
            Map.entry("actions/github-script", List.of("script")),
            Map.entry("azure/powershell", List.of("inlineScript")),
            Map.entry("azure/cli", List.of("inlineScript")),
            Map.entry("nick-fields/retry", List.of("command")),
            Map.entry("nick-invision/retry", List.of("command")),
            Map.entry("appleboy/ssh-action", List.of("script")),
            Map.entry("addnab/docker-run-action", List.of("run")),
            Map.entry("amadevus/pwsh-script", List.of("script")),
            Map.entry("jannekem/run-python-script-action", List.of("script")),
            Map.entry("cardinalby/js-eval-action", List.of("expression")),
            Map.entry("lee-dohm/calculate-env-value", List.of("value")),
            Map.entry("mikefarah/yq", List.of("cmd")));

    /** The program of a {@code run} step; empty for others. */
    public String run() {
        return node.textAt("run").orElse("");
    }

    /** What it uses. */
    public Optional<Uses> uses() {
        return node.at("uses").flatMap(n -> n instanceof Node.Scalar s ? Optional.of(Uses.of(s)) : Optional.empty());
    }

    /** Whether it uses one of these actions. */
    public boolean usesAny(String... actions) {
        Optional<Uses> uses = uses();
        return uses.isPresent() && List.of(actions).contains(uses.get().name());
    }

    /** An input, empty when it is not given. */
    public String input(String name) {
        return node.at("with")
                .flatMap(w -> w instanceof Node.Mapping m
                        ? m.entries().stream()
                                .filter(e -> e.key().value().equalsIgnoreCase(name))
                                .findFirst()
                        : Optional.empty())
                .flatMap(e -> e.value() instanceof Node.Scalar s ? Optional.of(s.value()) : Optional.empty())
                .orElse("");
    }

    /** Its id, empty when it has none. */
    public String id() {
        return node.textAt("id").orElse("").toLowerCase(Locale.ROOT);
    }

    /** The texts that are run as programs. */
    public List<Node.Scalar> scripts() {
        List<Node.Scalar> scripts = new ArrayList<>();
        node.at("run").ifPresent(n -> addScalar(n, scripts));
        for (String input : CODE.getOrDefault(uses().map(Uses::name).orElse(""), List.of())) {
            node.at("with", input).ifPresent(n -> addScalar(n, scripts));
        }
        return scripts;
    }

    private static void addScalar(Node node, List<Node.Scalar> scalars) {
        if (node instanceof Node.Scalar s) {
            scalars.add(s);
        }
    }

    /** Where it begins: its first key. */
    public Span span() {
        return node instanceof Node.Mapping m && !m.entries().isEmpty()
                ? m.entries().getFirst().key().span()
                : node.span();
    }

    /** The key of this name, or else its begin. */
    public Span spanOf(String key) {
        return node instanceof Node.Mapping m && m.entry(key).isPresent()
                ? m.entry(key).get().key().span()
                : span();
    }
}
