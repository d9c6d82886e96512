package dev.slipway.pipeline.dialect.github.run;

import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether an event starts a workflow: the event itself, its types, branches, tags and paths. */
final class EventFilter {
    private EventFilter() {}

    static boolean starts(Node root, Facts facts, Optional<List<String>> changed) {
        Optional<Node> on = root.at("on");
        if (on.isEmpty()) {
            return false;
        }
        return switch (on.get()) {
            case Node.Scalar s -> s.value().equals(facts.event());
            case Node.Sequence s -> s.items().stream().anyMatch(i -> text(i).equals(facts.event()));
            case Node.Mapping m ->
                m.get(facts.event()).filter(f -> passes(f, facts, changed)).isPresent();
        };
    }

    private static boolean passes(Node filter, Facts facts, Optional<List<String>> changed) {
        List<String> types = texts(filter, "types");
        String action = facts.text("action");
        if (!types.isEmpty() && !action.isEmpty() && !types.contains(action)) {
            return false;
        }
        if (types.isEmpty()
                && facts.event().startsWith("pull_request")
                && facts.event().length() < 20
                && !action.isEmpty()
                && !List.of("opened", "synchronize", "reopened").contains(action)) {
            return false;
        }
        return refs(filter, facts) && paths(filter, facts, changed);
    }

    private static boolean refs(Node filter, Facts facts) {
        boolean pull = facts.event().startsWith("pull_request");
        String ref = pull ? "refs/heads/" + facts.baseRef() : facts.ref();
        boolean tag = ref.startsWith("refs/tags/");
        String name = ref.replaceFirst("^refs/(heads|tags)/", "");
        String key = tag ? "tags" : "branches";
        String other = tag ? "branches" : "tags";
        List<String> wanted = texts(filter, key);
        List<String> unwanted = texts(filter, key + "-ignore");
        if (!wanted.isEmpty()) {
            return chosen(wanted, name);
        }
        if (!unwanted.isEmpty()) {
            return !chosen(unwanted, name);
        }
        // Only the other kind is named: this kind does not start it.
        return pull
                || texts(filter, other).isEmpty()
                        && texts(filter, other + "-ignore").isEmpty();
    }

    private static boolean paths(Node filter, Facts facts, Optional<List<String>> changed) {
        List<String> wanted = texts(filter, "paths");
        List<String> unwanted = texts(filter, "paths-ignore");
        if (changed.isEmpty() || facts.ref().startsWith("refs/tags/")) {
            return true;
        }
        if (!wanted.isEmpty()) {
            return changed.get().stream().anyMatch(f -> chosen(wanted, f));
        }
        return unwanted.isEmpty() || changed.get().stream().anyMatch(f -> !chosen(unwanted, f));
    }

    /** The last pattern that matches decides; one with {@code !} takes back. */
    private static boolean chosen(List<String> patterns, String name) {
        boolean chosen = false;
        for (String pattern : patterns) {
            boolean out = pattern.startsWith("!");
            if (Pattern.matches(regex(out ? pattern.substring(1) : pattern), name)) {
                chosen = !out;
            }
        }
        return chosen;
    }

    /** The provider's filter patterns: {@code * ** ? + [] \}. */
    static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean two = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
                    boolean folder = two && i + 2 < glob.length() && glob.charAt(i + 2) == '/';
                    regex.append(folder ? "(?:.*/)?" : two ? ".*" : "[^/]*");
                    i += folder ? 2 : two ? 1 : 0;
                }
                case '?' -> regex.append('?');
                case '+' -> regex.append('+');
                case '[' -> {
                    int end = glob.indexOf(']', i);
                    regex.append(end < 0 ? "\\[" : glob.substring(i, end + 1));
                    i = end < 0 ? i : end;
                }
                case '\\' -> {
                    i = Math.min(i + 1, glob.length() - 1);
                    regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static List<String> texts(Node filter, String key) {
        List<String> all = new ArrayList<>();
        filter.at(key).ifPresent(n -> {
            switch (n) {
                case Node.Scalar s -> all.add(s.value());
                case Node.Sequence s -> s.items().forEach(i -> all.add(text(i)));
                case Node.Mapping m -> {}
            }
        });
        return all;
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar s ? s.value() : "";
    }
}
