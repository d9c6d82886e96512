package dev.slipway.check.cloudformation;

import dev.slipway.check.Format;
import dev.slipway.check.resources.Origin;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One resource of a template on its way into ours: one, with further ones for what our vocabulary keeps apart.
 *
 * @param id the logical id
 * @param raw the properties, evaluated and not yet translated
 * @param at the logical id's place
 * @param attributes translated, still to be adjusted
 * @param further what is kept apart
 */
record Declaring(
        String id, String type, Value.Block raw, Origin at, Map<String, Value> attributes, List<Resource> further) {
    static Declaring of(String id, String type, Value.Block raw, Origin at, Value.Block translated) {
        Map<String, Value> attributes = new LinkedHashMap<>(translated.entries());
        // A template that writes the logical id as a text where a reference should stand means the resource.
        attributes.putIfAbsent("id", new Value.Text(id, at));
        return new Declaring(id, type, raw, at, attributes, new ArrayList<>());
    }

    /** A reference to the resource itself, for what is attached to it. */
    Value self(Origin where) {
        return new Value.Unknown("it is " + id, List.of(address()), where);
    }

    /** As others refer to it. */
    String address() {
        return type + "." + id;
    }

    /** Keeps a resource apart that belongs to this one; {@code suffix} makes several of a type differ. */
    void attach(String otherType, String suffix, Map<String, Value> entries, Origin where) {
        further.add(new Resource(
                otherType,
                id + suffix,
                otherType + "." + id + suffix,
                new Value.Block(entries, where),
                where,
                Format.CLOUDFORMATION));
    }

    /** All resources that it became. */
    List<Resource> done() {
        List<Resource> all = new ArrayList<>();
        Value.Block block = new Value.Block(attributes, raw.at());
        all.add(new Resource(type, id, address(), block, at, Format.CLOUDFORMATION));
        all.addAll(further);
        return all;
    }
}
