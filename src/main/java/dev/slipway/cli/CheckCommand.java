package dev.slipway.cli;

import dev.slipway.app.Slipway;
import dev.slipway.app.check.CheckReport;
import dev.slipway.app.check.CheckReport.Form;
import dev.slipway.app.check.CheckRequest;
import dev.slipway.app.check.CheckRequest.Mending;
import dev.slipway.base.Exit;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slipway check}. */
@Command(
        name = "check",
        description = "Checks delivery files, searches for secrets, and mends what can be mended.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  slipway check",
            "  slipway check --sarif findings.sarif examples/shop",
            "  slipway check --fix --diff Dockerfile compose.yaml",
            "  slipway check --changed-since origin/main --output github",
            "  slipway check --explain docker/root-user"
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final Common common = new Common();

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files and folders (default: .).")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--sarif", paramLabel = "FILE", description = "Writes the findings as SARIF 2.1.0.")
    private @Nullable Path sarif;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            description = "What is printed: text, json, sarif, junit, gitlab, github or html.")
    private @Nullable Form output;

    @Option(
            names = "--format",
            paramLabel = "KIND",
            defaultValue = "",
            description = "Only files of this format; files that are named are read as it.")
    private String format = "";

    @Option(
            names = "--rules",
            paramLabel = "ID,...",
            split = ",",
            description = "Only these rules, or docker/* and the like.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--severity",
            paramLabel = "WORD",
            defaultValue = "",
            description = "Findings of this severity and above fail (default: medium, or the policy's).")
    private String severity = "";

    @Option(names = "--fix", description = "Mends what can be mended without changing what the files do.")
    private boolean fix;

    @Option(names = "--unsafe-fixes", description = "Mends also where behaviour may change.")
    private boolean unsafe;

    @Option(names = "--diff", description = "Shows what --fix would change and writes nothing.")
    private boolean diff;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Findings in this file are known and count no more.")
    private @Nullable Path baseline;

    @Option(names = "--write-baseline", paramLabel = "FILE", description = "Writes the findings as a baseline.")
    private @Nullable Path writeBaseline;

    @Option(
            names = "--changed-since",
            paramLabel = "REF",
            defaultValue = "",
            description = "Tells only of files changed since this branch left REF.")
    private String changedSince = "";

    @Option(names = "--staged", description = "Looks at what the next commit holds.")
    private boolean staged;

    @Option(names = "--history", description = "Searches all that was ever committed for secrets, too.")
    private boolean history;

    @Option(names = "--import", paramLabel = "FILE", description = "Joins the findings of another tool's SARIF file.")
    private List<Path> imports = new ArrayList<>();

    @Option(names = "--no-cache", description = "Looks again at files that had nothing to say.")
    private boolean noCache;

    @Option(names = "--watch", description = "Checks again whenever a file changes, until it is stopped.")
    private boolean watch;

    @Option(names = "--list", description = "Lists the rules.")
    private boolean list;

    @Option(names = "--explain", paramLabel = "RULE", defaultValue = "", description = "Explains a rule.")
    private String explain = "";

    @Override
    public Integer call() throws InterruptedException {
        Console console = common.console();
        try (Slipway slipway = common.open()) {
            if (list) {
                list(slipway, console);
                return Exit.DONE.status();
            }
            if (!explain.isEmpty()) {
                slipway.rules(List.of(explain)).forEach(r -> console.lines(explained(r, console)));
                return Exit.DONE.status();
            }
            if (watch) {
                slipway.watch(
                        request(Mending.NONE), (report, changed, millis) -> watched(console, report, changed, millis));
            }
            CheckReport report = slipway.check(request());
            List<String> done = new ArrayList<>();
            if (diff) {
                console.lines(report.diff());
            } else if (!report.mended().texts().isEmpty() || fix || unsafe) {
                done.addAll(report.mendedText());
                slipway.writeMended(report);
                report = slipway.check(request(Mending.NONE));
            }
            if (sarif != null) {
                slipway.writeFile(sarif, slipway.write(report, Form.SARIF));
            }
            if (writeBaseline != null) {
                slipway.writeFile(writeBaseline, report.baseline());
            }
            show(slipway, console, report, done);
            return report.clean() || writeBaseline != null ? Exit.DONE.status() : Exit.NO.status();
        }
    }

    private void show(Slipway slipway, Console console, CheckReport report, List<String> done)
            throws InterruptedException {
        Form form = output != null ? output : console.forPeople() ? Form.TEXT : Form.JSON;
        if (form == Form.TEXT) {
            if (!diff) {
                console.lines(done);
                console.lines(report.text(console.colours()));
            }
        } else {
            console.document(slipway.write(report, form));
        }
    }

    private static void watched(Console console, CheckReport report, Set<String> changed, long millis) {
        if (!console.forPeople()) {
            console.record(report.document());
            return;
        }
        List<String> lines = new ArrayList<>(
                changed.isEmpty() ? report.text(console.colours()) : report.text(changed, console.colours()));
        lines.add(report.result().findings().size() + " findings in "
                + report.result().files() + " files, "
                + (changed.isEmpty()
                        ? ""
                        : String.join(", ", changed.stream().limit(5).toList()) + " ") + millis + " ms");
        console.lines(lines);
    }

    private CheckRequest request() {
        return request(unsafe ? Mending.UNSAFE : fix || diff ? Mending.SAFE : Mending.NONE);
    }

    private CheckRequest request(Mending mending) {
        return new CheckRequest(
                paths.isEmpty() ? List.of(Path.of(".")) : paths,
                rules,
                format,
                severity,
                !noCache,
                changedSince,
                staged,
                history,
                baseline == null ? List.of() : List.of(baseline),
                imports,
                mending);
    }

    private void list(Slipway slipway, Console console) throws InterruptedException {
        List<Rule> known = slipway.rules(rules);
        if (!console.forPeople()) {
            known.forEach(r -> console.record(r.about()));
            return;
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"RULE", "SEVERITY", "CONFIDENCE", "WHAT IS WRONG"});
        for (Rule rule : known) {
            About about = rule.about();
            rows.add(new String[] {
                about.id(),
                about.severity().word(),
                about.confidence().name().toLowerCase(java.util.Locale.ROOT),
                about.title()
            });
        }
        console.lines(Table.of(rows));
        console.lines(List.of("", known.size() + " rules; slipway check --explain RULE"));
    }

    private static List<String> explained(Rule rule, Console console) {
        About about = rule.about();
        List<String> lines = new ArrayList<>();
        lines.add(console.strong(about.id()) + "  " + about.severity().word());
        lines.add(about.title() + ".");
        lines.add("");
        lines.add("why   " + about.why());
        lines.add("do    " + about.fix());
        if (!about.controls().isEmpty()) {
            lines.add("for   " + String.join(", ", about.controls()));
        }
        for (boolean bad : List.of(true, false)) {
            rule.examples().stream().filter(e -> e.bad() == bad).findFirst().ifPresent(e -> example(e, lines));
        }
        return lines;
    }

    private static void example(Example example, List<String> lines) {
        lines.add("");
        lines.add(example.bad() ? "It finds something here:" : "It finds nothing here:");
        example.files().keySet().stream().sorted().forEach(path -> {
            lines.add("  " + path);
            example.files().getOrDefault(path, "").lines().forEach(l -> lines.add("    | " + l));
        });
    }
}
