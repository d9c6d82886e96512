package dev.slipway.app.check;

import dev.slipway.app.Catalogue;
import dev.slipway.app.check.CheckRequest.Mending;
import dev.slipway.base.DidYouMean;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.Severity;
import dev.slipway.check.Baseline;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Checker;
import dev.slipway.check.Fixer;
import dev.slipway.check.Format;
import dev.slipway.check.Glob;
import dev.slipway.check.Policy;
import dev.slipway.check.Remembered;
import dev.slipway.check.Rule;
import dev.slipway.check.SarifImport;
import dev.slipway.check.SecretHistory;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Processes;
import dev.slipway.text.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The recipe: choose rules and files, check, mend, join what others found, take away what is known. */
public final class Check {
    /** Bytes of a file that the user names: findings of a very large repository stay below. */
    private static final long MAX_NAMED_FILE = 64L << 20;

    private final Home home;
    private final Processes processes;

    public Check(Home home, Processes processes) {
        this.home = home;
        this.processes = processes;
    }

    /** Checks. With mending the files are read, and nothing is written: see {@link CheckReport#mended()}. */
    public CheckReport run(CheckRequest request) throws InterruptedException {
        List<Rule> rules = chosen(request.rules());
        Set<Format> formats = formats(request.format());
        Severity failOn = request.failOn().isEmpty() ? Severity.MEDIUM : severity(request.failOn());
        Scene scene = Scene.of(request, processes);
        Checker checker = Checker.of(rules);
        boolean remembers =
                request.cache() && formats.isEmpty() && scene.named().isEmpty();
        RememberedFiles memory = RememberedFiles.open(home, rules);
        Checker.Options options = new Checker.Options(
                LocalDate.now(ZoneOffset.UTC),
                remembers ? memory : Remembered.NOTHING,
                formats,
                formats.isEmpty() ? Set.of() : scene.named(),
                scene.whole());
        CheckResult checked = checker.check(scene.view(), scene.model(), options);
        if (request.history()) {
            checked = withHistory(checked, scene.root(), rules, options.today());
        }
        if (remembers) {
            memory.save();
        }
        Fixer.Mended mended = request.mending() == Mending.NONE
                ? new Fixer.Mended(Map.of(), List.of(), List.of())
                : editable(
                        scene,
                        Fixer.mend(
                                checker,
                                scene.view(),
                                scene.model().get(),
                                options,
                                checked,
                                request.mending() == Mending.UNSAFE));
        CheckResult told = told(request, scene, checked);
        Severity fails = request.failOn().isEmpty() ? Policy.read(scene.view()).failOn() : failOn;
        return new CheckReport(told, rules, fails, scene.view(), scene.root(), mended);
    }

    /** With the secrets that were committed once and are gone from the files. */
    private CheckResult withHistory(CheckResult checked, Path root, List<Rule> rules, LocalDate today)
            throws InterruptedException {
        List<Rule> secrets =
                rules.stream().filter(r -> r.about().id().startsWith("secret/")).toList();
        SecretHistory.Result found = SecretHistory.of(root, processes, secrets, today, n -> {})
                .orElseThrow(() -> Problem.input(
                                "there is no history to search",
                                root + " is in no commit of a git repository, or git is not installed",
                                "leave --history out, or run it inside of a clone")
                        .asException());
        List<Finding> all = new ArrayList<>(checked.findings());
        all.addAll(found.gone());
        CheckResult whole = checked.with(all);
        if (found.whole()) {
            return whole;
        }
        List<CheckResult.Undecided> open = new ArrayList<>(whole.undecided());
        open.add(new CheckResult.Undecided(
                "secret/history",
                Place.of("."),
                "only the newest " + SecretHistory.MAX_COMMITS + " commits, or what git told in time, were searched"));
        return new CheckResult(whole.findings(), whole.suppressed(), open, whole.files(), whole.details());
    }

