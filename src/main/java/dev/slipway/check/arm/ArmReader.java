package dev.slipway.check.arm;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Translation;
import dev.slipway.check.resources.Value;
import dev.slipway.text.Bicep;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads templates; each file is a set of its own, as a deployment is. Children are resources beside their parents. */
public final class ArmReader implements ResourceReader {
    /** Resources of one template: the service allows 800. */
    private static final int MAX_RESOURCES = 2_000;

    /** Resources in resources. */
    private static final int MAX_DEPTH = 5;

    @Override
    public Set<Format> formats() {
        return Set.of(Format.ARM, Format.BICEP);
    }

    @Override
    public List<Resources> read(List<SourceFile> files) {
        return files.stream().map(ArmReader::read).toList();
    }

    /** The resources of one file. */
    public static Resources read(SourceFile file) {
        Node root = file.format() == Format.BICEP
                ? Bicep.parse(file.path(), file.text()).root()
                : file.tree().root();
        List<Resource> all = new ArrayList<>();
        ArmValues values = new ArmValues(file.path(), root);
        walk(root, "", "", values, file, all, 0);
        return new Resources(all);
    }

    private static void walk(
            Node node, String parent, String prefix, ArmValues values, SourceFile file, List<Resource> all, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        List<Node> items = new ArrayList<>(node.listAt("resources"));
        node.entriesAt("resources").forEach(e -> items.add(e.value()));
        for (Node item : items) {
            if (!(item instanceof Node.Mapping m) || all.size() > MAX_RESOURCES) {
                continue;
            }
            String written = m.textAt("type").orElse("");
            String type = prefix.isEmpty() || written.startsWith("Microsoft.") ? written : prefix + "/" + written;
            String address = resource(m, type, parent, values, file, all);
            walk(m, address, type, values, file, all, depth + 1);
            m.at("properties", "template").ifPresent(t -> walk(t, "", "", values, file, all, depth + 1));
        }
    }

    private static String resource(
            Node.Mapping m, String type, String parent, ArmValues values, SourceFile file, List<Resource> all) {
        Optional<Translation> translation = ArmTypes.of(type, m.textAt("kind").orElse(""));
        if (translation.isEmpty()) {
            return parent;
        }
        Node.Entry header = m.entry("type").orElseThrow();
        Origin at = new Origin(file.path(), header.key().span());
        Origin inside = new Origin(
                file.path(),
                m.entry("properties")
                        .map(e -> e.key().span())
                        .orElse(header.key().span()));
        Value.Block raw = values.block(m, inside);
        String name = m.textAt("symbol").or(() -> m.textAt("name")).orElse("resource");
        String address = translation.get().type() + "." + all.size();
        Value.Block attributes = ArmTypes.adjusted(
                translation.get().translate(raw), m.textAt("name").orElse(""));
        if (!parent.isEmpty()) {
            attributes = new Value.Block(withParent(attributes, parent), attributes.at());
        }
        all.add(new Resource(translation.get().type(), name, address, attributes, at, file.format()));
        return address;
    }

    /** A child names the resource that it stands in. */
    private static Map<String, Value> withParent(Value.Block attributes, String parent) {
        Map<String, Value> entries = new java.util.LinkedHashMap<>(attributes.entries());
        Value self = new Value.Unknown("it stands in it", List.of(parent), attributes.at());
        for (String name : List.of(
                "server_id",
                "server_name",
                "storage_account_name",
                "key_vault_id",
                "network_security_group_name",
                "storage_account_id")) {
            entries.putIfAbsent(name, self);
        }
        return entries;
    }
}
