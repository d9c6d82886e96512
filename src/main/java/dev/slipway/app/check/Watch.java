package dev.slipway.app.check;

import dev.slipway.app.Catalogue;
import dev.slipway.assess.Assess;
import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Finding;
import dev.slipway.base.Problem;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Checker;
import dev.slipway.check.Fixer;
import dev.slipway.check.Policy;
import dev.slipway.check.Rule;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.FolderWatch;
import dev.slipway.exec.files.RepositoryView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a folder again each time something in it changes, within milliseconds: files that did not change keep what was said
 * about them; what spans files is asked anew.
 */
public final class Watch {
    /** Who is told. */
    @FunctionalInterface
    public interface Listener {
        /**
         * After each check.
         *
         * @param changed files that changed; empty for the first check and when files came or went
         * @param millis from the event to now
         */
        void checked(CheckReport report, Set<String> changed, long millis);
    }

    private final Checker checker;
    private final List<Rule> rules;
    private final Path root;
    private final Checker.Kept kept = new Checker.Kept();

    private Watch(List<Rule> rules, Path root) {
        this.rules = rules;
        this.checker = Checker.of(rules);
        this.root = root;
    }

    /** Checks until the thread is interrupted. */
    public static void run(CheckRequest request, Listener listener) throws InterruptedException {
        Path root = request.paths().getFirst().toAbsolutePath().normalize();
        if (request.paths().size() != 1 || !Files.isDirectory(root)) {
            throw Problem.input("only one folder can be watched", "files and several folders cannot", "name one folder")
                    .asException();
        }
        new Watch(Check.chosen(request.rules()), root).loop(listener);
    }

    private void loop(Listener listener) throws InterruptedException {
        try (FolderWatch events = FolderWatch.of(root)) {
            FileView view = RepositoryView.of(root);
            long begin = System.nanoTime();
            listener.checked(check(view, path -> true), Set.of(), millis(begin));
            while (true) {
                FolderWatch.Changes changes = events.next();
                begin = System.nanoTime();
                if (changes.structure()) {
                    view = RepositoryView.of(root);
                }
                Set<String> changed = changes.modified();
                CheckReport report = check(view, changes.structure() ? path -> true : path -> changed.contains(path));
                listener.checked(report, changed, millis(begin));
            }
        }
    }

    private CheckReport check(FileView view, java.util.function.Predicate<String> changed) {
        ProjectModel model = Assess.assess(view, Catalogue.DETECTORS);
        Checker.Options options = Checker.Options.of(LocalDate.now(ZoneOffset.UTC));
        CheckResult result = checker.check(view, () -> model, options, kept, changed);
        List<Finding> all = new ArrayList<>(result.findings());
        all.addAll(model.conflicts());
        all.sort(Comparator.comparing(Finding::place)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::message));
        return new CheckReport(
                result.with(all),
                rules,
                Policy.read(view).failOn(),
                view,
                root,
                new Fixer.Mended(Map.of(), List.of(), List.of()));
    }

    private static long millis(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