    /** Without files of which more than the edits would change. */
    private static Fixer.Mended editable(Scene scene, Fixer.Mended mended) {
        Map<String, String> texts = new HashMap<>(mended.texts());
        texts.keySet().removeIf(path -> !CheckReport.editable(scene.view(), path));
        List<Fixer.Applied> applied = new ArrayList<>();
        List<Fixer.Dropped> dropped = new ArrayList<>(mended.dropped());
        for (Fixer.Applied a : mended.applied()) {
            if (texts.containsKey(a.finding().place().file())) {
                applied.add(a);
            } else {
                dropped.add(new Fixer.Dropped(a.finding(), a.fix(), "the file is not written in UTF-8"));
            }
        }
        return new Fixer.Mended(texts, applied, dropped);
    }

    private static CheckResult told(CheckRequest request, Scene scene, CheckResult checked) {
        List<Finding> all = new ArrayList<>(checked.findings());
        if (request.rules().isEmpty() && request.format().isEmpty()) {
            all.addAll(scene.model().get().conflicts());
        }
        for (Path file : request.imports()) {
            Parsed parsed = SarifImport.parse(file.toString(), read(file));
            all.addAll(SarifImport.findings(readable(parsed, file)));
        }
        all.sort(Comparator.comparing(Finding::place)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::message));
        CheckResult result = checked.with(all);
        for (Path file : request.baseline()) {
            result = Baseline.of(readable(Baseline.parse(file.toString(), read(file)), file))
                    .apply(result);
        }
        CheckResult whole = result;
        return scene.changed()
                .map(files -> whole.with(whole.findings().stream()
                        .filter(f -> files.contains(f.place().file()))
                        .toList()))
                .orElse(whole);
    }

    private static Parsed readable(Parsed parsed, Path file) {
        if (!parsed.errors().isEmpty()) {
            Parsed.SyntaxError first = parsed.errors().getFirst();
            throw Problem.input(
                            file + " cannot be read",
                            "line " + first.line() + ": " + first.message(),
                            "write the file again")
                    .asException();
        }
        return parsed;
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_NAMED_FILE) {
                throw Problem.input(file + " is too large", "more than " + MAX_NAMED_FILE + " bytes", "split it")
                        .asException();
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Problem.input("cannot read " + file, String.valueOf(e.getMessage()), "check the path")
                    .asException();
        }
    }

    /** Rules by ids or patterns; all when there is none. */
    public static List<Rule> chosen(List<String> patterns) {
        if (patterns.isEmpty()) {
            return Catalogue.RULES;
        }
        List<String> ids = Catalogue.RULES.stream().map(r -> r.about().id()).toList();
        for (String pattern : patterns) {
            if (ids.stream().noneMatch(new Glob(pattern)::matches)) {
                String near = DidYouMean.nearest(pattern, ids)
                        .map(n -> "did you mean `" + n + "`?")
                        .orElse("");
                throw Problem.input("there is no rule `" + pattern + "`", near, "slipway check --list")
                        .asException();
            }
        }
        return Catalogue.RULES.stream()
                .filter(r -> patterns.stream()
                        .anyMatch(p -> new Glob(p).matches(r.about().id())))
                .toList();
    }

    private static Set<Format> formats(String name) {
        if (name.isEmpty()) {
            return Set.of();
        }
        Map<String, Format> known = new HashMap<>();
        Arrays.stream(Format.values()).forEach(f -> known.put(word(f), f));
        Format format = known.get(name.toLowerCase(Locale.ROOT));
        if (format == null) {
            throw Problem.input(
                            "there is no format `" + name + "`",
                            DidYouMean.nearest(name, known.keySet())
                                    .map(n -> "did you mean `" + n + "`?")
                                    .orElse(""),
                            "one of "
                                    + String.join(
                                            ", ",
                                            known.keySet().stream().sorted().toList()))
                    .asException();
        }
        return Set.of(format);
    }

    private static String word(Format format) {
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Severity severity(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word.toLowerCase(Locale.ROOT))) {
                return severity;
            }
        }
        throw Problem.input("there is no severity `" + word + "`", "", "one of critical, high, medium, low, note")
                .asException();
    }
}
