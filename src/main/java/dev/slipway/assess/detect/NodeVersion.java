package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.text.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node major version a package asks for. */
final class NodeVersion {
    private static final Pattern FILE = Pattern.compile("^\\s*v?(\\d{1,2})\\b");
    private static final Pattern TOOL_VERSIONS = Pattern.compile("^\\s*node(?:js)?\\s+(\\d{1,2})");
    private static final Pattern PART = Pattern.compile("(>=|>|\\^|~|<=|<|=)?\\s*v?(\\d{1,2})");

    private NodeVersion() {}

    static Fact<String> of(Sources sources, NodePackage pkg) {
        Claims<String> claims = new Claims<>("node.version");
        Optional<Node> engines = pkg.root().at("engines", "node");
        engines.ifPresent(n -> {
            if (n instanceof Node.Scalar s) {
                smallest(s.value())
                        .ifPresent(v -> claims.add(
                                Claims.Source.DECLARATION,
                                v,
                                Confidence.CERTAIN,
                                sources.evidence(pkg.path(), s.span().line())));
            }
        });
        for (String folder : java.util.List.of(pkg.folder(), pkg.workspace(), ".").stream()
                .distinct()
                .toList()) {
            for (String name : java.util.List.of(".nvmrc", ".node-version", ".tool-versions")) {
                String path = Sources.path(folder, name);
                Pattern pattern = name.equals(".tool-versions") ? TOOL_VERSIONS : FILE;
                sources.text(path).flatMap(t -> t.first(pattern)).ifPresent(hit -> {
                    Fact.Evidence evidence = sources.evidence(path, hit.line());
                    claims.add(Claims.Source.CONFIGURATION, hit.value(), Confidence.HIGH, evidence);
                    String range = pkg.root().textAt("engines", "node").orElse("");
                    if (!range.isEmpty() && !satisfies(Integer.parseInt(hit.value()), range)) {
                        sources.report(Findings.of(
                                "ASSESS-NODE-VERSION",
                                Severity.MEDIUM,
                                Confidence.HIGH,
                                evidence.place(),
                                "asks for Node " + hit.value() + ", but \"engines\" wants " + range.strip() + " ("
                                        + pkg.path() + ")",
                                "set both to the same version"));
                    }
                });
            }
        }
        return claims.choose("no Node version is named", java.util.List.of());
    }

    /** The smallest major version of a range; of alternatives the first. */
    static Optional<String> smallest(String range) {
        Matcher m = PART.matcher(range);
        while (m.find()) {
            if (m.group(1) == null || !m.group(1).startsWith("<")) {
                return Optional.of(m.group(2));
            }
        }
        return Optional.empty();
    }

    /** Whether a major version lies in a range, as far as majors decide. */
    static boolean satisfies(int major, String range) {
        if (range.length() > 200) {
            return true;
        }
        for (String alternative : range.split("\\|\\|")) {
            boolean all = true;
            boolean any = false;
            Matcher m = Pattern.compile("(>=|>|\\^|~|<=|<|=)?\\s*v?(\\d{1,2})((?:\\.[\\dx*]+)*)")
                    .matcher(alternative);
            while (m.find()) {
                any = true;
                int bound = Integer.parseInt(m.group(2));
                boolean wholeMajor = m.group(3).matches("(?:\\.0)*");
                all &= switch (m.group(1) == null ? "" : m.group(1)) {
                    case ">=" -> major >= bound;
                    case ">" -> wholeMajor ? major > bound - 1 : major >= bound;
                    case "<=" -> major <= bound;
                    case "<" -> wholeMajor ? major < bound : major <= bound;
                    default -> major == bound;
                };
            }
            if (all && any) {
                return true;
            }
            if (!any) {
                return true;
            }
        }
        return false;
    }
}
