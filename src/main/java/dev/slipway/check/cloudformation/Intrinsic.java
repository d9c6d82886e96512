package dev.slipway.check.cloudformation;

import dev.slipway.text.Node;
import java.util.Optional;
import java.util.Set;

/**
 * A call of an intrinsic function, in its short form ({@code !Ref x}) or its long one ({@code {"Ref": "x"}}).
 *
 * @param name as in the long form without {@code Fn::}: {@code Ref}, {@code Sub}, {@code Condition}
 */
public record Intrinsic(String name, Node argument) {
    /** All functions of the template reference, and those of its language extensions. */
    public static final Set<String> NAMES = Set.of(
            "Ref",
            "GetAtt",
            "Sub",
            "Join",
            "Select",
            "Split",
            "FindInMap",
            "If",
            "And",
            "Or",
            "Not",
            "Equals",
            "Base64",
            "Cidr",
            "GetAZs",
            "ImportValue",
            "Transform",
            "Condition",
            "Length",
            "ToJsonString",
            "ForEach",
            "Contains",
            "RefAll",
            "ValueOf",
            "EachMemberEquals",
            "EachMemberIn");

    /** The call that a node is. */
    public static Optional<Intrinsic> of(Node node) {
        if (!node.tag().isEmpty()) {
            String name = node.tag().substring(1);
            return NAMES.contains(name) ? Optional.of(new Intrinsic(name, untagged(node))) : Optional.empty();
        }
        if (node instanceof Node.Mapping m && m.entries().size() == 1) {
            Node.Entry only = m.entries().getFirst();
            String key = only.key().value();
            String name = key.startsWith("Fn::") ? key.substring(4) : key;
            boolean function = key.startsWith("Fn::") && NAMES.contains(name)
                    || key.equals("Ref") && only.value() instanceof Node.Scalar
                    || key.equals("Condition") && only.value() instanceof Node.Scalar;
            return function ? Optional.of(new Intrinsic(name, only.value())) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Node untagged(Node node) {
        return switch (node) {
            case Node.Scalar s -> new Node.Scalar(s.value(), s.kind(), s.span());
            case Node.Sequence s -> new Node.Sequence(s.items(), s.span());
            case Node.Mapping m -> new Node.Mapping(m.entries(), m.span());
        };
    }
}
