package dev.slipway.evidence;

import dev.slipway.base.Digest;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.Severity;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Xml;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what a foreign CI wrote (JUnit XML, SARIF 2.1.0, CycloneDX or SPDX JSON) into predicates that are marked as
 * imported, with who brought them and from where. Whether they count is for the gates.
 */
public final class EvidenceImport {
    /** What SARIF's security-severity (a CVSS score) means; the scale of CVSS 3.1, section 5. */
    private static final double CRITICAL = 9.0;

    private static final double HIGH = 7.0;
    private static final double MEDIUM = 4.0;

    /** Tools whose part is known; another tool's part is its own name. */
    private static final Map<String, Set<String>> PARTS = Map.of(
            "dependencies",
                    Set.of("grype", "osv-scanner", "dependency-check", "snyk", "npm-audit", "pip-audit", "govulncheck"),
            "secrets", Set.of("gitleaks", "trufflehog", "detect-secrets"),
            "configuration", Set.of("hadolint", "checkov", "kics", "kubescape", "tfsec", "zizmor", "actionlint"));

    private final List<Predicate> predicates = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final String who;
    private final String from;
    private final Instant at;

    private EvidenceImport(String who, String from, Instant at) {
        this.who = who;
        this.from = from;
        this.at = at;
    }

    /** A file somebody brought. */
    public record Brought(Kind kind, String name, byte[] bytes) {}

    /** What a brought file is said to be. */
    public enum Kind {
        JUNIT,
        SARIF,
        SBOM
    }

    /**
     * What the files say: one result for all JUnit files, one for each SARIF run, one for each SBOM, and the import itself.
     *
     * @param who {@code USER@HOST}
     * @param from where they come from, in the importer's words
     * @throws dev.slipway.base.SlipwayException (input) when a file is not what it is said to be
     */
    public static List<Predicate> read(List<Brought> brought, String who, String from, Instant at) {
        if (brought.isEmpty()) {
            throw Problem.input(
                            "nothing to import",
                            "no file is named",
                            "slipway evidence import --digest DIGEST --junit FILE --sarif FILE --sbom FILE")
                    .asException();
        }
        EvidenceImport reading = new EvidenceImport(who, from, at);
        brought.forEach(b -> reading.files.add(b.name() + " " + Digest.of(b.bytes())));
        reading.junit(brought.stream().filter(b -> b.kind() == Kind.JUNIT).toList());
        brought.stream().filter(b -> b.kind() == Kind.SARIF).forEach(reading::sarif);
        brought.stream().filter(b -> b.kind() == Kind.SBOM).forEach(reading::sbom);
        reading.predicates.add(new Predicate.Import(who, from, reading.files, at));
        return List.copyOf(reading.predicates);
    }

    private Origin origin() {
        return Origin.imported(who, from, files, at);
    }

    private void junit(List<Brought> reports) {
        if (reports.isEmpty()) {
            return;
        }
        int[] counts = new int[3];
        Set<String> suites = new TreeSet<>();
        for (Brought report : reports) {
            Xml.Document document = Xml.parse(report.name(), text(report));
            if (!document.errors().isEmpty() || document.root().isEmpty()) {
                throw notA(report, "JUnit XML", document.errors());
            }
            Xml.Element root = document.root().get();
            if (!root.name().equals("testsuite") && !root.name().equals("testsuites")) {
                throw notA(report, "JUnit XML", List.of());
            }
            count(root, counts, suites);
        }
        predicates.add(new Predicate.TestResult(counts[0], counts[1], counts[2], List.copyOf(suites), origin()));
    }

    /** Cases are counted, not the totals in attributes: those are often of another run or rounded by a merger. */
    private static void count(Xml.Element element, int[] counts, Set<String> suites) {
        for (Xml.Element child : element.children()) {
            if (child.name().equals("testcase")) {
                boolean failed = child.child("failure").isPresent()
                        || child.child("error").isPresent();
                int index = failed ? 1 : child.child("skipped").isPresent() ? 2 : 0;
                counts[index]++;
                element.attribute("name").ifPresent(suites::add);
            } else if (child.name().equals("testsuite")) {
                count(child, counts, suites);
            }
        }
    }

