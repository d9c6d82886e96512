package dev.slipway.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rules by what they look at, so that a file pays only for what can match. Immutable once made. */
final class RuleIndex {
    final List<Rule.OfDockerfile> docker = new ArrayList<>();
    final List<Rule.OfCompose> compose = new ArrayList<>();
    final List<Rule.OfRepository> repository = new ArrayList<>();
    private final Map<Format, List<Rule.OfTree>> trees = new EnumMap<>(Format.class);
    private final List<Rule.OfManifest> anyKind = new ArrayList<>();
    private final Map<String, List<Rule.OfManifest>> manifests = new HashMap<>();
    private final Map<String, List<Rule.OfResource>> resources = new HashMap<>();
    private final List<Rule.OfText> texts = new ArrayList<>();
    /** Rules about text that the word index cannot choose: without words, or with words beyond ASCII. */
    private final BitSet always = new BitSet();

    private final WordIndex words;
    private final Set<String> ids = new HashSet<>();

    RuleIndex(List<Rule> rules) {
        List<Set<String>> keywords = new ArrayList<>();
        for (Rule rule : rules) {
            ids.add(rule.about().id());
            switch (rule) {
                case Rule.OfDockerfile r -> docker.add(r);
                case Rule.OfCompose r -> compose.add(r);
                case Rule.OfRepository r -> repository.add(r);
                case Rule.OfTree r ->
                    r.formats()
                            .forEach(f -> trees.computeIfAbsent(f, k -> new ArrayList<>())
                                    .add(r));
                case Rule.OfManifest r -> {
                    if (r.kinds().isEmpty()) {
                        anyKind.add(r);
                    }
                    r.kinds()
                            .forEach(k -> manifests
                                    .computeIfAbsent(k, n -> new ArrayList<>())
                                    .add(r));
                }
                case Rule.OfResource r ->
                    r.types()
                            .forEach(t -> resources
                                    .computeIfAbsent(t, n -> new ArrayList<>())
                                    .add(r));
                case Rule.OfText r -> {
                    boolean indexed =
                            !r.keywords().isEmpty() && r.keywords().stream().allMatch(WordIndex::holds);
                    always.set(texts.size(), !indexed);
                    texts.add(r);
                    keywords.add(indexed ? r.keywords() : Set.of());
                }
                case Rule.OfEngine r -> {}
            }
        }
        words = WordIndex.of(keywords);
    }

    /** Whether there is a rule of this id. */
    boolean knows(String id) {
        return ids.contains(id);
    }

    /** Rules about files of this format. */
    List<Rule.OfTree> trees(Format format) {
        return trees.getOrDefault(format, List.of());
    }

    /** Rules about objects of this kind. */
    List<Rule.OfManifest> manifests(String kind) {
        List<Rule.OfManifest> own = manifests.getOrDefault(kind, List.of());
        return anyKind.isEmpty()
                ? own
                : Stream.concat(anyKind.stream(), own.stream()).toList();
    }

    /** Rules about resources of this type. */
    List<Rule.OfResource> resources(String type) {
        return resources.getOrDefault(type, List.of());
    }

    /** Rules about text that have something to look for in this one. */
    List<Rule.OfText> texts(TextFile file) {
        BitSet wanted = words.find(file.text());
        wanted.or(always);
        List<Rule.OfText> found = new ArrayList<>(wanted.cardinality());
        for (int i = wanted.nextSetBit(0); i >= 0; i = wanted.nextSetBit(i + 1)) {
            Rule.OfText rule = texts.get(i);
            if (!always.get(i) || rule.keywords().isEmpty() || file.holds(rule.keywords())) {
                found.add(rule);
            }
        }
        return found;
    }
}
