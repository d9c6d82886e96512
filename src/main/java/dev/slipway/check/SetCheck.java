package dev.slipway.check;

import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.ResourceReaders;
import dev.slipway.check.resources.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

    /** @param sources in the order of their paths */
    SetCheck(RuleIndex rules, List<SourceFile> sources) {
        this.rules = rules;
        this.sources = sources;
    }

    /** What the rules say, in an order that depends on the files alone. */
    List<Report> run() {
        List<Part> parts = new ArrayList<>();
        parts.add(this::manifests);
        for (ResourceReader reader : ResourceReaders.ALL) {
            parts.add(() -> resources(reader));
        }
        List<List<Question>> questions =
                parts.parallelStream().flatMap(Part::questions).toList();
        return questions.parallelStream()
                .flatMap(list -> list.stream().map(Question::ask))
                .filter(r -> !r.said().isEmpty() || !r.undecided().isEmpty())
                .toList();
    }

    /** Gives the questions, object by object. */
    private interface Part {
        Stream<List<Question>> questions();
    }

    private Stream<List<Question>> manifests() {
        return Manifests.read(sources).stream()
                .flatMap(set -> set.all().stream().map(m -> about(m, set)));
    }

    private List<Question> about(Manifest manifest, Manifests set) {
        List<Question> questions = new ArrayList<>();
        for (Rule.OfManifest rule : rules.manifests(manifest.kind())) {
            questions.add(new Question(rule, manifest.file().path(), out -> rule.check(manifest, set, out)));
        }
        return questions;
    }

    private Stream<List<Question>> resources(ResourceReader reader) {
        List<SourceFile> own = sources.stream()
                .filter(f -> reader.formats().contains(f.format()))
                .toList();
        if (own.isEmpty()) {
            return Stream.empty();
        }
        try {
            return reader.read(own).stream().flatMap(set -> set.all().stream().map(r -> about(r, set)));
        } catch (RuntimeException | StackOverflowError e) {
            // A bug of that reader takes its language away, aloud, and nothing else.
            return Stream.of(
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
