package dev.slipway.check.cloudformation;

import dev.slipway.check.resources.Translation;
import java.util.HashMap;
import java.util.Map;

/**
 * The types of CloudFormation in the vocabulary of the Terraform provider. Names that follow from the rule (snake case,
 * {@code AWS::Service::Type} to {@code aws_service_type}) are not listed.
 */
public final class TypeTable {
    private static final Map<String, Translation> TYPES = types();

    private TypeTable() {}

    private static Map<String, Translation> types() {
        Map<String, Translation> types = new HashMap<>();
        NetworkTypes.addTo(types);
        DataTypes.addTo(types);
        ServiceTypes.addTo(types);
        return Map.copyOf(types);
    }

    /** How a type is translated; a type that is not listed by the rule. */
    public static Translation of(String type) {
        Translation known = TYPES.get(type);
        if (known != null) {
            return known;
        }
        String[] parts = type.split("::", -1);
        String name = parts.length == 3 && parts[0].equals("AWS")
                ? "aws_" + Translation.snake(parts[1]).replace("_", "") + "_" + Translation.snake(parts[2])
                : Translation.snake(type.replace("::", "_"));
        return Translation.to(name, "PolicyDocument=policy");
    }

    /** Whether it is listed. */
    public static boolean lists(String type) {
        return TYPES.containsKey(type);
    }
}
