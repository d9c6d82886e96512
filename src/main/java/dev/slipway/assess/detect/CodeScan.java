package dev.slipway.assess.detect;

import dev.slipway.assess.Claims;
import dev.slipway.assess.Fact;
import dev.slipway.assess.SourceText;
import dev.slipway.assess.Sources;
import dev.slipway.base.Confidence;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the code itself says about port, health and role: a bounded search for literals, line by line, without running or
 * understanding it. Tests are not looked at.
 */
final class CodeScan {
    /** Files of one component that are read; the entry points of a service are among the first. */
    private static final int MAX_FILES = 3_000;

    /** Characters of one file; longer ones are generated. */
    private static final int MAX_FILE_BYTES = 300_000;

    /** A port on the command line: the flag as passed and its default. */
    record PortFlag(String flag, int port, Fact.Evidence evidence) {}

    private record Health(String path, boolean defined, Fact.Evidence evidence) {}

    private final Claims<Integer> ports;
    private final Map<String, Fact.Evidence> variables = new LinkedHashMap<>();
    private final List<PortFlag> flags = new ArrayList<>();
    private final List<Health> health = new ArrayList<>();
    private final List<Fact.Evidence> loopback = new ArrayList<>();
    private final List<Fact.Evidence> listening = new ArrayList<>();
    private final List<Fact.Evidence> consuming = new ArrayList<>();
    /** The first port that is bound as a number; 0 for none. */
    private int literalPort;

    private boolean otherRoutes;

    private CodeScan(String stack) {
        ports = new Claims<>(stack + ".port");
    }

    /** Searches these files. */
    static CodeScan of(Sources sources, String stack, Collection<FileView.Entry> files) {
        CodeScan scan = new CodeScan(stack);
        files.stream()
                .filter(e -> e.sizeBytes() <= MAX_FILE_BYTES)
                .limit(MAX_FILES)
                .forEach(e -> sources.text(e.path()).ifPresent(scan::file));
        return scan;
    }

