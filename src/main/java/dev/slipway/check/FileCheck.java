package dev.slipway.check;

import dev.slipway.base.Bounds;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Dockerfile;
import dev.slipway.text.Lines;
import dev.slipway.text.Parsed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What can be said about one file alone. For one thread, used once. */
final class FileCheck {
    /** Characters of a Dockerfile; real ones have a few thousand. */
    private static final int MAX_DOCKERFILE = 256 * 1024;

    /** Instructions of a Dockerfile: rules compare them with each other. */
    private static final int MAX_INSTRUCTIONS = 1_000;

    /** Services of a Compose file. */
    private static final int MAX_SERVICES = 500;

    /** Syntax errors of one file that are told: the first ones say what is wrong. */
    private static final int MAX_ERRORS_TOLD = 3;

    /** A finding with what is known beyond it. */
    record Found(Finding finding, CheckResult.Detail detail) {}

    /**
     * What was said about a file.
     *
     * @param source the file, when rules about sets may look at it; at most one
     */
    record Outcome(
            String path,
            List<Found> found,
            List<CheckResult.Undecided> undecided,
            Suppressions suppressions,
            List<SourceFile> source) {
        /** Whether there is nothing to remember of it. */
        boolean plain() {
            return found.isEmpty() && undecided.isEmpty() && suppressions.isEmpty() && source.isEmpty();
        }
    }

    private final RuleIndex rules;
    private final FileView view;
    private final SourceFile source;
    private final TextFile file;
    private final long endNanos = System.nanoTime() + Bounds.PARSE_TIME.toNanos();
    private final List<Report> reports = new ArrayList<>();
    private boolean late;

    private FileCheck(RuleIndex rules, FileView view, SourceFile source) {
        this.rules = rules;
        this.view = view;
        this.source = source;
        this.file = TextFile.of(source.path(), source.text());
    }

    /** Checks a file whose text was read. */
    static Outcome of(RuleIndex rules, FileView view, SourceFile file, LocalDate today) {
        return new FileCheck(rules, view, file).run(today);
    }

    private Outcome run(LocalDate today) {
        notParsed(source.errors());
        switch (source.format()) {
            case DOCKERFILE -> docker();
            case COMPOSE -> compose();
            default -> {}
        }
        rules.trees(source.format()).forEach(r -> apply(r, out -> r.check(source, out)));
        rules.texts(file).forEach(r -> apply(r, out -> r.check(file, out)));
        List<Found> found = new ArrayList<>();
        List<CheckResult.Undecided> undecided = new ArrayList<>();
        Details details = new Details(source.text());
        for (Report report : reports) {
            report.said().forEach(s -> found.add(details.of(s)));
            undecided.addAll(report.undecided());
        }
        return new Outcome(
                source.path(),
                found,
                undecided,
                Suppressions.of(file, today),
                source.format() == Format.OTHER ? List.of() : List.of(source));
    }

    private void apply(Rule rule, Consumer<Report> check) {
        Report report = new Report(rule.about(), file.path());
        reports.add(report);
        if (late || System.nanoTime() - endNanos > 0) {
            if (!late) {
                late = true;
                notParsed(List.of(
                        new Parsed.SyntaxError(1, 1, "takes longer than " + Bounds.PARSE_TIME.toSeconds() + " s")));
            }
            return;
        }
        try {
            check.accept(report);
        } catch (RuntimeException | StackOverflowError e) {
            report.broke(e);
        }
    }

    private void docker() {
        if (file.text().length() > MAX_DOCKERFILE) {
            notParsed(List.of(tooMuch("characters", MAX_DOCKERFILE)));
            return;
        }
        Dockerfile tree = Dockerfile.parse(file.path(), file.text());
        if (tree.instructions().size() > MAX_INSTRUCTIONS) {
            notParsed(List.of(tooMuch("instructions", MAX_INSTRUCTIONS)));
            return;
        }
        notParsed(tree.errors());
        DockerFile docker = DockerFile.of(file.path(), tree, view);
        rules.docker.forEach(r -> apply(r, out -> r.check(docker, out)));
    }

    private void compose() {
        Parsed parsed = source.tree();
        if (parsed.root().entriesAt("services").size() > MAX_SERVICES) {
            notParsed(List.of(tooMuch("services", MAX_SERVICES)));
            return;
        }
        ComposeFile compose = new ComposeFile(file.path(), parsed.root());
        rules.compose.forEach(r -> apply(r, out -> r.check(compose, out)));
    }

    private static Parsed.SyntaxError tooMuch(String what, int limit) {
        return new Parsed.SyntaxError(1, 1, "more than " + limit + " " + what);
    }

    private void notParsed(List<Parsed.SyntaxError> errors) {
        if (errors.isEmpty() || !rules.knows(Checker.NOT_PARSED.id())) {
            return;
        }
        Report report = new Report(Checker.NOT_PARSED, file.path());
        errors.stream()
                .limit(MAX_ERRORS_TOLD)
                .forEach(e -> report.at(
                        new Place(file.path(), e.line(), e.column()), "not checked from here: " + e.message()));
        reports.add(report);
    }

    /** Offsets of a text as lines and columns, counted only where somebody needs them. */
    static final class Details {
        static final CheckResult.Detail NONE = new CheckResult.Detail(0, 0, List.of(), List.of());

        private final String text;
        private Lines lines = Lines.of("");

        Details(String text) {
            this.text = text;
        }

        Found of(Report.Said said) {
            boolean ends = said.end() > 0 && said.end() <= text.length();
            if (!ends && said.fixes().isEmpty()) {
                return new Found(said.finding(), NONE);
            }
            if (lines.line(Integer.MAX_VALUE) == 1 && !text.isEmpty()) {
                lines = Lines.of(text);
            }
            List<CheckResult.Change> changes = new ArrayList<>();
            List<Fix> fixes = said.fixes().stream()
                    .filter(f -> f.edits().stream().allMatch(e -> e.end() <= text.length()))
                    .toList();
            for (Fix fix : fixes) {
                fix.edits()
                        .forEach(e -> changes.add(new CheckResult.Change(
                                lines.line(e.start()),
                                lines.column(e.start()),
                                lines.line(e.end()),
                                lines.column(e.end()),
                                e.replacement())));
            }
            // A block ends before the line break that closes it.
            int end = ends ? said.end() : 0;
            while (end > 0 && ends && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            int endLine = end > 0 ? lines.line(end) : 0;
            boolean sound = endLine >= said.finding().place().line();
            return new Found(
                    said.finding(),
                    new CheckResult.Detail(sound ? endLine : 0, sound ? lines.column(end) : 0, fixes, changes));
        }
    }
}
