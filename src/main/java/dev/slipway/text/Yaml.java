package dev.slipway.text;

import dev.slipway.text.Node.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 with the core schema, and the merge key of 1.1. The one place that touches the YAML library: it is fed through
 * a reader that watches the time, its events are counted for depth and nodes, and scalars stay text, so that neither
 * nesting, nor aliases, nor long digits can hold or crash a command. Tags never make types: a tagged scalar is text unless
 * the tag is one of the core schema's. A key that is no scalar is kept as its source text.
 */
public final class Yaml {
    /** YAML 1.2.2, 10.3.2: the core schema. */
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");

    private static final Pattern DECIMAL = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> BOOLEANS = Set.of("true", "True", "TRUE", "false", "False", "FALSE");

    /** Nodes that aliases may stand for in one file; real files with anchors stay below a thousand. */
    private static final int MAX_ALIASED = 100_000;

    private static final String CORE_TAG = "tag:yaml.org,2002:";

    private final Guard guard;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, Built> anchors = new HashMap<>();

    private int aliased;

    private final boolean merges;

    private Yaml(Guard guard, boolean merges) {
        this.guard = guard;
        this.merges = merges;
    }

    /** Parses any number of documents; a document with an error is left out, those before it stay. */
    public static Parsed parse(String file, String text) {
        return Guard.parse(file, text, guard -> new Yaml(guard, true).read());
    }

    /** As {@link #parse}, for formats without the merge key: {@code <<} stays an ordinary key. */
    public static Parsed parseWithoutMerge(String file, String text) {
        return Guard.parse(file, text, guard -> new Yaml(guard, false).read());
    }

    /** A finished node with its number of nodes and levels, aliases expanded. */
    private record Built(Node node, int size, int height) {}

    /** A collection that is still open. */
    private static final class Frame {
        final boolean mapping;
        final boolean flow;
        final int start;
        final Optional<String> anchor;
        final String tag;
        final List<Built> children = new ArrayList<>();
        final Set<Integer> mergeKeys = new HashSet<>();
        /** Where the last child ends in the source. */
        int end;

        Frame(boolean mapping, boolean flow, int start, Optional<String> anchor, String tag) {
            this.tag = tag;
            this.mapping = mapping;
            this.flow = flow;
            this.start = start;
            this.anchor = anchor;
            this.end = start;
        }
    }

