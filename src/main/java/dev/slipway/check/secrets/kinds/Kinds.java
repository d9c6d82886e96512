package dev.slipway.check.secrets.kinds;

import dev.slipway.check.secrets.Family;
import dev.slipway.check.secrets.Kind;
import dev.slipway.check.secrets.SecretSearch;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of secrets, and the search for them. A new kind is one row in one of the lists. */
public final class Kinds {
    /** In a fixed order. */
    public static final List<Kind> ALL = Stream.of(
                    CloudKinds.ALL, SourceKinds.ALL, BusinessKinds.ALL, ServiceKinds.ALL, PlaceKinds.ALL)
            .flatMap(List::stream)
            .toList();

    private static final SecretSearch SEARCH = new SecretSearch(ALL);

    private Kinds() {}

    /** The kinds of one family. */
    public static List<Kind> of(Family family) {
        return ALL.stream().filter(k -> k.family() == family).toList();
    }

    /** The search for all of them; made once, some milliseconds. */
    public static SecretSearch search() {
        return SEARCH;
    }
}
