package dev.slipway.intent;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A map of the file being read: each question names a key, the type it must have and the range, reports what does not
 * fit, and remembers the key as known; {@link #finish} then reports the keys nobody asked for.
 */
final class Section {
    /** Items of a list in {@code x-slipway}. */
    static final int MAX_ITEMS = 200;

    private final Tree.Fields fields;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Tree.Fields fields, String path, Problems problems) {
        this.fields = fields;
        this.path = path;
        this.problems = problems;
    }

    Place place() {
        return fields.place();
    }

    Problems problems() {
        return problems;
    }

    String path() {
        return path;
    }

    /** What stands at a key. */
    Optional<Tree> get(String key) {
        known.add(key);
        return fields.get(key);
    }

    /** All keys of the map. */
    List<String> keys() {
        return List.copyOf(fields.fields().keySet());
    }

    /** The place of a key, or of the map when it is not there. */
    Place placeOf(String key) {
        Tree.Field field = fields.fields().get(key);
        return field == null ? fields.place() : field.value().place();
    }

    /** The place of the key itself: where a map or list has no better one. */
    Place keyPlace(String key) {
        Tree.Field field = fields.fields().get(key);
        return field == null ? fields.place() : field.key();
    }

    /** A map at a key. */
    Optional<Section> section(String key) {
        return get(key).flatMap(tree -> {
            if (tree instanceof Tree.Fields map) {
                return Optional.of(new Section(map, path(key), problems));
            }
            wrong(key, tree, "a map");
            return Optional.empty();
        });
    }

    /** The sections of a map of maps, for example environments by name. */
    List<Map.Entry<String, Section>> sections(String key) {
        List<Map.Entry<String, Section>> result = new ArrayList<>();
        section(key)
                .ifPresent(map -> map.fields.fields().forEach((name, field) -> {
                    switch (field.value()) {
                        case Tree.Fields f ->
                            // The key says more than the first thing below it.
                            result.add(Map.entry(
                                    name,
                                    new Section(new Tree.Fields(f.fields(), field.key()), map.path(name), problems)));
                        case Tree.Leaf l
                        when l.isNull() ->
                            result.add(Map.entry(
                                    name,
                                    new Section(new Tree.Fields(Map.of(), field.key()), map.path(name), problems)));
                        case Tree.Leaf l -> map.wrong(name, l, "a map");
                        case Tree.Items i -> map.wrong(name, i, "a map");
                    }
                }));
        return result;
    }

    /** A single value read by {@code read}; what it cannot read is reported as not being {@code what}. */
    <T> Given<T> value(String key, String what, Function<String, Optional<T>> read, Function<String, String> meant) {
        Optional<Tree> found = get(key);
        if (found.isEmpty()) {
            return Given.none();
        }
        if (!(found.get() instanceof Tree.Leaf leaf)) {
            wrong(key, found.get(), what);
            return Given.none();
        }
        Optional<T> value = read.apply(leaf.value().strip());
        if (value.isEmpty()) {
            String suggestion =
                    leaf.variables().isEmpty() ? meant.apply(leaf.value().strip()) : "";
            problems.add(
                    leaf.place(),
                    path(key) + ": " + Problems.shown(leaf) + " is not " + what,
                    "",
                    suggestion.isEmpty() ? "give " + what : "did you mean `" + suggestion + "`?");
            return Given.none();
        }
        return Given.of(value.get(), leaf.place());
    }

    <T> Given<T> value(String key, String what, Function<String, Optional<T>> read) {
        return value(key, what, read, v -> "");
    }

    /** Text that is not blank. */
    Given<String> text(String key) {
        return value(key, "a text", v -> isText(v) ? Optional.of(v) : Optional.empty());
    }

    /** Text of a form. */
    Given<String> text(String key, String what, String regex) {
        return value(key, what, v -> v.length() <= 500 && v.matches(regex) ? Optional.of(v) : Optional.empty());
    }

    Given<Integer> integer(String key, int min, int max) {
        return value(
                key,
                "a whole number from " + min + " to " + max,
                v -> v.matches("-?\\d{1,9}")
                        ? Optional.of(Integer.parseInt(v)).filter(n -> n >= min && n <= max)
                        : Optional.empty(),
                v -> thousands(v));
    }

    /** {@code 5k} means 5000, {@code 5_000} too. */
    private static String thousands(String v) {
        String lower = v.toLowerCase(Locale.ROOT).replaceAll("[_ ']", "");
        if (lower.matches("\\d{1,5}k")) {
            return lower.replace("k", "000");
        }
        if (lower.matches("\\d{1,3}m")) {
            return lower.replace("m", "000000");
        }
        return lower.matches("\\d{1,9}") && !lower.equals(v) ? lower : "";
    }

    Given<Double> number(String key, String what, double above, double max) {
        return value(
                key,
                what,
                v -> Quantities.number(v).filter(n -> n > above && n <= max),
                v -> v.matches("\\d{1,9},\\d{1,9}") ? v.replace(',', '.') : "");
    }

    Given<Boolean> flag(String key) {
        return value(
                key,
                "true or false",
                v -> switch (v.toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                },
                v -> switch (v.toLowerCase(Locale.ROOT)) {
                    case "yes", "on", "1" -> "true";
                    case "no", "off", "0" -> "false";
                    default -> "";
                });
    }

    Given<Duration> duration(String key, String what, Duration min, Duration max) {
        return value(
                key,
                what,
                v -> Quantities.duration(v).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0),
                v -> v.matches("\\d{1,6}") ? v + "s` or `" + v + "ms" : "");
    }

    Given<Long> size(String key) {
        return value(
                key,
                "a size with its unit, such as 512MB or 20GB",
                v -> Quantities.size(v).filter(n -> n > 0),
                Quantities::sizeMeant);
    }

    /** One of a few words; {@code slips} leads from common other spellings to them. */
    Given<String> choice(String key, Collection<String> words, Map<String, String> slips) {
        Optional<Tree> found = get(key);
        if (found.isEmpty()) {
            return Given.none();
        }
        return word(found.get(), path(key), words, slips);
    }

    private Given<String> word(Tree tree, String where, Collection<String> words, Map<String, String> slips) {
        if (!(tree instanceof Tree.Leaf leaf)) {
            problems.add(
                    tree.place(), where + " is " + Tree.kindOf(tree) + ", not a word", allowed(words), "use one word");
            return Given.none();
        }
        String value = leaf.value().strip();
        if (words.contains(value)) {
            return Given.of(value, leaf.place());
        }
        problems.unknown(
                leaf.place(),
                where + ": " + Problems.shown(leaf) + " is not known",
                leaf.variables().isEmpty() ? value : "",
                words,
                slips.getOrDefault(value.toLowerCase(Locale.ROOT), ""));
        return Given.none();
    }

    /** A list of words of a closed choice; a single word is a list of one. */
    Given<List<String>> choices(String key, Collection<String> words, Map<String, String> slips) {
        Optional<Tree> found = get(key);
        if (found.isEmpty()) {
            return Given.none();
        }
        List<String> result = new ArrayList<>();
        for (Tree item : items(key, found.get())) {
            word(item, path(key), words, slips).toOptional().ifPresent(result::add);
        }
        return Given.of(List.copyOf(result), found.get().place());
    }

    /** A list of texts; a single text is a list of one. */
    Given<List<String>> texts(String key, String what, String regex) {
        Optional<Tree> found = get(key);
        if (found.isEmpty()) {
            return Given.none();
        }
        List<String> result = new ArrayList<>();
        for (Tree item : items(key, found.get())) {
            if (item instanceof Tree.Leaf leaf
                    && leaf.value().length() <= 500
                    && leaf.value().matches(regex)) {
                result.add(leaf.value());
            } else {
                String shown = item instanceof Tree.Leaf leaf ? Problems.shown(leaf) : Tree.kindOf(item);
                problems.add(item.place(), path(key) + ": " + shown + " is not " + what, "", "give " + what);
            }
        }
        return Given.of(List.copyOf(result), found.get().place());
    }

    /** The items of a list; a single value is a list of one; a map is reported. */
    List<Tree> items(String key, Tree tree) {
        return items(key, tree, MAX_ITEMS);
    }

    /** The same with another bound. */
    List<Tree> items(String key, Tree tree, int max) {
        return switch (tree) {
            case Tree.Leaf leaf -> List.of(leaf);
            case Tree.Items list -> {
                if (list.items().size() > max) {
                    problems.add(
                            list.place(),
                            path(key) + " has " + list.items().size() + " items",
                            "at most " + max + " are read",
                            "shorten the list");
                    yield list.items().subList(0, max);
                }
                yield list.items();
            }
            case Tree.Fields map -> {
                wrong(key, map, "a list");
                yield List.of();
            }
        };
    }

    /** Reports that something is of another type than it must be. */
    void wrong(String key, Tree tree, String expected) {
        problems.add(
                tree.place().line() == 0 ? keyPlace(key) : tree.place(),
                path(key) + " is " + Tree.kindOf(tree) + ", not " + expected,
                "",
                "write " + expected);
    }

    void problem(Place place, String what, String cause, String fix) {
        problems.add(place, what, cause, fix);
    }

    /** Marks keys as known that are read elsewhere or not at all. */
    void knows(Collection<String> keys) {
        known.addAll(keys);
    }

    /** Reports each key nobody asked for; {@code slips} leads from common other spellings to what was meant. */
    void finish(Map<String, String> slips) {
        fields.fields().forEach((key, field) -> {
            if (!known.contains(key)) {
                problems.unknown(
                        field.key(),
                        "unknown key '" + Problems.shown(key) + "' in " + path,
                        key,
                        known,
                        suggestion(key, slips));
            }
        });
    }

    /** A slip itself, or what is near to one and near to no key: {@code stratgy} is {@code strategy}, somewhere else. */
    private String suggestion(String key, Map<String, String> slips) {
        String lower = key.toLowerCase(Locale.ROOT);
        if (slips.containsKey(lower) || DidYouMean.nearest(key, known).isPresent()) {
            return slips.getOrDefault(lower, "");
        }
        return DidYouMean.nearest(lower, slips.keySet())
                .filter(s -> DidYouMean.distance(lower, s) <= 2 && s.length() > 4)
                .map(slips::get)
                .orElse("");
    }

    /** Reports keys that are nearly known: Compose files hold keys of other tools, so the rest is left alone. */
    void finishLoosely(Map<String, String> elsewhere) {
        fields.fields().forEach((key, field) -> {
            if (known.contains(key) || key.startsWith("x-")) {
                return;
            }
            String there = elsewhere.getOrDefault(key, "");
            int limit = key.length() <= 4 ? 1 : 2;
            Optional<String> near = DidYouMean.nearest(key, known).filter(k -> DidYouMean.distance(key, k) <= limit);
            if (!there.isEmpty()) {
                problems.add(
                        field.key(),
                        "'" + Problems.shown(key) + "' does not belong here",
                        "Compose knows no such key in " + path,
                        there);
            } else if (near.isPresent()) {
                problems.add(
                        field.key(),
                        "unknown key '" + Problems.shown(key) + "' in " + path,
                        "Compose knows no such key",
                        "did you mean `" + near.get() + "`?");
            }
        });
    }

    String path(String key) {
        return path.isEmpty() ? Problems.shown(key) : path + "." + Problems.shown(key);
    }

    static boolean isText(String value) {
        return !value.isBlank()
                && value.length() <= 10_000
                && value.chars().noneMatch(c -> c < 0x20 && c != '\n' && c != '\t');
    }

    private static String allowed(Collection<String> words) {
        return "allowed: " + String.join(", ", words);
    }
}
