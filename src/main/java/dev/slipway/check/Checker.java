package dev.slipway.check;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.check.FileCheck.Found;
import dev.slipway.check.FileCheck.Outcome;
import dev.slipway.exec.files.FileView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs rules over a repository. Each file is read and parsed once, on all cores; the answer depends on the files, the rules
 * and the day alone. Immutable and thread-safe; making one costs a millisecond, so keep it where many checks are made.
 */
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
    private static final Set<String> LOCKFILES = Set.of(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
            "poetry.lock",
            "uv.lock",
            "Pipfile.lock",
            "Cargo.lock",
            "go.sum",
            "composer.lock",
            "Gemfile.lock",
            "gradle.lockfile");

    /** For those who check once. */
    private static final Kept NOBODY = new Kept();

    private final RuleIndex rules;

    private Checker(List<Rule> rules) {
        this.rules = new RuleIndex(rules);
    }

    /** For these rules. */
    public static Checker of(List<Rule> rules) {
        return new Checker(rules);
    }

    /** As {@link #check(FileView, ProjectModel, List, LocalDate)}, today. */
    public static CheckResult check(FileView view, ProjectModel model, List<Rule> rules) {
        return check(view, model, rules, LocalDate.now(ZoneOffset.UTC));
    }

    /**
     * Checks a repository.
     *
     * @param today decides whether a suppression is past its date
     * @throws dev.slipway.base.SlipwayException (input) when {@code .slipway/check.yaml} says something that nobody understands
     */
    public static CheckResult check(FileView view, ProjectModel model, List<Rule> rules, LocalDate today) {
        return of(rules).check(view, model, today);
    }

    /**
     * How a check is made.
     *
     * @param today decides whether a suppression is past its date
     * @param remembered what need not be looked at again
     * @param formats only files of these formats are looked at; empty for all
     * @param forced files that are of the one format given, whatever their names say
     * @param repository whether rules about the repository as a whole are asked; pointless for a few chosen files
     */
    public record Options(
            LocalDate today, Remembered remembered, Set<Format> formats, Set<String> forced, boolean repository) {
        public Options {
            formats = Set.copyOf(formats);
            forced = Set.copyOf(forced);
            if (!forced.isEmpty() && formats.size() != 1) {
                throw new IllegalArgumentException("forced to be what?");
            }
        }

        /** Everything. */
        public static Options of(LocalDate today) {
            return new Options(today, Remembered.NOTHING, Set.of(), Set.of(), true);
        }
    }

    /** As {@link #check(FileView, ProjectModel, List, LocalDate)}. */
    public CheckResult check(FileView view, ProjectModel model, LocalDate today) {
        return check(view, model, Options.of(today));
    }

    /** As {@link #check(FileView, ProjectModel, List, LocalDate)}. */
    public CheckResult check(FileView view, ProjectModel model, Options options) {
        return check(view, () -> model, options, NOBODY, path -> true);
    }

    /** As {@link #check(FileView, ProjectModel, Options)}, while somebody still makes the model. */
    public CheckResult check(FileView view, Supplier<ProjectModel> model, Options options) {
        return check(view, model, options, NOBODY, path -> true);
    }

    /** What was said about files, for who checks the same files again and again. For one thread. */
    public static final class Kept {
        private Map<String, Outcome> outcomes = Map.of();
        private final SetCheck.Answers answers = new SetCheck.Answers();
    }

    /**
     * As {@link #check(FileView, ProjectModel, Options)}, with what is known of files that did not change.
     *
     * @param model asked for when all files were looked at
     * @param kept from the check before; takes up what is found now
     * @param changed whether a file is to be looked at again
     */
    public CheckResult check(
            FileView view, Supplier<ProjectModel> model, Options options, Kept kept, Predicate<String> changed) {
        Policy policy = Policy.read(view);
        List<FileView.Entry> entries = view.files().stream()
                .filter(e -> !LOCKFILES.contains(e.name()) && !policy.excludes(e.path()))
                .toList();
        List<Outcome> outcomes = entries.parallelStream()
                .flatMap(e -> {
                    Outcome known = kept.outcomes.get(e.path());
                    return known != null && !changed.test(e.path())
                            ? Stream.of(known)
                            : outcome(view, e.path(), options).stream();
                })
                .toList();
        if (kept != NOBODY) {
            kept.outcomes = outcomes.stream().collect(Collectors.toUnmodifiableMap(Outcome::path, o -> o));
        }
        List<Report> aboutRepository = options.repository() ? repository(view, model.get()) : List.of();
        return new Whole(policy, options.today(), outcomes, kept == NOBODY ? new SetCheck.Answers() : kept.answers)
                .join(aboutRepository);
    }

    private Optional<Outcome> outcome(FileView view, String path, Options options) {
        return view.text(path).flatMap(text -> {
            if (options.remembered().isPlain(path, text)) {
                return Optional.of(new Outcome(path, List.of(), List.of(), Suppressions.NONE, List.of()));
            }
            SourceFile source = options.forced().contains(path)
                    ? SourceFile.of(path, text, options.formats().iterator().next())
                    : Formats.recognise(path, text);
            if (!options.formats().isEmpty() && !options.formats().contains(source.format())) {
                return Optional.empty();
            }
            Outcome outcome = FileCheck.of(rules, view, source, options.today());
            if (outcome.plain()) {
                options.remembered().plain(path, text);
            }
            return Optional.of(outcome);
        });
    }

    private List<Report> repository(FileView view, ProjectModel model) {
        List<Report> reports = new ArrayList<>();
        for (Rule.OfRepository rule : rules.repository) {
            Report report = new Report(rule.about(), "");
            try {
                rule.check(view, model, report);
            } catch (RuntimeException | StackOverflowError e) {
                report.broke(e);
            }
            reports.add(report);
        }
        return reports;
    }

    /** All outcomes made one result. Used once. */
    private final class Whole {
        private final Policy policy;
        private final LocalDate today;
        private final List<Outcome> outcomes;
        private final SetCheck.Answers answers;
        private final Map<String, List<Found>> late = new HashMap<>();
        private final TreeSet<CheckResult.Undecided> undecided = new TreeSet<>();
        private final Map<Finding, CheckResult.Detail> details = new LinkedHashMap<>();
        private final List<CheckResult.Suppressed> suppressed = new ArrayList<>();

        Whole(Policy policy, LocalDate today, List<Outcome> outcomes, SetCheck.Answers answers) {
            this.answers = answers;
            this.policy = policy;
            this.today = today;
            this.outcomes = outcomes;
        }

        CheckResult join(List<Report> aboutRepository) {
            List<SourceFile> sources =
                    outcomes.stream().flatMap(o -> o.source().stream()).toList();
            Map<String, FileCheck.Details> texts = HashMap.newHashMap(sources.size());
            sources.forEach(s -> texts.put(s.path(), new FileCheck.Details(s.text())));
            FileCheck.Details noText = new FileCheck.Details("");
            List<Report> reports = new ArrayList<>(aboutRepository);
            reports.addAll(new SetCheck(rules, sources).run(answers));
            for (Report report : reports) {
                undecided.addAll(report.undecided());
                for (Report.Said said : report.said()) {
                    String file = said.finding().place().file();
                    late.computeIfAbsent(file, f -> new ArrayList<>())
                            .add(texts.getOrDefault(file, noText).of(said));
                }
            }
            for (Outcome outcome : outcomes) {
                undecided.addAll(outcome.undecided());
                sift(outcome);
            }
            // About files that are not there, or that have no text to hold a suppression.
            late.values().forEach(list -> list.forEach(f -> keep(f, "")));
            policy.own(today).forEach(f -> keep(new Found(f, FileCheck.Details.NONE), ""));
            return result();
        }

        /** Findings that a comment takes away, and what is wrong with such comments. */
        private void sift(Outcome outcome) {
            outcome.suppressions().begin();
            List<Found> found = new ArrayList<>(outcome.found());
            List<Found> more = late.remove(outcome.path());
            if (more != null) {
                found.addAll(more);
            }
            for (Found one : found) {
                keep(one, outcome.suppressions().reasonFor(one.finding()));
            }
            outcome.suppressions().own().stream()
                    .filter(f -> rules.knows(f.rule()))
                    .forEach(f -> keep(new Found(f, FileCheck.Details.NONE), ""));
        }

        private void keep(Found found, String reason) {
            Optional<Finding> judged = policy.judge(found.finding());
            if (judged.isEmpty()) {
                return;
            }
            String waived = reason.isEmpty() ? policy.waived(judged.get(), today) : "";
            if (!reason.isEmpty()) {
                suppressed.add(new CheckResult.Suppressed(judged.get(), reason));
            } else if (!waived.isEmpty()) {
                suppressed.add(new CheckResult.Suppressed(judged.get(), waived, false));
            } else {
                // Twice the same, as from a module that is called twice, is once.
                details.putIfAbsent(judged.get(), found.detail());
            }
        }

        private CheckResult result() {
            Comparator<Finding> order = Comparator.comparing(Finding::place)
                    .thenComparing(Finding::rule)
                    .thenComparing(Finding::message);
            List<Finding> findings = details.keySet().stream().sorted(order).toList();
            suppressed.sort(Comparator.comparing(CheckResult.Suppressed::finding, order));
            Map<Finding, CheckResult.Detail> known = new HashMap<>(details);
            known.values().removeIf(d -> d.equals(FileCheck.Details.NONE));
            return new CheckResult(
                    findings, suppressed.stream().distinct().toList(), List.copyOf(undecided), outcomes.size(), known);
        }
    }
}
