package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.DidYouMean;
import dev.slipway.pipeline.dialect.github.check.Shape.Fields;
import dev.slipway.pipeline.dialect.github.expr.Names;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import dev.slipway.text.Node.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Walks a tree along a shape: mistakes of form go to the report, texts with expressions are collected. */
final class ShapeWalk {
    /**
     * A text with expressions.
     *
     * @param path keys and numbers from the root
     * @param condition whether it is an {@code if}, an expression even without braces
     * @param shape what the value must be
     */
    record Templated(Node.Scalar scalar, Names names, List<String> path, boolean condition, Shape shape) {
        public Templated {
            path = List.copyOf(path);
        }
    }

    /** Maps that mean nothing when they are empty. */
    private static final Set<String> MEANT_TO_HOLD =
            Set.of("env", "strategy", "services", "defaults", "run", "with", "concurrency", "on", "runs-on");

    private final Report report;
    private final List<Templated> templates = new ArrayList<>();
    private final Deque<Node.Scalar> keys = new ArrayDeque<>();

    ShapeWalk(Report report) {
        this.report = report;
    }

    /** The texts with expressions, in order. */
    List<Templated> templates() {
        return templates;
    }

    void walk(Node node, Shape shape, Names names, List<String> path) {
        Names here = shape instanceof Shape.In in ? in.names() : names;
        Shape inner = shape instanceof Shape.In in ? in.inner() : shape;
        switch (node) {
            case Node.Scalar s -> scalar(s, inner, here, path);
            case Node.Sequence s -> sequence(s, inner, here, path);
            case Node.Mapping m -> mapping(m, inner, here, path);
        }
    }

    private void scalar(Node.Scalar scalar, Shape shape, Names names, List<String> path) {
        boolean condition = !path.isEmpty() && path.getLast().equals("if");
        boolean template = Templates.isTemplate(scalar.value());
        if (condition && scalar.kind() != Kind.NULL || template && scalar.kind() == Kind.TEXT) {
            templates.add(new Templated(scalar, names, path, condition, shape));
            if (condition || Templates.whole(scalar.value()).isPresent()) {
                return;
            }
        }
        List<Shape> choices = shape.flat();
        if (choices.stream().noneMatch(c -> takes(c, scalar, template))) {
            report.add(scalar, kindOf(scalar, choices), expected(scalar, choices, path));
        }
    }

    private static boolean takes(Shape shape, Node.Scalar s, boolean template) {
        return switch (shape) {
            case Shape.Any a -> true;
            case Shape.Text t -> !t.nonEmpty() || !s.value().isEmpty();
            case Shape.Bool b -> s.kind() == Kind.BOOLEAN;
            case Shape.Num n -> s.kind() == Kind.INTEGER || s.kind() == Kind.DECIMAL;
            case Shape.Nothing n -> s.kind() == Kind.NULL;
            case Shape.Word w -> !template && w.allowed().contains(s.value());
            case Shape.ListOf l -> false;
            case Shape.Fields f -> false;
            case Shape.Either e -> false;
            case Shape.In in -> false;
            case Shape.Later l -> false;
        };
    }

    private static String kindOf(Node.Scalar scalar, List<Shape> choices) {
        return choices.stream().anyMatch(c -> c instanceof Shape.Word) ? Kinds.VALUE : Kinds.TYPE;
    }

    private static String expected(Node.Scalar scalar, List<Shape> choices, List<String> path) {
        String found = scalar.value().isEmpty() ? "nothing" : "'" + Report.shorten(scalar.value()) + "'";
        Set<String> words = new LinkedHashSet<>();
        Set<String> kinds = new LinkedHashSet<>();
        for (Shape choice : choices) {
            switch (choice) {
                case Shape.Word w -> words.addAll(w.allowed());
                case Shape.Text t -> kinds.add(t.nonEmpty() ? "a text that is not empty" : "a text");
                case Shape.Bool b -> kinds.add("true, false or one ${{ }} expression");
                case Shape.Num n -> kinds.add("a number or one ${{ }} expression");
                case Shape.ListOf l -> kinds.add("a list");
                case Shape.Fields f -> kinds.add("a map");
                case Shape.Any a -> {}
                case Shape.Nothing n -> {}
                case Shape.Either e -> {}
                case Shape.In i -> {}
                case Shape.Later l -> {}
            }
        }
        String hint = DidYouMean.nearest(scalar.value(), words)
                .map(w -> "; did you mean '" + w + "'?")
                .orElse("");
        if (!words.isEmpty()) {
            kinds.add(words.size() <= 8 ? "one of " + String.join(", ", words) : "a known name");
        }
        return Report.at(path) + " takes " + String.join(" or ", kinds) + ", not " + found + hint;
    }

