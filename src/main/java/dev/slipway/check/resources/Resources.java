package dev.slipway.check.resources;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The resources of one set that is deployed together: a root module, a template, a stack. */
public final class Resources {
    private final List<Resource> all;
    private final Map<String, List<Resource>> byType;

    public Resources(List<Resource> all) {
        this.all = List.copyOf(all);
        this.byType = this.all.stream().collect(Collectors.groupingBy(Resource::type));
    }

    /** All, in the order of the files. */
    public List<Resource> all() {
        return all;
    }

    /** Those of a type. */
    public List<Resource> of(String type) {
        return byType.getOrDefault(type, List.of());
    }

    /** Those of a type whose attribute names the other one: by reference, or by the same known text as its name. */
    public Stream<Resource> attached(String type, String attribute, Resource to) {
        return of(type).stream().filter(r -> names(r.get(attribute), to));
    }

    /** Whether some resource of a type names by this attribute what nobody here can tell: any resource may be meant. */
    public boolean unclear(String type, String attribute) {
        return of(type).stream()
                .anyMatch(r ->
                        r.get(attribute).items().stream().anyMatch(v -> v instanceof Value.Unknown u && isUnclear(u)));
    }

    /** What a data source or another module names may be any resource of this set. */
    private static boolean isUnclear(Value.Unknown value) {
        return value.references().isEmpty()
                || value.references().stream().anyMatch(r -> r.startsWith("data.") || r.startsWith("module."));
    }

    /** Whether a value refers to a resource. */
    public static boolean names(Value value, Resource to) {
        return value.items().stream().anyMatch(v -> switch (v) {
            case Value.Unknown u ->
                u.references().stream()
                        .anyMatch(a -> a.equals(to.address()) || to.address().startsWith(a + "["));
            case Value.Text t ->
                Stream.of("id", "bucket", "name", "identifier")
                        .anyMatch(n -> to.get(n).is(t.text()));
            case Value.Number n -> false;
            case Value.Bool b -> false;
            case Value.Items i -> false;
            case Value.Block b -> false;
            case Value.Absent a -> false;
        });
    }
}
