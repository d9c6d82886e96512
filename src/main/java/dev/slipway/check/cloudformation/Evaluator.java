package dev.slipway.check.cloudformation;

import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of a template is worth. Parameters are worth their defaults; pseudo parameters, attributes of resources
 * and imports are unknown and name what they refer to. For one thread.
 */
public final class Evaluator {
    /** Nested values that are followed. */
    private static final int MAX_DEPTH = 80;

    /** Nodes of one template that are evaluated: hostile templates repeat themselves through anchors. */
    private static final int MAX_STEPS = 400_000;

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]{1,300})}");
    private static final Map<String, String> PSEUDO =
            Map.of("AWS::Partition", "aws", "AWS::URLSuffix", "amazonaws.com");

    private final Template template;
    private final Conditions conditions;
    private final Map<String, String> addresses;
    private int steps;

    /**
     * For one template.
     *
     * @param addresses of resources by logical id
     */
    public Evaluator(Template template, Map<String, String> addresses) {
        this.template = template;
        this.conditions = new Conditions(template);
        this.addresses = Map.copyOf(addresses);
    }

    /** The conditions of the template. */
    public Conditions conditions() {
        return conditions;
    }

    /** The worth of a node; {@code at} is where people should look: the key that it is the value of. */
    public Value value(Node node, Span at) {
        return value(node, at, 0);
    }

    private Value value(Node node, Span at, int depth) {
        if (depth > MAX_DEPTH || ++steps > MAX_STEPS) {
            return unknown("too deep", List.of(), at);
        }
        Optional<Intrinsic> call = Intrinsic.of(node);
        if (call.isPresent()) {
            return called(call.get(), at, depth + 1);
        }
        return switch (node) {
            case Node.Scalar s -> scalar(s, at);
            case Node.Sequence s -> items(s, at, depth);
            case Node.Mapping m -> block(m, at, depth);
        };
    }

    private Value scalar(Node.Scalar s, Span at) {
        Origin origin = origin(at);
        return switch (s.kind()) {
            case NULL -> new Value.Absent(origin);
            case BOOLEAN -> new Value.Bool(s.value().equalsIgnoreCase("true"), origin);
            case INTEGER, DECIMAL ->
                s.value().matches("-?\\d{1,30}(\\.\\d{1,30})?")
                        ? new Value.Number(new BigDecimal(s.value()), origin)
                        : new Value.Text(s.value(), origin);
            case TEXT -> new Value.Text(s.value(), origin);
        };
    }

    private Value items(Node.Sequence s, Span at, int depth) {
        List<Value> items = new ArrayList<>();
        for (Node item : s.items()) {
            Value value = value(item, item.span(), depth + 1);
            if (!value.absent()) {
                items.add(value);
            }
        }
        return new Value.Items(items, origin(at));
    }

    private Value block(Node.Mapping m, Span at, int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Node.Entry e : m.entries()) {
            Value value = value(e.value(), e.key().span(), depth + 1);
            if (!value.absent()) {
                entries.put(e.key().value(), value);
            }
        }
        return new Value.Block(entries, origin(at));
    }

    private Value called(Intrinsic call, Span at, int depth) {
        Node argument = call.argument();
        return switch (call.name()) {
            case "Ref" -> reference(argument.textAt().orElse(""), at);
            case "GetAtt" -> attribute(argument, at);
            case "Sub" -> substituted(argument, at, depth);
            case "Join" -> joined(argument.listAt(), at, depth);
            case "Select" -> selected(argument.listAt(), at, depth);
            case "Split" -> split(argument.listAt(), at, depth);
            case "FindInMap" -> mapped(argument.listAt(), at, depth);
            case "If" -> chosen(argument.listAt(), at, depth);
            case "Base64" -> value(argument, at, depth);
            case "ImportValue" -> unknown("it is imported from another stack", List.of(), at);
            default -> unknown("Fn::" + call.name() + " is known at deployment", List.of(), at);
        };
    }

    private Value reference(String name, Span at) {
        if (name.equals("AWS::NoValue")) {
            return new Value.Absent(origin(at));
        }
        String pseudo = PSEUDO.get(name);
        if (pseudo != null) {
            return new Value.Text(pseudo, origin(at));
        }
        Node.Entry parameter = template.parameters().get(name);
        if (parameter != null) {
            return parameter(name, parameter.value(), at);
        }
        if (name.startsWith("AWS::")) {
            return unknown(name + " is known at deployment", List.of(), at);
        }
        // A name that the template does not define is none of its resources.
        String address = addresses.getOrDefault(name, "undefined." + name);
        return unknown("it refers to " + name, List.of(address), at);
    }

    private Value parameter(String name, Node declaration, Span at) {
        String type = declaration.textAt("Type").orElse("String");
        Optional<Node> given = declaration.at("Default");
        if (given.isEmpty() || type.startsWith("AWS::SSM::")) {
            return unknown("the parameter " + name + " has no default", List.of(), at);
        }
        if (type.equals("CommaDelimitedList") || type.startsWith("List<")) {
            List<Value> items = new ArrayList<>();
            for (String part : given.get().textAt().orElse("").split(",", -1)) {
                items.add(new Value.Text(part.strip(), origin(at)));
            }
            return new Value.Items(items, origin(at));
        }
        return given.get() instanceof Node.Scalar s ? scalar(s, at) : unknown(name, List.of(), at);
    }

    private Value attribute(Node argument, Span at) {
        String name = argument.textAt()
                .orElseGet(() -> argument.listAt().stream()
                        .findFirst()
                        .flatMap(Node::textAt)
                        .orElse(""));
        String id = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        String address = addresses.get(id);
        return unknown("it is an attribute of " + id, address == null ? List.of() : List.of(address), at);
    }

    private Value substituted(Node argument, Span at, int depth) {
        List<Node> items = argument.listAt();
        String text = items.isEmpty()
                ? argument.textAt().orElse("")
                : items.getFirst().textAt().orElse("");
        Node own = items.size() > 1 ? items.get(1) : argument;
        StringBuilder out = new StringBuilder();
        List<String> references = new ArrayList<>();
        boolean known = true;
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            String name = m.group(2).strip();
            Value value = m.group(1).equals("!")
                    ? new Value.Text("${" + name + "}", origin(at))
                    : own.at(name)
                            .map(n -> value(n, at, depth + 1))
                            .orElseGet(() -> name.contains(".")
                                    ? attribute(new Node.Scalar(name, Node.Kind.TEXT, at), at)
                                    : reference(name, at));
            known &= value.known().isPresent();
            if (value instanceof Value.Unknown u) {
                references.addAll(u.references());
            }
            m.appendReplacement(out, Matcher.quoteReplacement(value.known().orElse("")));
        }
        m.appendTail(out);
        return known
                ? new Value.Text(out.toString(), origin(at))
                : unknown("a part of it is not known", references, at);
    }

    private Value joined(List<Node> arguments, Span at, int depth) {
        if (arguments.size() != 2) {
            return unknown("Fn::Join needs two arguments", List.of(), at);
        }
        Value parts = value(arguments.get(1), at, depth);
        List<String> texts = new ArrayList<>();
        List<String> references = new ArrayList<>();
        boolean known = parts instanceof Value.Items;
        for (Value part : parts.items()) {
            part.known().ifPresent(texts::add);
            known &= part.known().isPresent();
            if (part instanceof Value.Unknown u) {
                references.addAll(u.references());
            }
        }
        String separator = arguments.get(0).textAt().orElse("");
        return known
                ? new Value.Text(String.join(separator, texts), origin(at))
                : unknown("a part of it is not known", references, at);
    }

    private Value selected(List<Node> arguments, Span at, int depth) {
        Optional<String> index =
                arguments.size() == 2 ? value(arguments.get(0), at, depth).known() : Optional.empty();
        Value list = arguments.size() == 2 ? value(arguments.get(1), at, depth) : unknown("Fn::Select", List.of(), at);
        if (list instanceof Value.Items i
                && index.filter(x -> x.matches("\\d{1,6}")).isPresent()) {
            int wanted = Integer.parseInt(index.get());
            return wanted < i.items().size() ? i.items().get(wanted) : unknown("Fn::Select", List.of(), at);
        }
        return list instanceof Value.Unknown u ? u : unknown("Fn::Select", List.of(), at);
    }

    private Value split(List<Node> arguments, Span at, int depth) {
        if (arguments.size() != 2) {
            return unknown("Fn::Split needs two arguments", List.of(), at);
        }
        Value text = value(arguments.get(1), at, depth);
        String separator = arguments.get(0).textAt().orElse(",");
        if (text instanceof Value.Text t && !separator.isEmpty()) {
            List<Value> parts = new ArrayList<>();
            for (String part : t.text().split(Pattern.quote(separator), -1)) {
                parts.add(new Value.Text(part, origin(at)));
            }
            return new Value.Items(parts, origin(at));
        }
        return text instanceof Value.Unknown u ? u : unknown("Fn::Split", List.of(), at);
    }

    private Value mapped(List<Node> arguments, Span at, int depth) {
        List<Optional<String>> keys =
                arguments.stream().map(a -> value(a, at, depth).known()).toList();
        if (keys.size() < 3 || keys.stream().limit(3).anyMatch(Optional::isEmpty)) {
            return unknown("the key of Fn::FindInMap is not known", List.of(), at);
        }
        Optional<Node> found = template.root()
                .at(
                        "Mappings",
                        keys.get(0).get(),
                        keys.get(1).get(),
                        keys.get(2).get());
        return found.map(n -> value(n, at, depth))
                .orElseGet(() -> unknown("the mapping has no such key", List.of(), at));
    }

    private Value chosen(List<Node> arguments, Span at, int depth) {
        if (arguments.size() != 3) {
            return unknown("Fn::If needs three arguments", List.of(), at);
        }
        Optional<Boolean> condition = conditions.holds(arguments.get(0).textAt().orElse(""));
        if (condition.isPresent()) {
            return value(arguments.get(condition.get() ? 1 : 2), at, depth);
        }
        Value yes = value(arguments.get(1), at, depth);
        Value no = value(arguments.get(2), at, depth);
        if (yes.known().isPresent() && yes.known().equals(no.known())) {
            return yes;
        }
        List<String> references = new ArrayList<>();
        for (Value side : List.of(yes, no)) {
            if (side instanceof Value.Unknown u) {
                references.addAll(u.references());
            }
        }
        return unknown("it depends on a condition", references, at);
    }

    private Value unknown(String why, List<String> references, Span at) {
        return new Value.Unknown(why, references.stream().distinct().toList(), origin(at));
    }

    private Origin origin(Span at) {
        return new Origin(template.file(), at);
    }
}
