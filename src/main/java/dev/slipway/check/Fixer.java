package dev.slipway.check;

import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.OverlayView;
import dev.slipway.text.Edit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Mends what rules say how to mend. After each edit the file is parsed and checked again, with the files beside and below it;
 * an edit after which the finding stays or anything else appears is dropped. Edits that touch each other go one after the
 * other. Writes nothing: gives new texts. Doing it again changes nothing.
 */
public final class Fixer {
    /** Edits tried in one file: each costs a check. */
    private static final int MAX_TRIES = 300;

    /** Files beside and below that are checked with a file; in larger folders only those beside it. */
    private static final int MAX_NEIGHBOURS = 200;

    /** A finding that was mended. */
    public record Applied(Finding finding, Fix fix) {}

    /** A fix that was not kept. */
    public record Dropped(Finding finding, Fix fix, String why) {}

    /**
     * What was done.
     *
     * @param texts new texts of changed files, by path
     */
    public record Mended(Map<String, String> texts, List<Applied> applied, List<Dropped> dropped) {
        public Mended {
            texts = java.util.Collections.unmodifiableMap(new TreeMap<>(texts));
            applied = List.copyOf(applied);
            dropped = List.copyOf(dropped);
        }
    }

    private final Checker checker;
    private final FileView view;
    private final Checker.Options whole;
    private final Checker.Options part;
    private final boolean unsafe;
    private final Map<String, String> texts = new TreeMap<>();
    private final List<Applied> applied = new ArrayList<>();
    private final List<Dropped> dropped = new ArrayList<>();

    private Fixer(Checker checker, FileView view, Checker.Options options, boolean unsafe) {
        this.checker = checker;
        this.view = view;
        this.whole = options;
        this.part =
                new Checker.Options(options.today(), Remembered.NOTHING, options.formats(), options.forced(), false);
        this.unsafe = unsafe;
    }

    /**
     * Mends the findings of a check.
     *
     * @param before what {@code checker} found in {@code view} with {@code options}
     * @param unsafe whether fixes count that may change what the files do
     */
    public static Mended mend(
            Checker checker,
            FileView view,
            ProjectModel model,
            Checker.Options options,
            CheckResult before,
            boolean unsafe) {
        Fixer fixer = new Fixer(checker, view, options, unsafe);
        Set<String> files = new LinkedHashSet<>();
        before.findings().stream()
                .filter(f -> fixer.wanted(before, f))
                .forEach(f -> files.add(f.place().file()));
        files.forEach(fixer::file);
        fixer.takeBack(model, before);
        return new Mended(fixer.texts, fixer.applied, fixer.dropped);
    }

    private boolean wanted(CheckResult result, Finding finding) {
        return result.fixes(finding).stream().anyMatch(f -> f.safe() || unsafe);
    }

    private void file(String path) {
        String original = view.text(path).orElse("");
        List<FileView.Entry> neighbours = neighbours(path);
        Set<String> refused = new HashSet<>();
        String text = original;
        CheckResult now = check(path, text, neighbours);
        boolean together = true;
        for (int i = 0; i < MAX_TRIES; i++) {
            List<Applied> candidates = candidates(path, now, refused);
            if (candidates.isEmpty()) {
                break;
            }
            List<Applied> tried = together ? apart(candidates) : candidates.subList(0, 1);
            String next = Edit.apply(text, edits(tried));
            CheckResult then = check(path, next, neighbours);
            String wrong = next.equals(text) ? "it changes nothing" : wrong(tried, now, then);
            if (wrong.isEmpty()) {
                applied.addAll(tried);
                text = next;
                now = then;
            } else if (tried.size() == 1) {
                refused.add(key(tried.getFirst()));
                dropped.add(
                        new Dropped(tried.getFirst().finding(), tried.getFirst().fix(), wrong));
            } else {
                together = false;
            }
        }
        if (!text.equals(original)) {
            texts.put(path, text);
        }
    }

    private List<Applied> candidates(String path, CheckResult result, Set<String> refused) {
        return result.findings().stream()
                .filter(f -> f.place().file().equals(path) && wanted(result, f))
                .map(f -> new Applied(f, result.fixes(f).getFirst()))
                .filter(a -> !refused.contains(key(a)))
                .toList();
    }

    /** Lines move when edits are made; what is said does not. */
    private static String key(Applied a) {
        StringBuilder key = new StringBuilder(a.finding().rule() + "\n"
                + a.finding().message() + "\n" + a.fix().title());
        a.fix()
                .edits()
                .forEach(e -> key.append('\n').append(e.end() - e.start()).append(e.replacement()));
        return key.append('\n').append(a.finding().place().column()).toString();
    }

