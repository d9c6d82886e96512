package dev.slipway.check;

import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Severity;
import dev.slipway.text.JsonText;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Findings of other tools, from their SARIF files. The file is as hostile as any other: paths stay within the repository,
 * texts are cut and cannot steer a terminal, numbers are bounded.
 */
public final class SarifImport {
    /** Results of one file that are taken: nobody reads more. */
    private static final int MAX_RESULTS = 50_000;

    private static final int MAX_TEXT = 500;
    private static final Set<String> NO_FINDING = Set.of("pass", "notApplicable", "informational");

    private SarifImport() {}

    /** Reads a file; its errors say what it is not. */
    public static Parsed parse(String file, String text) {
        return JsonText.parse(file, text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** The findings, with rule ids {@code tool:id}; suppressed results are left out. */
    public static List<Finding> findings(Parsed sarif) {
        List<Finding> findings = new ArrayList<>();
        for (Node run : sarif.root().listAt("runs")) {
            String tool = slug(run.textAt("tool", "driver", "name").orElse("sarif"));
            Map<String, Node> rules = new HashMap<>();
            run.listAt("tool", "driver", "rules")
                    .forEach(r -> r.textAt("id").ifPresent(id -> rules.putIfAbsent(id, r)));
            for (Node result : run.listAt("results")) {
                boolean counts = result.listAt("suppressions").isEmpty()
                        && !NO_FINDING.contains(result.textAt("kind").orElse("fail"));
                if (counts && findings.size() < MAX_RESULTS) {
                    findings.add(finding(tool, result, rules));
                }
            }
        }
        return findings;
    }

    private static Finding finding(String tool, Node result, Map<String, Node> rules) {
        String id =
                result.textAt("ruleId").or(() -> result.textAt("rule", "id")).orElse("finding");
        Node rule = rules.getOrDefault(id, result);
        String fix = rule.textAt("help", "text").map(SarifImport::clean).orElse("");
        return new Finding(
                tool + ":" + clean(id),
                severity(result, rule),
                Confidence.MEDIUM,
                place(result),
                clean(result.textAt("message", "text").orElse(id)),
                fix,
                List.of());
    }

    private static Severity severity(Node result, Node rule) {
        String score = result.textAt("properties", "security-severity")
                .or(() -> rule.textAt("properties", "security-severity"))
                .orElse("");
        if (score.matches("[0-9]{1,2}(\\.[0-9]{1,3})?")) {
            double value = Double.parseDouble(score);
            return value >= 9
                    ? Severity.CRITICAL
                    : value >= 7 ? Severity.HIGH : value >= 4 ? Severity.MEDIUM : Severity.LOW;
        }
        String level = result.textAt("level")
                .or(() -> rule.textAt("defaultConfiguration", "level"))
                .orElse("warning");
        return switch (level) {
            case "error" -> Severity.HIGH;
            case "note" -> Severity.LOW;
            case "none" -> Severity.NOTE;
            default -> Severity.MEDIUM;
        };
    }

    private static Place place(Node result) {
        Node physical = result.at("locations", "0", "physicalLocation").orElse(result);
        String file = confined(physical.textAt("artifactLocation", "uri").orElse(""));
        int line = number(physical.textAt("region", "startLine").orElse("0"));
        int column = number(physical.textAt("region", "startColumn").orElse("0"));
        return new Place(file, line, line == 0 ? 0 : column);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : 0;
    }

    /** The path below the repository; a name that says so for anything else. */
    private static String confined(String uri) {
        String path;
        try {
            path = URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            path = uri;
        }
        path = clean(path).replace('\\', '/').replaceFirst("^(\\./)+", "");
        boolean inside = !path.isEmpty()
                && !path.startsWith("/")
                && !path.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")
                && List.of(path.split("/")).stream().noneMatch(".."::equals);
        return inside ? path : "(outside of the repository)";
    }

    private static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return slug.substring(0, Math.min(40, slug.length()));
    }

    private static String clean(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", " ")
                .strip();
        return plain.length() > MAX_TEXT ? plain.substring(0, MAX_TEXT) + "…" : plain;
    }
}
