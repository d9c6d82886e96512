package dev.slipway.check.cloudformation;

import dev.slipway.text.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Conditions in three-valued logic. A parameter may be given any value at deployment, so what rests on one is unknown; only
 * what is the same for every deployment is known. Each question is answered on its own: combinations are never enumerated.
 */
public final class Conditions {
    /** Nested functions that are followed. */
    private static final int MAX_DEPTH = 60;

    private final Template template;

    public Conditions(Template template) {
        this.template = template;
    }

    /** Yes, no, or empty when it depends on a deployment. */
    public Optional<Boolean> holds(String name) {
        return named(name, new HashSet<>(), 0);
    }

    private Optional<Boolean> named(String name, Set<String> above, int depth) {
        Node.Entry condition = template.conditions().get(name);
        if (condition == null || depth > MAX_DEPTH || !above.add(name)) {
            return Optional.empty();
        }
        Optional<Boolean> answer = of(condition.value(), above, depth + 1);
        above.remove(name);
        return answer;
    }

    private Optional<Boolean> of(Node node, Set<String> above, int depth) {
        Optional<Intrinsic> call = Intrinsic.of(node);
        if (call.isEmpty() || depth > MAX_DEPTH) {
            return node.textAt().flatMap(Conditions::truth);
        }
        Node argument = call.get().argument();
        return switch (call.get().name()) {
            case "Condition" -> named(argument.textAt().orElse(""), above, depth);
            case "Not" -> first(argument).flatMap(n -> of(n, above, depth + 1)).map(b -> !b);
            case "And" -> all(argument.listAt(), above, depth, true);
            case "Or" -> all(argument.listAt(), above, depth, false);
            case "Equals" -> equal(argument.listAt());
            default -> Optional.empty();
        };
    }

    /** And: no as soon as one is no; or: yes as soon as one is yes. */
    private Optional<Boolean> all(List<Node> items, Set<String> above, int depth, boolean and) {
        boolean unknown = false;
        for (Node item : items) {
            Optional<Boolean> one = of(item, above, depth + 1);
            if (one.isPresent() && one.get() != and) {
                return Optional.of(!and);
            }
            unknown |= one.isEmpty();
        }
        return unknown ? Optional.empty() : Optional.of(and);
    }

    private static Optional<Boolean> equal(List<Node> sides) {
        if (sides.size() != 2
                || Intrinsic.of(sides.get(0)).isPresent()
                || Intrinsic.of(sides.get(1)).isPresent()) {
            return Optional.empty();
        }
        Optional<String> left = sides.get(0).textAt();
        Optional<String> right = sides.get(1).textAt();
        return left.isPresent() && right.isPresent() ? Optional.of(left.equals(right)) : Optional.empty();
    }

    private static Optional<Node> first(Node argument) {
        return argument.listAt().stream().findFirst();
    }

    private static Optional<Boolean> truth(String text) {
        return text.equals("true") ? Optional.of(true) : text.equals("false") ? Optional.of(false) : Optional.empty();
    }
}