    /** As many as do not touch each other, from the first on. */
    private static List<Applied> apart(List<Applied> candidates) {
        List<Applied> chosen = new ArrayList<>();
        List<Edit> taken = new ArrayList<>();
        for (Applied candidate : candidates) {
            boolean free = candidate.fix().edits().stream()
                    .allMatch(e -> taken.stream().allMatch(t -> e.end() < t.start() || e.start() > t.end()));
            if (free) {
                chosen.add(candidate);
                taken.addAll(candidate.fix().edits());
            }
        }
        return chosen;
    }

    private static List<Edit> edits(List<Applied> tried) {
        return tried.stream().flatMap(a -> a.fix().edits().stream()).toList();
    }

    /** Why an edit is not kept; empty when it is. */
    private static String wrong(List<Applied> tried, CheckResult before, CheckResult after) {
        Map<String, Integer> allowed = counts(before);
        tried.forEach(a -> allowed.merge(key(a.finding()), -1, Integer::sum));
        for (Map.Entry<String, Integer> count : counts(after).entrySet()) {
            if (count.getValue() > allowed.getOrDefault(count.getKey(), 0)) {
                boolean own = tried.stream().anyMatch(a -> key(a.finding()).equals(count.getKey()));
                String rule = count.getKey().substring(count.getKey().indexOf('\n') + 1);
                return own ? "the finding stays" : rule + " would appear";
            }
        }
        for (Applied a : tried) {
            if (undecided(after, a.finding()) > undecided(before, a.finding())) {
                return "it would no longer be known";
            }
        }
        return "";
    }

    private static String key(Finding finding) {
        return finding.place().file() + "\n" + finding.rule();
    }

    private static long undecided(CheckResult result, Finding finding) {
        return result.undecided().stream()
                .filter(u -> u.rule().equals(finding.rule())
                        && u.place().file().equals(finding.place().file()))
                .count();
    }

    /** Findings by file and rule, suppressed ones included: a suppression is no place to hide a new one. */
    private static Map<String, Integer> counts(CheckResult result) {
        Map<String, Integer> counts = new TreeMap<>();
        result.findings().forEach(f -> counts.merge(key(f), 1, Integer::sum));
        result.suppressed().forEach(s -> counts.merge(key(s.finding()), 1, Integer::sum));
        return counts;
    }

    private CheckResult check(String path, String text, List<FileView.Entry> neighbours) {
        Map<String, String> changed = new HashMap<>(texts);
        changed.put(path, text);
        return checker.check(OverlayView.only(view, changed, neighbours), Example.NO_MODEL, part);
    }

    private List<FileView.Entry> neighbours(String path) {
        int slash = path.lastIndexOf('/');
        String folder = path.substring(0, slash + 1);
        List<FileView.Entry> below = view.files().stream()
                .filter(e -> e.path().startsWith(folder))
                .limit(MAX_NEIGHBOURS + 1L)
                .toList();
        if (below.size() <= MAX_NEIGHBOURS) {
            return below;
        }
        return view.files().stream()
                .filter(e -> e.path().startsWith(folder) && e.path().indexOf('/', folder.length()) < 0)
                .toList();
    }

    /** What turns up elsewhere, in files that belong together over folders, takes the changes of its file and folder back. */
    private void takeBack(ProjectModel model, CheckResult before) {
        Map<String, Integer> allowed = counts(before);
        for (int round = 0; round < 2 && !texts.isEmpty(); round++) {
            CheckResult after = checker.check(OverlayView.of(view, texts), model, whole);
            Set<String> spoiled = new HashSet<>();
            counts(after).forEach((key, count) -> {
                if (count > allowed.getOrDefault(key, 0)) {
                    spoiled.add(key.substring(0, key.indexOf('\n')));
                }
            });
            if (spoiled.isEmpty()) {
                return;
            }
            boolean known = spoiled.stream().anyMatch(texts::containsKey);
            Set<String> back = new HashSet<>(texts.keySet());
            if (known && round == 0) {
                back.retainAll(spoiled);
            }
            texts.keySet().removeAll(back);
            applied.removeIf(a -> {
                boolean taken = back.contains(a.finding().place().file());
                if (taken) {
                    dropped.add(new Dropped(a.finding(), a.fix(), "something would appear elsewhere"));
                }
                return taken;
            });
        }
    }
}
