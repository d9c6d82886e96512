package dev.slipway.check;

import dev.slipway.base.Digest;
import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.base.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings as SARIF 2.1.0 (OASIS standard), as code scanning viewers read it: full rule texts, places, fingerprints that do
 * not change when lines move, suppressions with their reason.
 */
public final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private Sarif() {}

    private record Log(String $schema, String version, List<Run> runs) {}

    private record Run(Tool tool, String columnKind, List<Result> results) {}

    private record Tool(Driver driver) {}

    private record Driver(String name, String version, List<Descriptor> rules) {}

    private record Descriptor(
            String id,
            String name,
            Text shortDescription,
            Text fullDescription,
            Text help,
            Configuration defaultConfiguration,
            Properties properties) {}

    private record Configuration(String level) {}

    private record Properties(List<String> tags, String precision) {}

    private record Text(String text) {}

    private record Result(
            String ruleId,
            int ruleIndex,
            String level,
            Text message,
            List<Location> locations,
            Map<String, String> partialFingerprints,
            List<Suppression> suppressions) {}

    private record Suppression(String kind, String justification) {}

    private record Location(Physical physicalLocation) {}

    private record Physical(Artifact artifactLocation, Region region) {}

    private record Artifact(String uri) {}

    private record Region(int startLine, int startColumn) {}

    /**
     * One SARIF log.
     *
     * @param version of Slipway
     */
    public static String write(CheckResult result, List<Rule> rules, String version) {
        Map<String, Integer> index = new HashMap<>();
        List<Descriptor> descriptors = new ArrayList<>();
        for (Rule rule : rules) {
            index.put(rule.about().id(), descriptors.size());
            descriptors.add(descriptor(rule.about()));
        }
        Map<String, Integer> seen = new HashMap<>();
        List<Result> results = new ArrayList<>();
        result.findings().forEach(f -> results.add(result(f, index, seen, List.of())));
        result.suppressed()
                .forEach(s -> results.add(
                        result(s.finding(), index, seen, List.of(new Suppression("inSource", s.reason())))));
        Run run = new Run(new Tool(new Driver("Slipway", version, descriptors)), "unicodeCodePoints", results);
        return Json.pretty(new Log(SCHEMA, "2.1.0", List.of(run)));
    }

    private static Descriptor descriptor(About about) {
        List<String> tags =
                new ArrayList<>(List.of(about.id().substring(0, about.id().indexOf('/'))));
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
                new Properties(tags, precision));
    }

    private static Result result(
            Finding finding, Map<String, Integer> index, Map<String, Integer> seen, List<Suppression> suppressions) {
        String key = finding.rule() + "\n" + finding.place().file() + "\n" + finding.message();
        int nth = seen.merge(key, 1, Integer::sum);
        String fingerprint = Digest.of(key + "\n" + nth).hex();
        return new Result(
                finding.rule(),
                index.getOrDefault(finding.rule(), -1),
                level(finding.severity()),
                new Text(finding.message()),
                List.of(new Location(new Physical(
                        new Artifact(uri(finding.place().file())),
                        new Region(
                                Math.max(1, finding.place().line()),
                                Math.max(1, finding.place().column()))))),
                Map.of("slipway/v1", fingerprint),
                suppressions);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NOTE -> "note";
        };
    }

    private static String uri(String path) {
        try {
            return new URI(null, null, "./" + path, null).getRawPath().substring(2);
        } catch (URISyntaxException e) {
            return "unprintable";
        }
    }
}