    private void sarif(Brought file) {
        Node root = json(file, "SARIF");
        List<Node> runs = root.listAt("runs");
        if (root.at("runs").isEmpty()) {
            throw notA(file, "SARIF", List.of());
        }
        for (Node run : runs) {
            String name = run.textAt("tool", "driver", "name").orElse("unnamed tool");
            String version = run.textAt("tool", "driver", "semanticVersion")
                    .or(() -> run.textAt("tool", "driver", "version"))
                    .orElse("of unknown version");
            Map<String, Integer> findings = new TreeMap<>();
            for (Node result : run.listAt("results")) {
                if (counts(result)) {
                    findings.merge(severity(run, result).word(), 1, Integer::sum);
                }
            }
            predicates.add(new Predicate.ScanResult(parts(name), findings, name + " " + version, origin()));
        }
    }

    /** A suppressed result, one that passed, and one that is gone are no findings. */
    private static boolean counts(Node result) {
        String kind = result.textAt("kind").orElse("fail");
        return result.listAt("suppressions").isEmpty()
                && kind.equals("fail")
                && !result.textAt("baselineState").orElse("").equals("absent");
    }

    private static Severity severity(Node run, Node result) {
        Node rule = rule(run, result);
        String score = result.textAt("properties", "security-severity")
                .or(() -> rule.textAt("properties", "security-severity"))
                .orElse("");
        if (score.matches("\\d{1,2}(\\.\\d{1,3})?")) {
            double value = Double.parseDouble(score);
            return value >= CRITICAL
                    ? Severity.CRITICAL
                    : value >= HIGH ? Severity.HIGH : value >= MEDIUM ? Severity.MEDIUM : Severity.LOW;
        }
        String level = result.textAt("level")
                .or(() -> rule.textAt("defaultConfiguration", "level"))
                .orElse("warning");
        return switch (level) {
            case "error" -> Severity.HIGH;
            case "warning" -> Severity.MEDIUM;
            case String other -> Severity.NOTE;
        };
    }

    private static Node rule(Node run, Node result) {
        String id =
                result.textAt("ruleId").or(() -> result.textAt("rule", "id")).orElse("");
        return run.listAt("tool", "driver", "rules").stream()
                .filter(r -> r.textAt("id").orElse("").equals(id))
                .findFirst()
                .orElse(result);
    }

    private static List<Predicate.Part> parts(String tool) {
        String word = tool.toLowerCase(Locale.ROOT).replace(' ', '-');
        String part = PARTS.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(word::contains))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse(tool);
        return List.of(Predicate.Part.scanned(part));
    }

    private void sbom(Brought file) {
        Node root = json(file, "an SBOM in JSON");
        boolean cyclone = root.textAt("bomFormat").orElse("").equals("CycloneDX");
        String spdx = root.textAt("spdxVersion").orElse("");
        if (!cyclone && spdx.isEmpty()) {
            throw notA(file, "CycloneDX or SPDX JSON", List.of());
        }
        String format = cyclone ? "CycloneDX " + root.textAt("specVersion").orElse("") : spdx;
        int components = root.listAt(cyclone ? "components" : "packages").size();
        predicates.add(new Predicate.SbomRef(format.strip(), Digest.of(file.bytes()), components, origin()));
    }

    private static Node json(Brought file, String what) {
        Parsed parsed = JsonText.parse(file.name(), text(file));
        if (!parsed.errors().isEmpty()) {
            throw notA(file, what, parsed.errors());
        }
        return parsed.root();
    }

    private static String text(Brought file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private static RuntimeException notA(Brought file, String what, List<Parsed.SyntaxError> errors) {
        Place place = errors.isEmpty()
                ? Place.of(file.name())
                : new Place(
                        file.name(), errors.getFirst().line(), errors.getFirst().column());
        String cause = errors.isEmpty()
                ? "its root is of another kind"
                : errors.getFirst().message();
        return Problem.input("this is not " + what, place, cause, "name the file that the tool wrote")
                .asException();
    }
}
