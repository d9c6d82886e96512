package dev.slipway.pipeline.dialect.gitlab;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.slipway.base.DidYouMean;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code spec:inputs} of a file, and {@code $[[ inputs.NAME | FUNCTION ]]} in it (GitLab documentation, "Define inputs for
 * configuration added with include"). Filled before anything else is looked at.
 */
final class Inputs {
    private static final Pattern BLOCK = Pattern.compile("\\$\\[\\[(.{1,1000}?)]]");
    private static final List<String> SPEC_KEYS =
            List.of("default", "description", "options", "regex", "type", "rules");

    /** Functions in one block, as GitLab allows. */
    private static final int MAX_FUNCTIONS = 3;

    private final Trees trees;
    private final Map<String, String> variables;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Inputs(Trees trees, Map<String, String> variables) {
        this.trees = trees;
        this.variables = variables;
    }

    /**
     * The body of a file with its inputs put in.
     *
     * @param given what the includer gives, by name
     * @param at where it gives them, for what is missing
     */
    static Node fill(
            Trees trees, Node spec, Node body, Map<String, Node> given, Node at, Map<String, String> variables) {
        Inputs inputs = new Inputs(trees, variables);
        inputs.read(spec, given, at);
        return inputs.put(body);
    }

    private void read(Node spec, Map<String, Node> given, Node at) {
        List<Node.Entry> declared = spec.entriesAt("inputs");
        List<String> names = declared.stream().map(e -> e.key().value()).toList();
        given.forEach((name, value) -> {
            if (!names.contains(name)) {
                String near = DidYouMean.nearest(name, names)
                        .map(n -> "; did you mean `" + n + "`?")
                        .orElse("");
                trees.wrong(value, "reference", "unknown input `" + name + "`" + near);
            }
        });
        for (Node.Entry e : declared) {
            String name = e.key().value();
            Node value = given.getOrDefault(name, e.value().at("default").orElse(Trees.empty()));
            boolean defaulted = !given.containsKey(name);
            if (defaulted && e.value().at("default").isEmpty()) {
                trees.wrong(at, "missing-key", "input `" + name + "` is required and has no value");
                value = Trees.text("");
            } else {
                value = accept(name, e, value);
            }
            values.put(name, value);
        }
    }

    private Node accept(String name, Node.Entry declared, Node value) {
        Node spec = declared.value();
        spec.entriesAt().stream()
                .filter(k -> !SPEC_KEYS.contains(k.key().value()))
                .forEach(k -> trees.wrong(
                        k.key(),
                        "unknown-key",
                        "unknown key `" + k.key().value() + "` of an input; known are "
                                + String.join(", ", SPEC_KEYS)));
        String type = spec.textAt("type").orElse("string");
        boolean fits = switch (type) {
            case "string" ->
                value instanceof Node.Scalar s && (s.kind() == Node.Kind.TEXT || s.kind() == Node.Kind.NULL);
            case "number" ->
                value instanceof Node.Scalar s && (s.kind() == Node.Kind.INTEGER || s.kind() == Node.Kind.DECIMAL);
            case "boolean" -> value instanceof Node.Scalar s && s.kind() == Node.Kind.BOOLEAN;
            case "array" -> value instanceof Node.Sequence;
            default -> {
                trees.wrong(
                        declared.key(),
                        "value",
                        "unknown type `" + type + "`; known are string, number, boolean, array");
                yield true;
            }
        };
        if (!fits) {
            trees.wrong(value, "type", "input `" + name + "`: the value is not of type " + type);
        }
        restrict(name, spec, value, type);
        return value;
    }

    private void restrict(String name, Node spec, Node value, String type) {
        String text = value instanceof Node.Scalar s ? s.value() : "";
        if (spec.at("options").isPresent()) {
            List<String> options = spec.listAt("options").stream()
                    .map(o -> o instanceof Node.Scalar s ? s.value() : "")
                    .toList();
            List<Node> chosen = value instanceof Node.Sequence list ? list.items() : List.of(value);
            for (Node one : chosen) {
                if (one instanceof Node.Scalar o && !options.contains(o.value())) {
                    trees.wrong(
                            one,
                            "value",
                            "input `" + name + "`: `" + o.value() + "` is none of its options "
                                    + String.join(", ", options));
                }
            }
        }
        spec.textAt("regex").ifPresent(regex -> {
            if (!type.equals("string")) {
                trees.wrong(value, "type", "input `" + name + "`: a regex fits inputs of type string only");
                return;
            }
            try {
                if (!Pattern.compile(regex).matcher(text).find()) {
                    trees.wrong(value, "value", "input `" + name + "`: `" + text + "` does not match " + regex);
                }
            } catch (PatternSyntaxException e) {
                trees.wrong(value, "value", "input `" + name + "`: not a pattern of RE2: " + e.getDescription());
            }
        });
    }

    private Node put(Node node) {
        return switch (node) {
            case Node.Scalar s -> scalar(s);
            case Node.Sequence s ->
                trees.like(
                        s, new Node.Sequence(s.items().stream().map(this::put).toList(), s.span(), s.tag()));
            case Node.Mapping m -> {
                List<Node.Entry> entries = new ArrayList<>();
                for (Node.Entry e : m.entries()) {
                    Node key = scalar(e.key());
                    entries.add(new Node.Entry(key instanceof Node.Scalar k ? k : e.key(), put(e.value())));
                }
                yield trees.like(m, new Node.Mapping(entries, m.span(), m.tag()));
            }
        };
    }

    private Node scalar(Node.Scalar s) {
        if (!s.value().contains("$[[")) {
            return s;
        }
        Matcher m = BLOCK.matcher(s.value());
        if (m.matches()) {
            Node value = value(s, m.group(1), m.group());
            return trees.like(
                    s,
                    switch (value) {
                        case Node.Scalar v -> new Node.Scalar(v.value(), v.kind(), s.span());
                        case Node.Sequence v -> new Node.Sequence(v.items(), s.span());
                        case Node.Mapping v -> new Node.Mapping(v.entries(), s.span());
                    });
        }
        StringBuilder text = new StringBuilder();
        int last = 0;
        m.reset();
        while (m.find()) {
            text.append(s.value(), last, m.start()).append(text(value(s, m.group(1), m.group())));
            last = m.end();
        }
        return trees.like(
                s, new Node.Scalar(text.append(s.value().substring(last)).toString(), Node.Kind.TEXT, s.span()));
    }

    private Node value(Node.Scalar at, String block, String whole) {
        String[] parts = block.split("\\|", -1);
        String access = parts[0].strip();
        if (access.startsWith("matrix.")) {
            // Filled later, when needs:parallel:matrix is read.
            return Trees.text(whole);
        }
        if (!access.startsWith("inputs.")) {
            trees.wrong(at, "expression", "`" + access + "` is not known here; inputs.NAME is");
            return Trees.text("");
        }
        String name = access.substring("inputs.".length());
        Node value = values.get(name);
        if (value == null) {
            trees.wrong(
                    at,
                    "reference",
                    "no input `" + name + "` is declared"
                            + DidYouMean.nearest(name, values.keySet())
                                    .map(n -> "; did you mean `" + n + "`?")
                                    .orElse(""));
            return Trees.text("");
        }
        if (parts.length - 1 > MAX_FUNCTIONS) {
            trees.wrong(at, "limit", "more than " + MAX_FUNCTIONS + " functions in one block");
        }
        for (int i = 1; i < parts.length && i <= MAX_FUNCTIONS; i++) {
            value = Trees.text(function(at, parts[i].strip(), text(value)));
        }
        return value;
    }

    private String function(Node.Scalar at, String call, String text) {
        Matcher truncate = Pattern.compile("truncate\\(\\s*(\\d{1,6})\\s*,\\s*(\\d{1,6})\\s*\\)")
                .matcher(call);
        if (truncate.matches()) {
            int from = Math.min(text.length(), Integer.parseInt(truncate.group(1)));
            return text.substring(from, Math.min(text.length(), from + Integer.parseInt(truncate.group(2))));
        }
        return switch (call) {
            case "expand_vars" -> Variables.expandKnown(text, variables);
            case "posix_escape" -> text.isEmpty() ? "''" : text.replaceAll("([^A-Za-z0-9_\\-.,:+/@\\n])", "\\\\$1");
            default -> {
                trees.wrong(
                        at,
                        "expression",
                        "unknown function `" + call + "`; known are expand_vars, truncate(from, length),"
                                + " posix_escape");
                yield text;
            }
        };
    }

    /** As JSON writes it, strings without quotes. */
    private static String text(Node value) {
        return switch (value) {
            case Node.Scalar s -> s.value();
            case Node.Sequence s ->
                s.items().stream()
                        .map(i -> i instanceof Node.Scalar t && t.kind() == Node.Kind.TEXT
                                ? '"' + t.value() + '"'
                                : text(i))
                        .collect(java.util.stream.Collectors.joining(",", "[", "]"));
            case Node.Mapping m -> "";
        };
    }
}
