package dev.slipway.intent;

import dev.slipway.base.Place;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a parsed file into a tree with places, variables put in place. */
final class TreeBuilder {
    /** Values of one file, aliases expanded: the largest Compose files have some thousand. */
    private static final int MAX_VALUES = 20_000;

    /** Characters of a key. */
    private static final int MAX_KEY = 200;

    private final String file;
    private final Map<String, String> variables;
    private final Problems problems;
    private int values;

    private TreeBuilder(String file, Map<String, String> variables, Problems problems) {
        this.file = file;
        this.variables = variables;
        this.problems = problems;
    }

    /** The map the file holds; empty when it holds none or cannot be read, which is then a problem. */
    static Optional<Tree.Fields> build(Parsed parsed, Map<String, String> variables, Problems problems) {
        for (var error : parsed.errors()) {
            problems.add(
                    new Place(parsed.file(), error.line(), error.column()),
                    parsed.file() + " is not valid YAML: " + error.message(),
                    "",
                    "correct the syntax at this place");
        }
        if (!parsed.errors().isEmpty() || parsed.documents().isEmpty()) {
            return Optional.empty();
        }
        TreeBuilder builder = new TreeBuilder(parsed.file(), variables, problems);
        if (parsed.documents().size() > 1) {
            problems.add(
                    builder.place(parsed.documents().get(1)),
                    parsed.file() + " holds more than one document",
                    "Compose reads one",
                    "remove the line `---` and what follows, or put it in slipway.yaml");
        }
        Tree tree = builder.tree(parsed.root());
        if (builder.values > MAX_VALUES) {
            return Optional.empty();
        }
        return switch (tree) {
            case Tree.Fields fields -> Optional.of(fields);
            case Tree.Leaf leaf when leaf.isNull() -> Optional.empty();
            case Tree.Leaf leaf -> builder.noMap(leaf);
            case Tree.Items items -> builder.noMap(items);
        };
    }

    private Optional<Tree.Fields> noMap(Tree tree) {
        problems.add(
                tree.place(),
                file + " is " + Tree.kindOf(tree) + ", not a map",
                "a Compose file begins with keys such as `services:`",
                "see README.md for the three-line intent");
        return Optional.empty();
    }

    private Tree tree(Node node) {
        Place place = place(node);
        if (++values > MAX_VALUES) {
            if (values == MAX_VALUES + 1) {
                problems.add(
                        place,
                        file + " holds more than " + MAX_VALUES + " values",
                        "aliases count as often as they are used",
                        "split the file, or use fewer aliases");
            }
            return new Tree.Leaf("", Node.Kind.NULL, place, java.util.Set.of());
        }
        return switch (node) {
            case Node.Scalar scalar -> leaf(scalar, place);
            case Node.Sequence sequence -> {
                List<Tree> items = new ArrayList<>();
                for (Node item : sequence.items()) {
                    if (values > MAX_VALUES) {
                        break;
                    }
                    items.add(tree(item));
                }
                yield new Tree.Items(items, place);
            }
            case Node.Mapping mapping -> fields(mapping, place);
        };
    }

    private Tree.Fields fields(Node.Mapping mapping, Place place) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            if (values > MAX_VALUES) {
                break;
            }
            String key = entry.key().value();
            Place at = place(entry.key());
            boolean usable = !key.isEmpty()
                    && key.length() <= MAX_KEY
                    && key.codePoints()
                            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
            if (!usable) {
                problems.add(
                        at,
                        "the key '" + Problems.shown(key) + "' cannot be used",
                        "a key is 1 to " + MAX_KEY + " characters without control characters",
                        "rename it");
            } else if (fields.putIfAbsent(key, new Tree.Field(at, tree(entry.value()))) != null) {
                problems.add(
                        at,
                        "the key '" + Problems.shown(key) + "' is written twice",
                        "first at "
                                + java.util.Objects.requireNonNull(fields.get(key))
                                        .key(),
                        "remove one of them");
            }
        }
        return new Tree.Fields(fields, place);
    }

    private Tree.Leaf leaf(Node.Scalar scalar, Place place) {
        return switch (Interpolation.of(scalar.value(), variables)) {
            case Interpolation.Outcome.Text(String value, var used) ->
                new Tree.Leaf(value, used.isEmpty() ? scalar.kind() : Node.Kind.TEXT, place, used);
            case Interpolation.Outcome.Refused(String what, String fix) -> {
                problems.add(place, what, "Compose puts variables in place in every value", fix);
                yield new Tree.Leaf("", Node.Kind.NULL, place, java.util.Set.of());
            }
        };
    }

    private Place place(Node node) {
        return node.span().in(file);
    }
}
