package dev.slipway.intent;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.SlipwayException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects all that is wrong with the declared files, to be said at once. */
final class Problems {
    /** Problems that are printed; a file with more is not being read by a person line by line. */
    static final int MAX = 100;

    /** Characters of a user's word in a message. */
    private static final int MAX_WORD = 60;

    private record At(Place place, Problem problem) {}

    private final Set<At> found = new LinkedHashSet<>();
    private int more;

    void add(Place place, String what, String cause, String fix) {
        At at = new At(place, Problem.input(what, place, cause, fix));
        if (found.size() < MAX) {
            found.add(at);
        } else if (!found.contains(at)) {
            more++;
        }
    }

    /** A word that is none of the known ones. */
    void unknown(Place place, String what, String word, Collection<String> known, String suggestion) {
        String near = suggestion.isEmpty() ? DidYouMean.nearest(word, known).orElse("") : suggestion;
        String list = String.join(", ", known);
        add(
                place,
                what,
                known.isEmpty() ? "" : "allowed: " + list,
                near.isEmpty() ? "use one of the allowed words" : "did you mean `" + near + "`?");
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Throws what was found, by place. */
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        List<Problem> problems = new ArrayList<>(found.stream()
                .sorted(Comparator.comparing(At::place))
                .map(At::problem)
                .toList());
        if (more > 0) {
            problems.add(Problem.input(
                    "and " + more + " more",
                    "only the first " + MAX + " are listed",
                    "correct these first and run the command again"));
        }
        throw new SlipwayException(problems);
    }

    /** A user's word as it may stand in a message: one line, no control characters, not too long. */
    static String shown(String word) {
        String cut = word.length() > MAX_WORD
                ? word.substring(
                                0,
                                word.offsetByCodePoints(0, Math.min(MAX_WORD, word.codePointCount(0, word.length()))))
                        + "…"
                : word;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\u2028\u2029]", "?");
    }

    /** A value in a message; one that was put in place is not shown: it may be a secret. */
    static String shown(Tree.Leaf leaf) {
        return leaf.variables().isEmpty()
                ? "'" + shown(leaf.value()) + "'"
                : "the value of ${"
                        + String.join(
                                "}, ${", leaf.variables().stream().sorted().toList()) + "}";
    }
}
