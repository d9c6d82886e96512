package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.Node;
import dev.slipway.text.Yaml;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a step may use: actions of the repository by their file, well-known ones by table. */
final class Actions {
    private final Sources sources;
    private final Map<String, Optional<Node>> read = new HashMap<>();

    Actions(Sources sources) {
        this.sources = sources;
    }

    /** The metadata of an action of this repository. */
    Optional<Node> local(String uses) {
        if (!uses.startsWith("./") && !uses.startsWith("$/")) {
            return Optional.empty();
        }
        return read.computeIfAbsent(uses, u -> {
            String folder = u.substring(2).replaceAll("/+$", "");
            String prefix = folder.isEmpty() ? "" : folder + "/";
            return sources.local(prefix + "action.yml")
                    .or(() -> sources.local(prefix + "action.yaml"))
                    .map(text -> Yaml.parse(u, text).root());
        });
    }

    /** The outputs of an action, where they are known. */
    Optional<Type> outputs(String uses) {
        Optional<Node> local = local(uses);
        if (local.isPresent()) {
            Map<String, Type> all = new LinkedHashMap<>();
            local.get()
                    .entriesAt("outputs")
                    .forEach(e -> all.put(e.key().value().toLowerCase(Locale.ROOT), Type.TEXT));
            boolean composite = local.get()
                    .textAt("runs", "using")
                    .filter("composite"::equals)
                    .isPresent();
            return Optional.of(composite ? Type.strict(all) : Type.open(all, Type.TEXT));
        }
        return KnownActions.of(uses).filter(k -> !k.outputs().isEmpty()).map(k -> {
            Map<String, Type> all = new LinkedHashMap<>();
            k.outputs().forEach(o -> all.put(o, Type.TEXT));
            return Type.strict(all);
        });
    }
}
