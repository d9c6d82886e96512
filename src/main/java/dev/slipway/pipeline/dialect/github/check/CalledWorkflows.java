package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.Sources;
import dev.slipway.text.Node;
import dev.slipway.text.Yaml;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Workflows that jobs call, where their text is at hand. */
public final class CalledWorkflows {
    private static final Pattern FOREIGN = Pattern.compile("([^/@\\s]+/[^/@\\s]+)/([^@\\s]+)@([^@\\s]+)");
    private static final Pattern FILE = Pattern.compile("[^@\\s]+\\.ya?ml");

    private final Sources sources;
    private final Map<String, Optional<Node>> read = new HashMap<>();

    /** Read through these sources. */
    public CalledWorkflows(Sources sources) {
        this.sources = sources;
    }

    /** Whether it has the form of a call. */
    static boolean isCall(String uses) {
        if (uses.startsWith("./") || uses.startsWith("../") || uses.startsWith("$/")) {
            return !uses.contains("@") && FILE.matcher(uses).matches();
        }
        Matcher m = FOREIGN.matcher(uses);
        return m.matches() && FILE.matcher(m.group(2)).matches();
    }

    /** The tree of a called workflow; empty when its text is not at hand. */
    public Optional<Node> read(String uses) {
        return read.computeIfAbsent(uses, u -> text(u).map(t -> Yaml.parse(u, t).root()));
    }

    /** The text of a called workflow. */
    public Optional<String> text(String uses) {
        if (uses.startsWith("./") || uses.startsWith("$/")) {
            return sources.local(uses.substring(2));
        }
        Matcher m = FOREIGN.matcher(uses);
        return m.matches() ? sources.foreign(m.group(1), m.group(3), m.group(2)) : Optional.empty();
    }

    /** The outputs that a called workflow declares. */
    Optional<Type> outputs(String uses) {
        return read(uses).map(root -> {
            Map<String, Type> all = new LinkedHashMap<>();
            root.entriesAt("on", "workflow_call", "outputs")
                    .forEach(e -> all.put(e.key().value().toLowerCase(Locale.ROOT), Type.TEXT));
            return Type.strict(all);
        });
    }
}