    private void read() {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setParseComments(false)
                .build();
        try {
            for (Event event : new Parse(settings).parseReader(new Watched(guard))) {
                take(event);
            }
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().or(e::getContextMark).map(this::offset).orElse(0);
            throw guard.broken(at, oneLine(e.getProblem() == null ? "not YAML" : e.getProblem()));
        } catch (ReaderException e) {
            throw guard.broken(
                    guard.lines.offsetOfPoint(Math.max(0, e.getPosition())),
                    String.format("character U+%04X is not allowed in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw guard.broken(0, oneLine(String.valueOf(e.getMessage())));
        }
    }

    private void take(Event event) {
        int start = event.getStartMark().map(this::offset).orElse(0);
        switch (event.getEventId()) {
            case StreamStart, StreamEnd, Comment -> {}
            case DocumentStart, DocumentEnd -> anchors.clear();
            case Alias -> alias((AliasEvent) event, start);
            case Scalar -> scalar((ScalarEvent) event, start);
            case SequenceStart, MappingStart -> {
                guard.checkDepth(start, open.size() + 1);
                var collection = (CollectionStartEvent) event;
                open.push(new Frame(
                        event instanceof MappingStartEvent,
                        collection.isFlow(),
                        start,
                        anchor(collection),
                        tag(collection.getTag())));
            }
            case SequenceEnd, MappingEnd -> close(event);
        }
    }

    private static String tag(Optional<String> tag) {
        return tag.filter(t -> !t.startsWith(CORE_TAG) && !t.equals("!")).orElse("");
    }

    private static Optional<String> anchor(NodeEvent event) {
        return event.getAnchor().map(a -> a.getValue());
    }

    private void alias(AliasEvent event, int start) {
        String name = event.getAlias().getValue();
        Built target = anchors.get(name);
        if (target == null) {
            boolean open = this.open.stream()
                    .anyMatch(f -> f.anchor.filter(name::equals).isPresent());
            throw guard.broken(
                    start, open ? "alias '*" + name + "' refers to what it stands in" : "no anchor '&" + name + "'");
        }
        guard.checkDepth(start, open.size() + target.height());
        aliased += target.size();
        if (aliased > MAX_ALIASED) {
            throw guard.broken(start, "not read further: aliases stand for more than " + MAX_ALIASED + " nodes");
        }
        add(target, start, event.getEndMark().map(this::offset).orElse(start));
    }

    private void scalar(ScalarEvent event, int start) {
        int end = event.getEndMark().map(this::offset).orElse(start);
        if (event.isLiteral() || event.isFolded()) {
            end = beforeBlank(start, end);
        }
        Kind kind = kind(event);
        String value = kind == Kind.NULL ? "" : event.getValue();
        var built = new Built(new Node.Scalar(value, kind, guard.span(start, end), tag(event.getTag())), 1, 1);
        anchor(event).ifPresent(a -> anchors.put(a, built));
        Frame frame = open.peek();
        boolean key = frame != null && frame.mapping && frame.children.size() % 2 == 0;
        if (merges
                && key
                && event.isPlain()
                && value.equals("<<")
                && event.getTag().isEmpty()) {
            frame.mergeKeys.add(frame.children.size());
        }
        add(built, start, end);
    }

    /** The mark after a block scalar stands past its trailing blank lines. */
    private int beforeBlank(int start, int end) {
        int e = end;
        while (e > start && Character.isWhitespace(guard.text.charAt(e - 1))) {
            e--;
        }
        return e;
    }

    private static Kind kind(ScalarEvent event) {
        Optional<String> tag = event.getTag();
        boolean core =
                tag.isPresent() && tag.get().startsWith(CORE_TAG) && !tag.get().equals(CORE_TAG + "str");
        if (core || (tag.isEmpty() && event.isPlain())) {
            return kind(event.getValue());
        }
        return Kind.TEXT;
    }

    private static Kind kind(String plain) {
        if (NULLS.contains(plain)) {
            return Kind.NULL;
        }
        if (BOOLEANS.contains(plain)) {
            return Kind.BOOLEAN;
        }
        if (plain.length() > Guard.MAX_NUMBER) {
            return Kind.TEXT;
        }
        if (INTEGER.matcher(plain).matches()) {
            return Kind.INTEGER;
        }
        return DECIMAL.matcher(plain).matches() ? Kind.DECIMAL : Kind.TEXT;
    }

    /** Adds a leaf or an alias to what is open. */
    private void add(Built built, int start, int end) {
        guard.tick(start, built.size());
        put(built, end);
    }

    private void put(Built built, int end) {
        Frame frame = open.peek();
        if (frame == null) {
            guard.documents.add(built.node());
        } else {
            frame.children.add(built);
            frame.end = Math.max(frame.end, end);
        }
    }

    private void close(Event event) {
        Frame frame = open.pop();
        // The mark after a block stands at the next token, past comments: there the last child ends it.
        int end = frame.flow ? event.getEndMark().map(this::offset).orElse(frame.end) : frame.end;
        Span span = guard.span(frame.start, end);
        int size = 1 + frame.children.stream().mapToInt(Built::size).sum();
        int height = 1 + frame.children.stream().mapToInt(Built::height).max().orElse(0);
        Node node = frame.mapping
                ? new Node.Mapping(entries(frame), span, frame.tag)
                : new Node.Sequence(frame.children.stream().map(Built::node).toList(), span, frame.tag);
        Built built = new Built(node, size, height);
        frame.anchor.ifPresent(a -> anchors.put(a, built));
        // The children were counted when they came; an alias later counts all.
        guard.tick(frame.start, 1);
        put(built, end);
    }

    private List<Node.Entry> entries(Frame frame) {
        List<Node.Entry> own = new ArrayList<>();
        List<Node> merged = new ArrayList<>();
        for (int i = 0; i + 1 < frame.children.size(); i += 2) {
            Node value = frame.children.get(i + 1).node();
            if (frame.mergeKeys.contains(i)) {
                merged.add(value);
            } else {
                own.add(new Node.Entry(key(frame.children.get(i).node()), value));
            }
        }
        return merged.isEmpty() ? own : merge(own, merged);
    }

    /** Merge key (YAML 1.1, type/merge): own keys win, then earlier maps; merged entries stand first. */
    private List<Node.Entry> merge(List<Node.Entry> own, List<Node> merged) {
        Set<String> taken = new HashSet<>();
        own.forEach(e -> taken.add(e.key().value()));
        List<Node.Entry> result = new ArrayList<>();
        for (Node source : merged) {
            List<Node> maps = source instanceof Node.Sequence s ? s.items() : List.of(source);
            for (Node map : maps) {
                if (!(map instanceof Node.Mapping m)) {
                    throw guard.broken(map.span().start(), "a merge key '<<' takes a map or a list of maps");
                }
                guard.tick(map.span().start(), m.entries().size());
                m.entries().reversed().stream()
                        .filter(e -> taken.add(e.key().value()))
                        .toList()
                        .reversed()
                        .forEach(result::add);
            }
        }
        result.addAll(own);
        return result;
    }

    private Node.Scalar key(Node node) {
        return switch (node) {
            case Node.Scalar s -> s;
            case Node.Sequence s -> source(s.span());
            case Node.Mapping m -> source(m.span());
        };
    }

    private Node.Scalar source(Span span) {
        return new Node.Scalar(guard.text.substring(span.start(), span.end()), Kind.TEXT, span);
    }

    /** Marks count code points, spans count UTF-16 units. */
    private int offset(Mark mark) {
        return guard.lines.offsetOfPoint(mark.getIndex());
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }

    /** Hands the text over in pieces and looks at the time at each. */
    private static final class Watched extends Reader {
        private final StringReader text;
        private final Guard guard;

        Watched(Guard guard) {
            this.text = new StringReader(guard.text);
            this.guard = guard;
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            guard.lookAtTime(0);
            return text.read(buffer, from, length);
        }

        @Override
        public void close() {
            text.close();
        }
    }
}
