package dev.slipway.check.ansible;

import static dev.slipway.check.resources.Translation.to;

import dev.slipway.check.resources.Translation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The modules of the collections amazon.aws, community.aws, azure.azcollection and google.cloud in the vocabulary of the
 * Terraform providers, by the modules' documentation. Options whose names agree are not listed.
 */
final class ModuleTable {
    private static final Map<String, Translation> MODULES = modules();

    private ModuleTable() {}

    /** How a module is translated, by its name without the collection. */
    static Optional<Translation> of(String module) {
        String bare = module.startsWith("aws_") && !MODULES.containsKey(module) ? module.substring(4) : module;
        Translation known = MODULES.get(bare);
        if (known == null && module.startsWith("gcp_") && !module.endsWith("_info") && !module.endsWith("_facts")) {
            return Optional.of(to("google_" + module.substring(4)));
        }
        return Optional.ofNullable(known);
    }

    private static Map<String, Translation> modules() {
        Map<String, Translation> modules = new HashMap<>();
        AmazonModules.addTo(modules);
        OtherModules.addTo(modules);
        return Map.copyOf(modules);
    }
}
