package dev.slipway.check;

import dev.slipway.base.Bounds;
import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.git.GitHistory;
import dev.slipway.exec.process.Processes;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Searches what git holds for secrets: all that was ever committed, or what is staged now. Each contents is searched once,
 * with the rules that search the working tree, so that suppressions in a file count there too.
 */
public final class SecretHistory {
    /** Commits, newest first, that are looked at. */
    public static final int MAX_COMMITS = 50_000;

    /** Versions between two reports of progress. */
    private static final int PROGRESS = 500;

    private SecretHistory() {}

    /**
     * A secret that was committed.
     *
     * @param finding at the path and line it had; the message names the commit
     * @param commit that brought it first
     * @param current whether the commit that is checked out still has it
     */
    public record Leak(Finding finding, String commit, boolean current) {}

    /**
     * What was found.
     *
     * @param leaks each secret of a path once, by path
     * @param versions contents that were searched
     * @param skipped contents that were too large or no text
     * @param whole whether the bounds let all of the history be seen
     */
    public record Result(List<Leak> leaks, int versions, int skipped, boolean whole) {
        public Result {
            leaks = List.copyOf(leaks);
        }

        /** Those that the search of the working tree does not see. */
        public List<Finding> gone() {
            return leaks.stream().filter(l -> !l.current()).map(Leak::finding).toList();
        }
    }

    /**
     * All commits of all branches; empty where no commit holds the folder.
     *
     * @param rules only those about text are asked: pass the rules about secrets
     * @param progress is told now and then how many versions were searched
     */
    public static Optional<Result> of(
            Path folder, Processes processes, List<Rule> rules, LocalDate today, IntConsumer progress)
            throws InterruptedException {
        Optional<GitHistory> history = GitHistory.of(folder, processes, MAX_COMMITS);
        return history.isEmpty()
                ? Optional.empty()
                : Optional.of(search(history.get(), folder, processes, rules, today, progress));
    }

    /** What is staged and not committed yet; empty where there is no repository. */
    public static Optional<Result> staged(Path folder, Processes processes, List<Rule> rules, LocalDate today)
            throws InterruptedException {
        Optional<GitHistory> staged = GitHistory.staged(folder, processes);
        return staged.isEmpty()
                ? Optional.empty()
                : Optional.of(search(staged.get(), folder, processes, rules, today, n -> {}));
    }

    /** The texts that are staged, by path, for all rules; empty where there is no repository. */
    public static Optional<FileView> stagedView(Path folder, Processes processes) throws InterruptedException {
        Optional<GitHistory> staged = GitHistory.staged(folder, processes);
        if (staged.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        staged.get()
                .texts(
                        folder,
                        processes,
                        Bounds.MAX_PARSED_FILE_BYTES,
                        (version, text) -> texts.put(version.path(), text));
        return Optional.of(FileView.of(texts));
    }

    private static Result search(
            GitHistory history,
            Path folder,
            Processes processes,
            List<Rule> rules,
            LocalDate today,
            IntConsumer progress)
            throws InterruptedException {
        List<Rule> ofText = rules.stream().filter(r -> r instanceof Rule.OfText).toList();
        Map<String, Leak> leaks = new LinkedHashMap<>();
        int[] seen = {0};
        int skipped = history.texts(folder, processes, Bounds.MAX_PARSED_FILE_BYTES, (version, text) -> {
            if (++seen[0] % PROGRESS == 0) {
                progress.accept(seen[0]);
            }
            FileView one = FileView.of(Map.of(version.path(), text));
            for (Finding finding :
                    Checker.check(one, Example.NO_MODEL, ofText, today).findings()) {
                String key = finding.rule() + "\n" + version.path() + "\n" + finding.message();
                leaks.merge(
                        key,
                        new Leak(finding, version.commit(), version.current()),
                        (was, now) -> new Leak(was.finding(), was.commit(), was.current() || now.current()));
            }
        });
        List<Leak> all = new ArrayList<>();
        leaks.values().forEach(l -> all.add(new Leak(told(l), l.commit(), l.current())));
        all.sort(Comparator.comparing((Leak l) -> l.finding().place())
                .thenComparing(l -> l.finding().rule())
                .thenComparing(l -> l.finding().message()));
        return new Result(all, seen[0], skipped, history.whole());
    }

    private static Finding told(Leak leak) {
        Finding f = leak.finding();
        String when = leak.commit().isEmpty()
                ? " (staged)"
                : " (since commit " + leak.commit().substring(0, 10)
                        + (leak.current() ? ", still there)" : "; removed since, but the history keeps it)");
        return new Finding(
                f.rule(), f.severity(), f.confidence(), f.place(), f.message() + when, f.fix(), f.controls());
    }
}
