package dev.slipway.check;

import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.ResourceReaders;
import dev.slipway.check.resources.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Rules about objects and resources: they see all files that belong together at once. */
final class SetCheck {
    private final RuleIndex rules;
    private final List<SourceFile> sources;

    /** One rule's look at one object, to be done on any thread. */
    private record Question(Rule rule, String path, Consumer<Report> check) {
        Report ask() {
            Report report = new Report(rule.about(), path);
            try {
                check.accept(report);
            } catch (RuntimeException | StackOverflowError e) {
                report.broke(e);
            }
            return report;
        }
    }

    /**
     * Files that are asked about together.
     *
     * @param files what the answers depend on
     * @param questions object by object
     */
    private record Unit(String name, List<SourceFile> files, Supplier<List<List<Question>>> questions) {
        Key key() {
            return new Key(name, files);
        }
    }

    /** A file's object is another one when its text is. */
    private record Key(String name, List<SourceFile> files) {}

    /** What was said about files that belong together. For one thread. */
    static final class Answers {
        private Map<Key, List<Report>> known = Map.of();
    }

    private record Asked(Key key, List<Question> questions) {}

    private record Answered(Key key, List<Report> reports) {}

    /** @param sources in the order of their paths */
    SetCheck(RuleIndex rules, List<SourceFile> sources) {
        this.rules = rules;
        this.sources = sources;
    }

    /** What the rules say, in an order that depends on the files alone; what is known already is not asked again. */
    List<Report> run(Answers answers) {
        List<Unit> units = new ArrayList<>();
        for (Manifests set : Manifests.read(sources)) {
            units.add(manifests(set));
        }
        ResourceReaders.ALL.forEach(r -> units.add(resources(r)));
        List<Asked> asked = units.parallelStream()
                .filter(u -> !answers.known.containsKey(u.key()))
                .flatMap(u -> u.questions().get().stream().map(q -> new Asked(u.key(), q)))
                .toList();
        Map<Key, List<Report>> now = new HashMap<>();
        units.forEach(u -> now.put(u.key(), new ArrayList<>(answers.known.getOrDefault(u.key(), List.of()))));
        asked.parallelStream()
                .map(a -> new Answered(a.key(), ask(a.questions())))
                .toList()
                .forEach(a -> now.getOrDefault(a.key(), new ArrayList<>()).addAll(a.reports()));
        answers.known = now;
        return units.stream()
                .flatMap(u -> now.getOrDefault(u.key(), List.of()).stream())
                .toList();
    }

    private static List<Report> ask(List<Question> questions) {
        return questions.stream()
                .map(Question::ask)
                .filter(r -> !r.said().isEmpty() || !r.undecided().isEmpty())
                .toList();
    }

    private Unit manifests(Manifests set) {
        List<SourceFile> files =
                set.all().stream().map(Manifest::file).distinct().toList();
        return new Unit(
                "manifests " + new TreeSet<>(set.generated()) + set.whole(),
                files,
                () -> set.all().stream().map(m -> about(m, set)).toList());
    }

    private List<Question> about(Manifest manifest, Manifests set) {
        List<Question> questions = new ArrayList<>();
        for (Rule.OfManifest rule : rules.manifests(manifest.kind())) {
            questions.add(new Question(rule, manifest.file().path(), out -> rule.check(manifest, set, out)));
        }
        return questions;
    }

    private Unit resources(ResourceReader reader) {
        List<SourceFile> own = sources.stream()
                .filter(f -> reader.formats().contains(f.format()))
                .toList();
        return new Unit(reader.getClass().getName(), own, () -> resources(reader, own));
    }

    private List<List<Question>> resources(ResourceReader reader, List<SourceFile> own) {
        if (own.isEmpty()) {
            return List.of();
        }
        try {
            return reader.read(own).stream()
                    .flatMap(set -> set.all().stream().map(r -> about(r, set)))
                    .toList();
        } catch (RuntimeException | StackOverflowError e) {
            // A bug of that reader takes its language away, aloud, and nothing else.
            return List.of(
                    List.of(new Question(EngineRules.NOT_PARSED, own.getFirst().path(), out -> out.broke(e))));
        }
    }

    private List<Question> about(Resource resource, Resources set) {
        List<Question> questions = new ArrayList<>();
        for (Rule.OfResource rule : rules.resources(resource.type())) {
            questions.add(new Question(rule, resource.at().file(), out -> rule.check(resource, set, out)));
        }
        return questions;
    }
}
