package dev.slipway.check;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.base.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Findings as SARIF 2.1.0 (OASIS standard), as code scanning viewers read it: full rule texts, places, fingerprints that do
 * not change when lines move, suppressions with their reason, fixes, controls as taxonomies. What is undecided is no result:
 * viewers show each result as an alarm.
 */
public final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private static final Pattern FAMILY = Pattern.compile("(.+?)[- ]([A-Z]{0,3}\\d.*)");

    private record Log(String $schema, String version, List<Run> runs) {}

    private record Run(Tool tool, String columnKind, List<Taxonomy> taxonomies, List<Result> results) {}

    private record Tool(Driver driver) {}

    private record Driver(String name, String version, List<Descriptor> rules) {}

    private record Taxonomy(String name, List<Taxon> taxa) {}

    private record Taxon(String id) {}

    private record Descriptor(
            String id,
            String name,
            Text shortDescription,
            Text fullDescription,
            Text help,
            Configuration defaultConfiguration,
            List<Relationship> relationships,
            Map<String, Object> properties) {}

    private record Relationship(Target target, List<String> kinds) {}

    private record Target(String id, Component toolComponent) {}

    private record Component(String name) {}

    private record Configuration(String level) {}

    private record Text(String text) {}

    private record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Text message,
            List<Location> locations,
            Map<String, String> partialFingerprints,
            List<Suppression> suppressions,
            List<Mend> fixes) {}

    private record Suppression(String kind, String justification) {}

    private record Mend(Text description, List<FileChange> artifactChanges) {}

    private record FileChange(Artifact artifactLocation, List<Replacement> replacements) {}

    private record Replacement(Region deletedRegion, Text insertedContent) {}

    private record Location(Physical physicalLocation) {}

    private record Physical(Artifact artifactLocation, Region region) {}

    private record Artifact(String uri) {}

    /** A region whose end is known, or one that goes to the end of its line. */
    private sealed interface Region {
        record Exact(int startLine, int startColumn, int endLine, int endColumn) implements Region {}

        record Line(int startLine, int startColumn, int endLine) implements Region {}
    }

    /**
     * One SARIF log.
     *
     * @param version of Slipway
     */
    public static String write(CheckResult result, List<Rule> rules, String version) {
        return new Sarif(result, rules).log(version);
    }

    private final CheckResult result;
    private final List<Rule> rules;
    private final Map<String, Integer> index = new HashMap<>();
    private final Fingerprints fingerprints = new Fingerprints();

    private Sarif(CheckResult result, List<Rule> rules) {
        this.result = result;
        this.rules = rules;
    }

    private String log(String version) {
        Map<String, Set<String>> taxonomies = new TreeMap<>();
        List<Descriptor> descriptors = new ArrayList<>();
        for (Rule rule : rules) {
            index.put(rule.about().id(), descriptors.size());
            descriptors.add(descriptor(rule.about()));
            rule.about()
                    .controls()
                    .forEach(c -> taxonomies
                            .computeIfAbsent(family(c), f -> new TreeSet<>())
                            .add(c));
        }
        // What no rule of ours found: contradictions in the model, findings of other tools.
        Stream.concat(result.findings().stream(), result.suppressed().stream().map(CheckResult.Suppressed::finding))
                .forEach(f -> {
                    if (!index.containsKey(f.rule())) {
                        index.put(f.rule(), descriptors.size());
                        descriptors.add(descriptor(f));
                    }
                });
        List<Result> results = new ArrayList<>();
        result.findings().forEach(f -> results.add(result(f, List.of())));
        result.suppressed()
                .forEach(s -> results.add(result(
                        s.finding(), List.of(new Suppression(s.inSource() ? "inSource" : "external", s.reason())))));
        List<Taxonomy> groups = taxonomies.entrySet().stream()
                .map(e -> new Taxonomy(
                        e.getKey(), e.getValue().stream().map(Taxon::new).toList()))
                .toList();
        Driver driver = new Driver("Slipway", version, descriptors);
        return Json.pretty(
                new Log(SCHEMA, "2.1.0", List.of(new Run(new Tool(driver), "unicodeCodePoints", groups, results))));
    }

    /** The benchmark that a control belongs to: {@code CIS-DOCKER} of {@code CIS-DOCKER-4.1}. */
    static String family(String control) {
        Matcher family = FAMILY.matcher(control);
        return family.matches() ? family.group(1) : control;
    }

    private static Descriptor descriptor(About about) {
        List<String> tags =
                new ArrayList<>(List.of(about.id().substring(0, about.id().indexOf('/'))));
        tags.add("security");
        tags.addAll(about.controls());
        String precision = switch (about.confidence()) {
            case CERTAIN -> "very-high";
            case HIGH -> "high";
            case MEDIUM -> "medium";
            case LOW, NONE -> "low";
        };
        return new Descriptor(
                about.id(),
                about.title(),
                new Text(about.title()),
                new Text(about.title() + ". " + about.why()),
                new Text(about.why() + " What to do: " + about.fix() + "."),
                new Configuration(level(about.severity())),
                about.controls().stream()
                        .map(c -> new Relationship(new Target(c, new Component(family(c))), List.of("relevant")))
                        .toList(),
                Map.of("tags", tags, "precision", precision, "security-severity", score(about.severity())));
    }

    private static Descriptor descriptor(Finding finding) {
        Text text = new Text(finding.rule());
        return new Descriptor(
                finding.rule(),
                finding.rule(),
                text,
                text,
                new Text(finding.fix().isEmpty() ? finding.rule() : finding.fix()),
                new Configuration(level(finding.severity())),
                List.of(),
                Map.of("security-severity", score(finding.severity())));
    }

    private Result result(Finding finding, List<Suppression> suppressions) {
        Artifact file = new Artifact(uri(finding.place().file()));
        int line = Math.max(1, finding.place().line());
        int column = Math.max(1, finding.place().column());
        CheckResult.Detail detail = result.details().getOrDefault(finding, FileCheck.Details.NONE);
        boolean exact = detail.endLine() > line || (detail.endLine() == line && detail.endColumn() > column);
        Region region = exact
                ? new Region.Exact(line, column, detail.endLine(), detail.endColumn())
                : new Region.Line(line, column, line);
        return new Result(
                finding.rule(),
                index.getOrDefault(finding.rule(), -1),
                level(finding.severity()),
                new Text(finding.message()),
                List.of(new Location(new Physical(file, region))),
                Map.of("slipway/v1", fingerprints.next(finding)),
                suppressions,
                detail.fixes().stream()
                        .map(f -> mend(f, file, detail.changes()))
                        .toList());
    }

    private static Mend mend(Fix fix, Artifact file, List<CheckResult.Change> changes) {
        List<Replacement> replacements = changes.stream()
                .map(c -> new Replacement(
                        new Region.Exact(c.startLine(), c.startColumn(), c.endLine(), c.endColumn()),
                        new Text(c.text())))
                .toList();
        return new Mend(
                new Text(fix.title() + (fix.safe() ? "" : " (behaviour may change)")),
                List.of(new FileChange(file, replacements)));
    }

    /** A score as code scanning viewers want it, in the middle of the severity's band of CVSS 3.1. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.5";
            case NOTE -> "0.5";
        };
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NOTE -> "note";
        };
    }

    static String uri(String path) {
        try {
            return new URI(null, null, "./" + path, null).getRawPath().substring(2);
        } catch (URISyntaxException e) {
            return "unprintable";
        }
    }
}
