package dev.slipway.check.rules.cloudformation;

import dev.slipway.check.cloudformation.Intrinsic;
import dev.slipway.check.cloudformation.Template;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls of intrinsic functions in a template, and the names in them. */
final class Calls {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^!}][^}]{0,300})}");

    private Calls() {}

    /** A call and the place to look at. */
    record Call(Intrinsic intrinsic, Span at) {
        /** Whether it calls this function. */
        boolean is(String name) {
            return intrinsic.name().equals(name);
        }

        /** The argument as a text; empty when it is none. */
        String text() {
            return intrinsic.argument().textAt().orElse("");
        }
    }

    /** All calls below a node. */
    static List<Call> below(Node node) {
        List<Call> calls = new ArrayList<>();
        walk(node, node.span(), calls);
        return calls;
    }

    private static void walk(Node node, Span at, List<Call> calls) {
        Optional<Intrinsic> call = Intrinsic.of(node);
        call.ifPresent(c -> calls.add(new Call(c, at)));
        switch (node) {
            case Node.Mapping m ->
                m.entries().forEach(e -> walk(e.value(), e.key().span(), calls));
            case Node.Sequence s -> s.items().forEach(i -> walk(i, i.span(), calls));
            case Node.Scalar s -> {}
        }
    }

    /** Names of parameters and resources that a call refers to, attributes cut off. */
    static List<String> names(Intrinsic call) {
        return switch (call.name()) {
            case "Ref" -> call.argument().textAt().stream().toList();
            case "GetAtt" -> {
                Optional<String> dotted = call.argument().textAt();
                yield dotted
                        .map(t -> t.split("\\.", 2)[0])
                        .or(() -> call.argument().listAt().stream().findFirst().flatMap(Node::textAt))
                        .stream()
                        .toList();
            }
            case "Sub" -> substitutes(call.argument());
            default -> List.of();
        };
    }

    private static List<String> substitutes(Node argument) {
        List<Node> items = argument.listAt();
        String text = items.isEmpty()
                ? argument.textAt().orElse("")
                : items.getFirst().textAt().orElse("");
        Set<String> own = new HashSet<>();
        if (items.size() > 1) {
            items.get(1).entriesAt().forEach(e -> own.add(e.key().value()));
        }
        List<String> names = new ArrayList<>();
        Matcher m = VARIABLE.matcher(text);
        while (m.find()) {
            String name = m.group(1).strip();
            if (!own.contains(name)) {
                names.add(name.split("\\.", 2)[0]);
            }
        }
        return names;
    }

    /** What names may refer to: parameters, resources, pseudo parameters. */
    static boolean isDefined(Template template, String name) {
        return name.startsWith("AWS::")
                || template.parameters().containsKey(name)
                || template.root().at("Resources", name).isPresent();
    }

    /** Whether the template is made by something else first, so that names may come from there. */
    static boolean isTransformed(Template template) {
        return template.root().get("Transform").isPresent()
                || template.root().at("Rules").isPresent()
                || below(template.root()).stream().anyMatch(c -> c.is("Transform") || c.is("ForEach"));
    }
}