    private void sequence(Node.Sequence s, Shape shape, Names names, List<String> path) {
        for (Shape choice : shape.flat()) {
            if (choice instanceof Shape.Any) {
                collect(s, names, path);
                return;
            }
            if (choice instanceof Shape.ListOf l) {
                for (int i = 0; i < s.items().size(); i++) {
                    walk(s.items().get(i), l.item(), names, child(path, Integer.toString(i)));
                }
                return;
            }
        }
        report.add(s, Kinds.TYPE, "a list was not expected: " + Report.at(path) + " takes " + words(shape));
    }

    /** Below anything goes; expressions are checked all the same. */
    private void collect(Node node, Names names, List<String> path) {
        switch (node) {
            case Node.Scalar s -> {
                if (Templates.isTemplate(s.value())) {
                    templates.add(new Templated(s, names, path, false, Shape.ANY));
                }
            }
            case Node.Sequence s -> {
                for (int i = 0; i < s.items().size(); i++) {
                    collect(s.items().get(i), names, child(path, Integer.toString(i)));
                }
            }
            case Node.Mapping m -> {
                duplicates(m, path);
                m.entries()
                        .forEach(e ->
                                collect(e.value(), names, child(path, e.key().value())));
            }
        }
    }

    private void mapping(Node.Mapping m, Shape shape, Names names, List<String> path) {
        List<Fields> maps = new ArrayList<>();
        for (Shape choice : shape.flat()) {
            if (choice instanceof Shape.Any) {
                collect(m, names, path);
                return;
            }
            if (choice instanceof Fields f) {
                maps.add(f);
            }
        }
        if (maps.isEmpty()) {
            report.add(m, Kinds.TYPE, "a map was not expected: " + Report.at(path) + " takes " + words(shape));
            return;
        }
        duplicates(m, path);
        if (m.entries().isEmpty() && MEANT_TO_HOLD.contains(maps.getFirst().section())) {
            report.add(m, Kinds.INCOMPLETE, Report.at(path) + " holds nothing; leave it out");
        }
        List<Fields> remaining = maps;
        for (Node.Entry entry : m.entries()) {
            remaining = entry(entry, remaining, maps, names, path);
        }
        complete(m, remaining, path);
    }

    /** Looks at one entry; gives those maps that the entry leaves possible. */
    private List<Fields> entry(
            Node.Entry entry, List<Fields> remaining, List<Fields> all, Names names, List<String> path) {
        Node.Scalar key = entry.key();
        if (key.value().equals("<<")) {
            return remaining;
        }
        if (Templates.isTemplate(key.value())) {
            if (!key.value().replace(" ", "").equals("${{insert}}")) {
                templates.add(new Templated(key, names, path, false, Shape.TEXT));
            }
            remaining.getFirst().loose().forEach(l -> walk(entry.value(), Shape.ANY, names, path));
            return remaining;
        }
        List<String> below = child(path, key.value());
        List<Fields> fitting = remaining.stream()
                .filter(f -> f.known().containsKey(key.value()) || !f.loose().isEmpty())
                .toList();
        if (fitting.isEmpty()) {
            // The service itself passes over what it does not know there.
            boolean ignored = path.equals(List.of("on", "workflow_dispatch"))
                    || path.size() == 4 && path.subList(0, 3).equals(List.of("on", "workflow_dispatch", "inputs"));
            report.add(key, ignored ? Kinds.IGNORED_KEY : Kinds.UNKNOWN_KEY, unknown(key, remaining, all));
            return remaining;
        }
        Shape.Field field = fitting.getFirst().known().get(key.value());
        if (field == null && key.value().isEmpty() && key.kind() == Kind.TEXT) {
            report.add(key, Kinds.VALUE, "a key of '" + fitting.getFirst().section() + "' is empty");
        }
        keys.push(key);
        walk(entry.value(), field == null ? fitting.getFirst().loose().getFirst() : field.shape(), names, below);
        keys.pop();
        return fitting;
    }

