package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.text.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions of a token: scope to level, 0 none, 1 read, 2 write. A scope that is not named has none.
 */
record Permissions(Map<String, Integer> levels) {
    private static final List<String> WORDS = List.of("none", "read", "write");

    Permissions {
        levels = Map.copyOf(levels);
    }

    static Permissions of(Node node) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        String all = node.textAt().orElse("");
        WorkflowShape.PERMISSIONS.forEach((scope, possible) -> {
            int level = switch (all) {
                case "write-all" -> possible.contains("write") ? 2 : 1;
                case "read-all" -> possible.contains("read") ? 1 : 0;
                default -> WORDS.indexOf(node.textAt(scope).orElse("none"));
            };
            levels.put(scope, Math.max(0, level));
        });
        return new Permissions(levels);
    }

    /** What another asks for beyond these. */
    Optional<String> excess(Permissions asked) {
        return WorkflowShape.PERMISSIONS.keySet().stream()
                .filter(scope -> asked.level(scope) > level(scope))
                .findFirst()
                .map(scope -> "more (" + scope + ": " + WORDS.get(asked.level(scope)) + ", here "
                        + WORDS.get(level(scope)) + ")");
    }

    private int level(String scope) {
        return levels.getOrDefault(scope, 0);
    }
}
