package dev.slipway.text;

import dev.slipway.text.Node.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * TOML 1.0: tables, arrays of tables, dotted keys, inline tables, all strings, numbers, booleans; dates and times are
 * text. A line with an error is reported and passed over, the rest is read.
 */
public final class Toml {
    /** TOML 1.0, Integer. */
    private static final Pattern INTEGER =
            Pattern.compile("[-+]?(0|[1-9](_?[0-9])*)|0x[0-9a-fA-F](_?[0-9a-fA-F])*|0o[0-7](_?[0-7])*|0b[01](_?[01])*");

    /** TOML 1.0, Float. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(0|[1-9](_?[0-9])*)(\\.[0-9](_?[0-9])*)?([eE][-+]?[0-9](_?[0-9])*)?|[-+]?(inf|nan)");

    /** TOML 1.0, dates and times: kept as text. */
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([Tt ]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,12})?([Zz]|[-+]\\d\\d:\\d\\d)?)?"
                    + "|\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,12})?");

    private final Guard guard;
    private final String text;
    private final Table root = new Table(0);
    private int at;
    private int depth;

    private Toml(Guard guard) {
        this.guard = guard;
        this.text = guard.text;
    }

    /** Parses a TOML file into one document. */
    public static Parsed parse(String file, String text) {
        return Guard.parse(file, text, guard -> new Toml(guard).read());
    }

    /** What a key holds while the file is read. */
    private sealed interface Slot permits Table, Slot.Value, Slot.Tables {
        record Value(Node node) implements Slot {}

        record Tables(List<Table> items, int start) implements Slot {}
    }

    /** A table that later headers may still extend. */
    private static final class Table implements Slot {
        final Map<String, Slot> slots = new LinkedHashMap<>();
        final Map<String, Node.Scalar> keys = new LinkedHashMap<>();
        final int start;
        int end;
        /** Named by a header of its own: a second one is an error. */
        boolean defined;

        Table(int start) {
            this.start = start;
            this.end = start;
        }
    }

    private void read() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        Table current = root;
        while (true) {
            skipBlank();
            if (at >= text.length()) {
                break;
            }
            int start = at;
            try {
                guard.tick(at, 1);
                if (text.charAt(at) == '[') {
                    current = header();
                } else {
                    keyValue(current);
                }
                endOfLine();
            } catch (Guard.Broken e) {
                guard.error(e.offset(), e.getMessage());
                if (guard.errors.size() >= Guard.MAX_ERRORS || guard.isOver()) {
                    break;
                }
                depth = 0;
                at = Math.max(start, e.offset());
                toNextLine();
            }
        }
        root.end = text.length();
        guard.documents.add(freeze(root, 0));
    }

    private Table header() {
        int start = at;
        boolean array = text.startsWith("[[", at);
        at += array ? 2 : 1;
        List<Node.Scalar> path = keyPath();
        String close = array ? "]]" : "]";
        if (!text.startsWith(close, at)) {
            throw unexpected("'" + close + "'");
        }
        at += close.length();
        Table parent = root;
        for (Node.Scalar key : path.subList(0, path.size() - 1)) {
            parent = descend(parent, key, start);
        }
        Node.Scalar last = path.getLast();
        Table table = array ? appended(parent, last, start) : defined(parent, last, start);
        table.end = at;
        return table;
    }

    private Table descend(Table from, Node.Scalar key, int start) {
        Slot slot = from.slots.get(key.value());
        return switch (slot) {
            case null -> put(from, key, new Table(start));
            case Table t -> t;
            case Slot.Tables t -> t.items().getLast();
            case Slot.Value v ->
                throw guard.broken(key.span().start(), "'" + key.value() + "' is a value, not a table");
        };
    }

    private Table appended(Table parent, Node.Scalar key, int start) {
        Table table = new Table(start);
        Slot slot = parent.slots.get(key.value());
        switch (slot) {
            case null -> {
                parent.slots.put(key.value(), new Slot.Tables(new ArrayList<>(List.of(table)), start));
                parent.keys.put(key.value(), key);
            }
            case Slot.Tables t -> t.items().add(table);
            case Table t -> throw twice(key);
            case Slot.Value v -> throw twice(key);
        }
        return table;
    }

    private Table defined(Table parent, Node.Scalar key, int start) {
        Table table = descend(parent, key, start);
        if (table.defined || parent.slots.get(key.value()) instanceof Slot.Tables) {
            throw twice(key);
        }
        table.defined = true;
        return table;
    }

    private Guard.Broken twice(Node.Scalar key) {
        return guard.broken(key.span().start(), "'" + key.value() + "' is defined twice");
    }

    private static Table put(Table parent, Node.Scalar key, Table child) {
        parent.slots.put(key.value(), child);
        parent.keys.put(key.value(), key);
        return child;
    }

    private void keyValue(Table into) {
        int start = at;
        List<Node.Scalar> path = keyPath();
        if (at >= text.length() || text.charAt(at) != '=') {
            throw unexpected("'=' after the key");
        }
        at++;
        skipSpace();
        Node value = value();
        Table table = into;
        for (Node.Scalar key : path.subList(0, path.size() - 1)) {
            table = descend(table, key, start);
            table.end = at;
        }
        Node.Scalar last = path.getLast();
        if (table.slots.putIfAbsent(last.value(), new Slot.Value(value)) != null) {
            throw twice(last);
        }
        table.keys.put(last.value(), last);
        table.end = at;
        into.end = at;
    }

    private List<Node.Scalar> keyPath() {
        List<Node.Scalar> path = new ArrayList<>();
        do {
            at += path.isEmpty() ? 0 : 1;
            skipSpace();
            path.add(key());
            skipSpace();
            guard.checkDepth(at, path.size());
        } while (at < text.length() && text.charAt(at) == '.');
        return path;
    }

    private Node.Scalar key() {
        int start = at;
        char c = at < text.length() ? text.charAt(at) : '\n';
        if (c == '"' || c == '\'') {
            return new TomlString(guard, at).read(false, end -> at = end);
        }
        while (at < text.length() && isBare(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw unexpected("a key");
        }
        return new Node.Scalar(text.substring(start, at), Kind.TEXT, guard.span(start, at));
    }

    private static boolean isBare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private Node value() {
        guard.tick(at, 1);
        char c = at < text.length() ? text.charAt(at) : '\n';
        return switch (c) {
            case '"', '\'' -> new TomlString(guard, at).read(true, end -> at = end);
            case '[' -> array();
            case '{' -> inlineTable();
            default -> bareValue();
        };
    }

    private Node array() {
        int start = at++;
        guard.checkDepth(start, ++depth);
        List<Node> items = new ArrayList<>();
        skipBlank();
        while (at < text.length() && text.charAt(at) != ']') {
            items.add(value());
            skipBlank();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                skipBlank();
            } else if (at >= text.length() || text.charAt(at) != ']') {
                throw unexpected("',' or ']'");
            }
        }
        if (at >= text.length()) {
            throw guard.broken(start, "this list has no closing ']'");
        }
        at++;
        depth--;
        return new Node.Sequence(items, guard.span(start, at));
    }

    private Node inlineTable() {
        int start = at++;
        guard.checkDepth(start, ++depth);
        Table table = new Table(start);
        skipBlank();
        while (at < text.length() && text.charAt(at) != '}') {
            keyValue(table);
            skipBlank();
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                skipBlank();
            } else if (at >= text.length() || text.charAt(at) != '}') {
                throw unexpected("',' or '}'");
            }
        }
        if (at >= text.length()) {
            throw guard.broken(start, "this table has no closing '}'");
        }
        at++;
        depth--;
        table.end = at;
        return freeze(table, 0);
    }

    private Node bareValue() {
        int start = at;
        while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        int end = at;
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        if (end - start > Guard.MAX_NUMBER || end == start) {
            at = start;
            throw unexpected("a value");
        }
        String raw = text.substring(start, end);
        Kind kind = kind(raw);
        if (kind == null) {
            throw guard.broken(start, "not a TOML value; a text stands in quotes");
        }
        boolean number = kind == Kind.INTEGER || kind == Kind.DECIMAL;
        return new Node.Scalar(number ? raw.replace("_", "") : raw, kind, guard.span(start, end));
    }

    private static @Nullable Kind kind(String raw) {
        if (raw.equals("true") || raw.equals("false")) {
            return Kind.BOOLEAN;
        }
        if (INTEGER.matcher(raw).matches()) {
            return Kind.INTEGER;
        }
        if (DECIMAL.matcher(raw).matches()) {
            return Kind.DECIMAL;
        }
        return TIME.matcher(raw).matches() ? Kind.TEXT : null;
    }

    private Node freeze(Table table, int level) {
        guard.checkDepth(table.start, level);
        List<Node.Entry> entries = new ArrayList<>();
        int end = table.end;
        for (var slot : table.slots.entrySet()) {
            Node node = switch (slot.getValue()) {
                case Table t -> freeze(t, level + 1);
                case Slot.Value v -> v.node();
                case Slot.Tables t -> frozen(t, level + 1);
            };
            end = Math.max(end, node.span().end());
            entries.add(new Node.Entry(java.util.Objects.requireNonNull(table.keys.get(slot.getKey())), node));
        }
        return new Node.Mapping(entries, guard.span(table.start, end));
    }

    private Node frozen(Slot.Tables tables, int level) {
        List<Node> items =
                tables.items().stream().map(t -> freeze(t, level + 1)).toList();
        return new Node.Sequence(
                items, guard.span(tables.start(), items.getLast().span().end()));
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    /** Spaces, line ends and comments. */
    private void skipBlank() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private void endOfLine() {
        skipSpace();
        if (at < text.length() && "#\r\n".indexOf(text.charAt(at)) < 0) {
            throw unexpected("the end of the line");
        }
        toNextLine();
    }

    private void toNextLine() {
        int next = text.indexOf('\n', at);
        at = next < 0 ? text.length() : next + 1;
    }

    private Guard.Broken unexpected(String expected) {
        return guard.broken(at, "expected " + expected + ", found " + Guard.shown(text, at));
    }
}
