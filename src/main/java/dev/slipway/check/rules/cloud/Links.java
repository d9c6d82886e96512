package dev.slipway.check.rules.cloud;

import dev.slipway.check.Report;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import dev.slipway.check.resources.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about resources that belong to each other. */
public final class Links {
    private Links() {}

    /** Whether a resource of the type names this one by the attribute; unknown when one names nobody knows what. */
    public static Truth attached(Resources all, String type, String attribute, Resource to) {
        if (all.attached(type, attribute, to).findAny().isPresent()) {
            return Truth.YES;
        }
        return all.unclear(type, attribute) ? Truth.UNKNOWN : Truth.NO;
    }

    /** The resources of the types that a value names. */
    public static List<Resource> named(Resources all, Value value, String... types) {
        List<Resource> found = new ArrayList<>();
        for (String type : types) {
            all.of(type).stream().filter(r -> Resources.names(value, r)).forEach(found::add);
        }
        return found;
    }

    /** A resource of a type must name this one; a finding at this one when none does. */
    public static CloudRule.Check mustBeNamedBy(String type, String attribute, String message) {
        return (resource, all, out) ->
                answer(attached(all, type, attribute, resource).not(), resource, message, out);
    }

    /** Reports at a resource when it is so. */
    public static void answer(Truth bad, Resource resource, String message, Report out) {
        String full = resource.type() + "." + resource.name() + ": " + message;
        switch (bad) {
            case YES -> out.at(resource.at(), full);
            case UNKNOWN -> out.undecided(resource.at(), full + ", which is not known");
            case NO -> {}
        }
    }

    /** Reports at a value of a resource. */
    public static void report(Resource resource, Value value, String message, Report out) {
        out.at(value.at(), resource.type() + "." + resource.name() + ": " + message);
    }

    /** The answer of a condition about what stands at a path; of several values the first that is met counts. */
    public static Truth is(Resource resource, String path, Condition condition) {
        return ResourcePath.of(path).in(resource.attributes()).stream()
                .map(hit -> condition.of(hit.value()))
                .reduce(Truth.NO, Truth::or);
    }

    /** The value at a path that may lead through several blocks: the first. */
    public static Optional<Value> first(Resource resource, String path) {
        return ResourcePath.of(path).in(resource.attributes()).stream()
                .map(ResourcePath.Hit::value)
                .filter(v -> !v.absent())
                .findFirst();
    }
}
