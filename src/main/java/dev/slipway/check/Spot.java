package dev.slipway.check;

import dev.slipway.text.Edit;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.Optional;

/** Places in trees, and edits of them: where a finding belongs, and how a setting is written where it belongs. Pure. */
public final class Spot {
    private Spot() {}

    /** The key at the end of a path; for a list item on the way its number. */
    public static Optional<Span> key(Node from, String... path) {
        Node here = from;
        Optional<Span> last = Optional.empty();
        for (String step : path) {
            if (here instanceof Node.Mapping m && m.entry(step).isPresent()) {
                Node.Entry entry = m.entry(step).get();
                last = Optional.of(entry.key().span());
                here = entry.value();
            } else {
                return Optional.empty();
            }
        }
        return last;
    }

    /** The deepest key of a path that exists: where something that is absent would stand. */
    public static Span deepest(Node from, Span otherwise, String... path) {
        Node here = from;
        Span last = otherwise;
        for (String step : path) {
            Optional<Node.Entry> entry = here instanceof Node.Mapping m ? m.entry(step) : Optional.empty();
            if (entry.isEmpty()) {
                return last;
            }
            last = entry.get().key().span();
            here = entry.get().value();
        }
        return last;
    }

    /** Writes a scalar at a path: replaces the one that is there, or adds it with the maps that it needs. */
    public static Optional<Edit> put(Node from, String value, String... path) {
        Node here = from;
        for (int i = 0; i < path.length; i++) {
            if (!(here instanceof Node.Mapping m) || m.entries().isEmpty()) {
                return here instanceof Node.Scalar s && s.kind() == Node.Kind.NULL
                        ? Optional.empty()
                        : scalar(here, value, i == path.length);
            }
            Optional<Node.Entry> entry = m.entry(path[i]);
            if (entry.isEmpty()) {
                return Optional.of(add(m, value, path, i));
            }
            here = entry.get().value();
        }
        return scalar(here, value, true);
    }

    private static Optional<Edit> scalar(Node here, String value, boolean atEnd) {
        return atEnd
                        && here instanceof Node.Scalar s
                        && s.span().end() > s.span().start()
                ? Optional.of(Edit.replace(s.span(), value))
                : Optional.empty();
    }

    /** Whether a map is written in braces. */
    public static boolean isFlow(Node.Mapping map) {
        return !map.entries().isEmpty()
                && map.entries().getFirst().key().span().start() > map.span().start();
    }

    private static Edit add(Node.Mapping map, String value, String[] path, int from) {
        int at = map.entries().size() > 1 ? 1 : 0;
        Span next = map.entries().get(at).key().span();
        if (isFlow(map)) {
            StringBuilder text = new StringBuilder();
            for (int i = from; i < path.length; i++) {
                text.append(i > from ? "{" : "").append('"').append(path[i]).append("\": ");
            }
            text.append(value).append("}".repeat(path.length - from - 1)).append(", ");
            return Edit.insert(next.start(), text.toString());
        }
        String indent = " ".repeat(next.column() - 1);
        StringBuilder text = new StringBuilder();
        for (int i = from; i < path.length; i++) {
            text.append(i > from ? "\n" + indent + "  ".repeat(i - from) : "")
                    .append(path[i])
                    .append(':');
        }
        return Edit.insert(
                next.start(),
                text.append(' ').append(value).append('\n').append(indent).toString());
    }

    /** Takes a scalar item out of a list that keeps others. */
    public static Optional<Edit> dropItem(Node.Sequence list, int index) {
        Span own = list.items().get(index).span();
        if (index + 1 < list.items().size()) {
            return Optional.of(
                    new Edit(own.start(), list.items().get(index + 1).span().start(), ""));
        }
        return index == 0
                ? Optional.empty()
                : Optional.of(new Edit(list.items().get(index - 1).span().end(), own.end(), ""));
    }

    /** Adds a scalar to a list that has some; the text tells whether it stands in brackets. */
    public static Optional<Edit> addItem(Node.Sequence list, String text, String value) {
        if (list.items().isEmpty() || !(list.items().getLast() instanceof Node.Scalar last)) {
            return Optional.empty();
        }
        int start = list.span().start();
        boolean flow = start < text.length() && text.charAt(start) == '[';
        int dash = text.lastIndexOf('-', last.span().start() - 1);
        int line = text.lastIndexOf('\n', last.span().start() - 1) + 1;
        if (!flow && dash < line) {
            return Optional.empty();
        }
        return Optional.of(
                Edit.insert(last.span().end(), flow ? ", " + value : "\n" + " ".repeat(dash - line) + "- " + value));
    }

    /** Takes an entry out of a map that keeps others. */
    public static Optional<Edit> drop(Node from, String key) {
        if (!(from instanceof Node.Mapping m)) {
            return Optional.empty();
        }
        for (int i = 0; i < m.entries().size(); i++) {
            Node.Entry entry = m.entries().get(i);
            if (entry.key().value().equals(key)) {
                if (i + 1 < m.entries().size()) {
                    int next = m.entries().get(i + 1).key().span().start();
                    return Optional.of(new Edit(entry.key().span().start(), next, ""));
                }
                if (i > 0 && m.entries().get(i - 1).value() instanceof Node.Scalar before) {
                    return Optional.of(
                            new Edit(before.span().end(), entry.value().span().end(), ""));
                }
            }
        }
        return Optional.empty();
    }

    /** Says it with the fix when there is one. */
    public static void say(Report out, Span at, String message, boolean safe, String title, Optional<Edit> edit) {
        if (edit.isPresent()) {
            out.at(at, message, new Fix(title, safe, java.util.List.of(edit.get())));
        } else {
            out.at(at, message);
        }
    }
}
