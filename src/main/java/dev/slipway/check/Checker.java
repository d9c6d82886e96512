package dev.slipway.check;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.check.kubernetes.Manifest;
import dev.slipway.check.kubernetes.Manifests;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.ResourceReader;
import dev.slipway.check.resources.ResourceReaders;
import dev.slipway.check.resources.Resources;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Parsed;
import dev.slipway.text.Span;
import dev.slipway.text.Yaml;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Runs rules over a repository. Each file is read and parsed once. */
public final class Checker {
    static final About NOT_PARSED = new About(
            "check/not-parsed",
            "A file could not be read and was not checked",
            Severity.MEDIUM,
            Confidence.CERTAIN,
            "What its tools make of it is unknown, and no rule looked at it.",
            "correct the file where the message points",
            List.of());

    /** Files whose text is data for tools: long, generated, full of hashes. */
    private static final String LOCKFILES =
            "(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|poetry\\.lock|uv\\.lock"
                    + "|Pipfile\\.lock|Cargo\\.lock|go\\.sum|composer\\.lock|Gemfile\\.lock|gradle\\.lockfile)";

    /** Characters of a Dockerfile; real ones have a few thousand. */
    private static final int MAX_DOCKERFILE = 256 * 1024;

    /** Instructions of a Dockerfile: rules compare them with each other. */
    private static final int MAX_INSTRUCTIONS = 1_000;

    /** Services of a Compose file. */
    private static final int MAX_SERVICES = 500;

    /** Syntax errors of one file that are told: the first ones say what is wrong. */
    private static final int MAX_ERRORS_TOLD = 3;

    private final FileView view;
    private final ProjectModel model;
    private final List<Rule> rules;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();
    private final List<CheckResult.Suppressed> suppressed = new ArrayList<>();
    private final List<CheckResult.Undecided> undecided = new ArrayList<>();
    private int files;

    private Checker(FileView view, ProjectModel model, List<Rule> rules, LocalDate today) {
        this.view = view;
        this.model = model;
        this.rules = List.copyOf(rules);
        this.today = today;
    }