    private static String unknown(Node.Scalar key, List<Fields> remaining, List<Fields> all) {
        Set<String> known = new LinkedHashSet<>();
        remaining.forEach(f -> known.addAll(f.known().keySet()));
        boolean elsewhere = all.stream().anyMatch(f -> f.known().containsKey(key.value()));
        String hint = elsewhere
                ? "; it does not go together with the keys before it"
                : DidYouMean.nearest(key.value(), known)
                        .map(k -> "; did you mean '" + k + "'?")
                        .orElse("; expected one of " + known.stream().sorted().collect(Collectors.joining(", ")));
        return "unexpected key '" + Report.shorten(key.value()) + "' in '"
                + remaining.getFirst().section() + "'" + hint;
    }

    private void complete(Node.Mapping m, List<Fields> remaining, List<String> path) {
        Set<String> present = m.entries().stream().map(e -> e.key().value()).collect(Collectors.toSet());
        Map<String, Boolean> missing = new HashMap<>();
        for (Fields f : remaining) {
            f.known().forEach((name, field) -> {
                if (field.required() && !present.contains(name)) {
                    missing.put(name, true);
                }
            });
        }
        if (missing.isEmpty() || remaining.stream().anyMatch(f -> isComplete(f, present))) {
            return;
        }
        String names =
                missing.keySet().stream().sorted().map(n -> "'" + n + "'").collect(Collectors.joining(", "));
        String what = remaining.size() == 1 ? names + " is missing" : "one of " + names + " is missing";
        // Declarations are told by their name; elsewhere the place is the map, as the service has it.
        boolean declaration =
                List.of("inputs", "outputs").contains(remaining.getFirst().section()) && !keys.isEmpty();
        report.add(declaration ? keys.getFirst() : m, Kinds.MISSING_KEY, what + " in " + Report.at(path));
    }

    private static boolean isComplete(Fields f, Set<String> present) {
        return f.known().entrySet().stream().allMatch(e -> !e.getValue().required() || present.contains(e.getKey()));
    }

    /** Keys differ by more than case. */
    private void duplicates(Node.Mapping m, List<String> path) {
        Map<String, Node.Scalar> seen = new HashMap<>();
        for (Node.Entry entry : m.entries()) {
            Node.Scalar key = entry.key();
            Node.Scalar before = seen.putIfAbsent(key.value().toLowerCase(Locale.ROOT), key);
            if (before != null) {
                report.add(
                        key,
                        Kinds.DUPLICATE_KEY,
                        "key '" + Report.shorten(key.value()) + "' is already defined at line "
                                + before.span().line() + ", column "
                                + before.span().column() + " in "
                                + Report.at(path) + "; keys are compared without case");
            }
        }
    }

    private static String words(Shape shape) {
        Set<String> kinds = new LinkedHashSet<>();
        for (Shape choice : shape.flat()) {
            kinds.add(
                    switch (choice) {
                        case Shape.ListOf l -> "a list";
                        case Shape.Fields f -> "a map";
                        case Shape.Bool b -> "true or false";
                        case Shape.Num n -> "a number";
                        case Shape.Nothing n -> "nothing";
                        case Shape.Any a -> "a text";
                        case Shape.Text t -> "a text";
                        case Shape.Word w -> "a text";
                        case Shape.Either e -> "a text";
                        case Shape.In i -> "a text";
                        case Shape.Later l -> "a text";
                    });
        }
        return String.join(" or ", kinds);
    }

    private static List<String> child(List<String> path, String key) {
        List<String> below = new ArrayList<>(path);
        below.add(key);
        return below;
    }
}