    private void file(SourceText text) {
        boolean listens = false;
        List<String> lines = text.lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > SourceText.MAX_LINE || comment(line)) {
                continue;
            }
            boolean binds = any(line, CodePatterns.LISTEN_WORDS);
            if (binds && CodePatterns.LISTENS.matcher(line).find()) {
                listens = true;
                listening.add(text.evidence(i + 1));
                if (CodePatterns.BINDS_LOOPBACK.matcher(line).find()) {
                    loopback.add(text.evidence(i + 1));
                }
            }
            if (line.contains("PORT")) {
                portVariable(text, i);
            }
            if (digits(line) && (binds || any(line, CodePatterns.PORT_WORDS))) {
                portLiteral(text, i);
            }
            route(text, i);
            if (consuming.isEmpty()
                    && any(line, CodePatterns.CONSUME_WORDS)
                    && CodePatterns.CONSUMES.matcher(line).find()) {
                consuming.add(text.evidence(i + 1));
            }
        }
        if (listens) {
            constants(text);
        }
    }

    /** Whether a line has one of these words: cheap, so that patterns run only where they can match. */
    private static boolean any(String line, List<String> words) {
        for (String word : words) {
            if (line.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean digits(String line) {
        for (int i = 1; i < line.length(); i++) {
            if (Character.isDigit(line.charAt(i)) && Character.isDigit(line.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean comment(String line) {
        String s = line.stripLeading();
        return s.startsWith("//") || s.startsWith("#") || s.startsWith("* ") || s.startsWith("/*");
    }

    private void portVariable(SourceText text, int index) {
        String line = text.lines().get(index);
        boolean reads = CodePatterns.READS_ENVIRONMENT.matcher(line).find();
        Matcher m = CodePatterns.PORT_VARIABLE.matcher(line);
        while (reads && m.find()) {
            if (!CodePatterns.ownPort(m.group(1))) {
                continue;
            }
            variables.putIfAbsent(m.group(1), text.evidence(index + 1));
            Matcher after = CodePatterns.DEFAULT_AFTER.matcher(line.substring(m.end()));
            if (after.find() && CodePatterns.port(after.group(1)) > 0) {
                claim(Claims.Source.ENVIRONMENT_DEFAULT, after.group(1), Confidence.HIGH, text.evidence(index + 1));
            } else {
                defaultBelow(text, index);
            }
            return;
        }
    }

    /** A line or a few below, else what a function of this file returns. */
    private void defaultBelow(SourceText text, int index) {
        for (int i = index + 1; i <= index + 3 && i < text.lines().size(); i++) {
            Matcher m = CodePatterns.DEFAULT_BELOW.matcher(text.lines().get(i));
            if (m.find() && CodePatterns.port(m.group(1)) > 0) {
                claim(Claims.Source.ENVIRONMENT_DEFAULT, m.group(1), Confidence.HIGH, text.evidence(i + 1));
                return;
            }
        }
        text.find(CodePatterns.RETURNED).stream()
                .filter(h -> CodePatterns.port(h.value()) > 0)
                .findFirst()
                .ifPresent(h -> claim(
                        Claims.Source.ENVIRONMENT_DEFAULT, h.value(), Confidence.MEDIUM, text.evidence(h.line())));
    }

    private void portLiteral(SourceText text, int index) {
        String line = text.lines().get(index);
        for (Pattern flag : CodePatterns.PORT_FLAGS) {
            Matcher m = flag.matcher(line);
            if (m.find() && CodePatterns.port(m.group(2)) > 0) {
                flags.add(new PortFlag(m.group(1), CodePatterns.port(m.group(2)), text.evidence(index + 1)));
                claim(Claims.Source.ENVIRONMENT_DEFAULT, m.group(2), Confidence.HIGH, text.evidence(index + 1));
                return;
            }
        }
        for (Pattern literal : CodePatterns.PORT_LITERALS) {
            Matcher m = literal.matcher(line);
            if (m.find() && CodePatterns.port(m.group(1)) > 0) {
                literal(m.group(1));
                claim(Claims.Source.CODE, m.group(1), Confidence.MEDIUM, text.evidence(index + 1));
                return;
            }
        }
    }

    private void constants(SourceText text) {
        text.find(CodePatterns.PORT_CONSTANT).stream()
                .filter(h -> CodePatterns.port(h.value()) > 0)
                .filter(h -> !CodePatterns.READS_ENVIRONMENT
                        .matcher(text.line(h.line()))
                        .find())
                .forEach(h -> {
                    literal(h.value());
                    claim(Claims.Source.CODE, h.value(), Confidence.MEDIUM, text.evidence(h.line()));
                });
    }

    private void literal(String digits) {
        literalPort = literalPort == 0 ? CodePatterns.port(digits) : literalPort;
    }

    private void claim(Claims.Source source, String digits, Confidence confidence, Fact.Evidence evidence) {
        ports.add(source, CodePatterns.port(digits), confidence, evidence);
    }

    private void route(SourceText text, int index) {
        String line = text.lines().get(index);
        if (line.indexOf('"') < 0 && line.indexOf('\'') < 0 && line.indexOf('`') < 0) {
            return;
        }
        Matcher m = CodePatterns.HEALTH_ROUTE.matcher(line);
        if (any(line, CodePatterns.HEALTH_WORDS) && m.find()) {
            if (!CodePatterns.CALLS.matcher(line).find()) {
                String path = m.group(1).startsWith("/") ? m.group(1) : "/" + m.group(1);
                boolean defined = CodePatterns.DEFINES_ROUTE.matcher(line).find();
                if (defined || m.group(1).startsWith("/")) {
                    health.add(new Health(prefix(text, index, path), defined, text.evidence(index + 1)));
                }
            }
            return;
        }
        otherRoutes = otherRoutes || CodePatterns.ROUTE.matcher(line).find();
    }

    /** A class-level path of Spring, JAX-RS or Nest above the route. */
    private static String prefix(SourceText text, int index, String path) {
        String line = text.lines().get(index);
        if (!line.contains("Mapping") && !line.contains("@Get(")) {
            return path;
        }
        Pattern outer = Pattern.compile(
                "@(?:RequestMapping|Controller)\\(\\s*(?:value\\s*=\\s*|path\\s*=\\s*)?[\"'](/?[^\"']+)[\"']");
        for (int i = 0; i < index; i++) {
            Matcher m = outer.matcher(text.lines().get(i));
            if (m.find()) {
                String base = m.group(1).startsWith("/") ? m.group(1) : "/" + m.group(1);
                return base.replaceFirst("/$", "") + path;
            }
        }
        return path;
    }

    /** The claims about the port; a detector adds its own. */
    Claims<Integer> ports() {
        return ports;
    }

    /** Variables that carry the service's own port, with their first reading. */
    Map<String, Fact.Evidence> variables() {
        return variables;
    }

    /** The flag that sets the port. */
    Optional<PortFlag> flag() {
        return flags.stream().findFirst();
    }

    /** Where a server is bound. */
    List<Fact.Evidence> listening() {
        return listening;
    }

    /** Where a server is bound to the loopback address only. */
    List<Fact.Evidence> loopback() {
        return loopback;
    }

    /** Where work is taken from a queue. */
    List<Fact.Evidence> consuming() {
        return consuming;
    }

    /** Whether the port is fixed in code, so that two versions cannot run beside each other. */
    boolean fixedPort() {
        return literalPort > 0 && variables.isEmpty() && flags.isEmpty();
    }

    /** What {@code PORT} is for a program that this is all about: assigned, or the number that it binds whatever it is told. */
    String portVariable() {
        return fixedPort() ? String.valueOf(literalPort) : Recipes.PORT;
    }

    /** Whether nothing but health is answered. */
    boolean healthOnly() {
        return !otherRoutes;
    }

    /** The readiness path that the code shows. */
    Claims<String> health(String stack) {
        Claims<String> claims = new Claims<>(stack + ".health");
        health.stream()
                .sorted(Comparator.comparing((Health h) -> !h.defined())
                        .thenComparing(h -> CodePatterns.healthRank(h.path()))
                        .thenComparing(h -> h.path().length()))
                .limit(20)
                .forEach(h -> claims.add(
                        Claims.Source.CODE, h.path(), h.defined() ? Confidence.HIGH : Confidence.MEDIUM, h.evidence()));
        return claims;
    }
}