    /** As {@link #check(FileView, ProjectModel, List, LocalDate)}, today. */
    public static CheckResult check(FileView view, ProjectModel model, List<Rule> rules) {
        return check(view, model, rules, LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Checks a repository.
     *
     * @param today decides whether a suppression is past its date
     */
    public static CheckResult check(FileView view, ProjectModel model, List<Rule> rules, LocalDate today) {
        return new Checker(view, model, rules, today).run();
    }

    private CheckResult run() {
        List<Finding> aboutRepository = repositoryFindings();
        List<Finding> aboutSets = setFindings();
        for (FileView.Entry entry : view.files()) {
            Optional<String> text = entry.name().matches(LOCKFILES) ? Optional.empty() : view.text(entry.path());
            if (text.isPresent()) {
                files++;
                TextFile file = TextFile.of(entry.path(), text.get());
                List<Finding> found = new ArrayList<>(fileFindings(file));
                aboutSets.stream()
                        .filter(f -> f.place().file().equals(entry.path()))
                        .forEach(found::add);
                aboutRepository.stream()
                        .filter(f -> f.place().file().equals(entry.path()))
                        .forEach(found::add);
                sift(file, found);
            }
        }
        // About files that are not there, or that have no text to hold a suppression.
        aboutRepository.stream()
                .filter(f -> !view.has(f.place().file())
                        || view.text(f.place().file()).isEmpty())
                .forEach(findings::add);
        findings.sort(Comparator.comparing(Finding::place)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::message));
        return new CheckResult(findings, suppressed, undecided, files);
    }

    private List<Finding> repositoryFindings() {
        List<Finding> found = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule instanceof Rule.OfRepository r) {
                Report report = new Report(rule.about(), "");
                r.check(view, model, report);
                collect(report, found);
            }
        }
        return found;
    }

    /** Rules about objects and resources see all files of their formats at once. */
    private List<Finding> setFindings() {
        List<Finding> found = new ArrayList<>();
        List<SourceFile> sources = new ArrayList<>();
        for (FileView.Entry entry : view.files()) {
            if (!entry.name().matches(LOCKFILES)) {
                view.text(entry.path()).ifPresent(t -> sources.add(Formats.recognise(entry.path(), t)));
            }
        }
        sources.removeIf(f -> f.format() == Format.OTHER);
        for (Manifests set : Manifests.read(sources)) {
            for (Manifest manifest : set.all()) {
                each(
                        Rule.OfManifest.class,
                        r -> r.kinds().isEmpty() || r.kinds().contains(manifest.kind()),
                        found,
                        manifest.file().path(),
                        (r, out) -> r.check(manifest, set, out));
            }
        }
        for (ResourceReader reader : ResourceReaders.ALL) {
            List<SourceFile> own = sources.stream()
                    .filter(f -> reader.formats().contains(f.format()))
                    .toList();
            for (Resources set : own.isEmpty() ? List.<Resources>of() : reader.read(own)) {
                for (Resource resource : set.all()) {
                    each(
                            Rule.OfResource.class,
                            r -> r.types().contains(resource.type()),
                            found,
                            resource.at().file(),
                            (r, out) -> r.check(resource, set, out));
                }
            }
        }
        for (SourceFile source : sources) {
            each(
                    Rule.OfTree.class,
                    r -> r.formats().contains(source.format()),
                    found,
                    source.path(),
                    (r, out) -> r.check(source, out));
        }
        return found;
    }

    private <R extends Rule> void each(
            Class<R> kind, Predicate<R> wants, List<Finding> found, String path, BiConsumer<R, Report> check) {
        for (Rule rule : rules) {
            if (kind.isInstance(rule) && wants.test(kind.cast(rule))) {
                Report report = new Report(rule.about(), path);
                try {
                    check.accept(kind.cast(rule), report);
                } catch (RuntimeException | StackOverflowError e) {
                    report.undecided(
                            new Span(1, 1, 0, 0),
                            "the rule broke on this file: " + e.getClass().getSimpleName());
                }
                collect(report, found);
            }
        }
    }

    private List<Finding> fileFindings(TextFile file) {
        List<Finding> found = new ArrayList<>();
        Optional<DockerFile> docker = dockerFile(file, found);
        Optional<ComposeFile> compose = composeFile(file, found);
        for (Rule rule : rules) {
            Report report = new Report(rule.about(), file.path());
            try {
                apply(rule, file, docker, compose, report);
            } catch (RuntimeException | StackOverflowError e) {
                // A bug of that rule: the others go on, and nobody is told that all is well.
                report.undecided(
                        new Span(1, 1, 0, 0),
                        "the rule broke on this file: " + e.getClass().getSimpleName());
            }
            collect(report, found);
        }
        return found;
    }

    private static void apply(
            Rule rule, TextFile file, Optional<DockerFile> docker, Optional<ComposeFile> compose, Report out) {
        switch (rule) {
            case Rule.OfDockerfile r -> docker.ifPresent(d -> r.check(d, out));
            case Rule.OfCompose r -> compose.ifPresent(c -> r.check(c, out));
            case Rule.OfText r -> {
                if (r.keywords().isEmpty() || file.holds(r.keywords())) {
                    r.check(file, out);
                }
            }
            case Rule.OfTree r -> {}
            case Rule.OfManifest r -> {}
            case Rule.OfResource r -> {}
            case Rule.OfRepository r -> {}
            case Rule.OfEngine r -> {}
        }
    }

    private Optional<DockerFile> dockerFile(TextFile file, List<Finding> found) {
        if (!DockerFile.isName(file.name())) {
            return Optional.empty();
        }
        if (file.text().length() > MAX_DOCKERFILE) {
            notParsed(file, List.of(tooMuch("characters", MAX_DOCKERFILE)), found);
            return Optional.empty();
        }
        Dockerfile tree = Dockerfile.parse(file.path(), file.text());
        if (tree.instructions().size() > MAX_INSTRUCTIONS) {
            notParsed(file, List.of(tooMuch("instructions", MAX_INSTRUCTIONS)), found);
            return Optional.empty();
        }
        notParsed(file, tree.errors(), found);
        return Optional.of(DockerFile.of(file.path(), tree, view));
    }

    private Optional<ComposeFile> composeFile(TextFile file, List<Finding> found) {
        if (!ComposeFile.isName(file.name())) {
            return Optional.empty();
        }
        Parsed parsed = Yaml.parse(file.path(), file.text());
        if (parsed.root().entriesAt("services").size() > MAX_SERVICES) {
            notParsed(file, List.of(tooMuch("services", MAX_SERVICES)), found);
            return Optional.empty();
        }
        notParsed(file, parsed.errors(), found);
        return Optional.of(new ComposeFile(file.path(), parsed.root()));
    }

    private static Parsed.SyntaxError tooMuch(String what, int limit) {
        return new Parsed.SyntaxError(1, 1, "more than " + limit + " " + what);
    }

    private void notParsed(TextFile file, List<Parsed.SyntaxError> errors, List<Finding> found) {
        Report report = new Report(NOT_PARSED, file.path());
        errors.stream()
                .limit(MAX_ERRORS_TOLD)
                .forEach(e -> report.at(
                        new Place(file.path(), e.line(), e.column()), "not checked from here: " + e.message()));
        if (rules.stream().anyMatch(r -> r.about().id().equals(NOT_PARSED.id()))) {
            collect(report, found);
        }
    }

    private void collect(Report report, List<Finding> found) {
        found.addAll(report.findings());
        undecided.addAll(report.undecided());
    }

    /** Findings that a comment takes away, and what is wrong with such comments. */
    private void sift(TextFile file, List<Finding> found) {
        boolean documentation = file.name().matches(".*\\.(md|rst|adoc)");
        Suppressions suppressions = Suppressions.of(documentation ? TextFile.of(file.path(), "") : file, today);
        for (Finding finding : found) {
            String reason = suppressions.reasonFor(finding);
            if (reason.isEmpty()) {
                findings.add(finding);
            } else {
                suppressed.add(new CheckResult.Suppressed(finding, reason));
            }
        }
        List<String> known = rules.stream().map(r -> r.about().id()).toList();
        suppressions.own().stream().filter(f -> known.contains(f.rule())).forEach(findings::add);
    }
}
