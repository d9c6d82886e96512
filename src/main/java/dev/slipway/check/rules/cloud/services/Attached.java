package dev.slipway.check.rules.cloud.services;

import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import dev.slipway.check.rules.cloud.CloudRule;
import java.util.List;

/** Questions about resources that belong to each other. */
final class Attached {
    private Attached() {}

    /** Attribute of a type that names another resource. */
    record Link(String type, String attribute) {}

    /** A finding at the resource unless one of the links names it; undecided where one names nobody knows what. */
    static CloudRule.Check needs(String message, Link... links) {
        return (resource, all, out) -> {
            boolean named = List.of(links).stream()
                    .anyMatch(l -> all.attached(l.type(), l.attribute(), resource)
                            .findAny()
                            .isPresent());
            if (named) {
                return;
            }
            boolean unclear = List.of(links).stream().anyMatch(l -> isUnclear(all, l));
            if (unclear) {
                out.undecided(resource.at(), resource.address() + ": " + message + ", which is not known");
            } else {
                out.at(resource.attributes().at(), resource.address() + ": " + message);
            }
        };
    }

    private static boolean isUnclear(Resources all, Link link) {
        return all.of(link.type()).stream()
                .flatMap(r -> r.get(link.attribute()).items().stream())
                .anyMatch(v -> v instanceof Value.Unknown u && u.references().isEmpty());
    }

    /** The resources of a type that a value names. */
    static List<Resource> named(Resources all, Value value, String type) {
        return all.of(type).stream().filter(r -> Resources.names(value, r)).toList();
    }

    /** For a message. */
    static String of(Resource resource, String message) {
        return resource.type() + "." + resource.name() + ": " + message;
    }
}
