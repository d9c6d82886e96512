package dev.slipway.check;

import dev.slipway.base.Confidence;
import dev.slipway.base.DidYouMean;
import dev.slipway.base.Exit;
import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.base.Problem;
import dev.slipway.base.Severity;
import dev.slipway.exec.files.FileView;
import dev.slipway.text.Node;
import dev.slipway.text.Parsed;
import dev.slipway.text.Yaml;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What the team decided about the check, in {@code .slipway/check.yaml}:
 *
 * <pre>
 * fail-on: medium                     # or critical, high, low, note
 * severity:
 *   docker/no-healthcheck: low        # or off
 * exclude: ["examples/**"]
 * paths:
 *   - path: "test/**"
 *     off: [docker/root-user, "compose/*"]
 * waivers:                            # for files that have no comments
 *   - rule: cloud/public-bucket
 *     path: infra/site.json
 *     reason: the public web site
 *     until: 2027-01-31
 * </pre>
 */
public final class Policy {
    /** Where it stands, relative to the repository. */
    public static final String FILE = ".slipway/check.yaml";

    /** Entries of one list: rules times waivers is paid for each finding. */
    private static final int MAX_ENTRIES = 1_000;

    private record Off(Glob path, List<Glob> rules) {}

    private record Waiver(Glob rule, Glob path, String message, String reason, String until, int line) {}

    private final Severity failOn;
    private final Map<String, Optional<Severity>> severities;
    private final List<Glob> excluded;
    private final List<Off> off;
    private final List<Waiver> waivers;
    private final Set<Waiver> used = ConcurrentHashMap.newKeySet();

    private Policy(Reader reader) {
        this.failOn = reader.failOn;
        this.severities = Map.copyOf(reader.severities);
        this.excluded = List.copyOf(reader.excluded);
        this.off = List.copyOf(reader.off);
        this.waivers = List.copyOf(reader.waivers);
    }

    /**
     * Reads the policy of a repository; where there is none, nothing is decided.
     *
     * @throws dev.slipway.base.SlipwayException (input) with everything that is wrong in it
     */
    public static Policy read(FileView view) {
        Reader reader = new Reader();
        view.namedText(FILE).ifPresent(reader::read);
        if (!reader.wrong.isEmpty()) {
            throw new Problem(
                            Exit.INPUT,
                            "the check's policy says what nobody understands",
                            FILE,
                            String.join("; ", reader.wrong),
                            "correct these lines; docs/check.md shows all that it may say")
                    .asException();
        }
        return new Policy(reader);
    }

    /** From which severity on findings fail a check. */
    public Severity failOn() {
        return failOn;
    }

    /** Whether a file is left alone. */
    boolean excludes(String path) {
        return excluded.stream().anyMatch(g -> g.matches(path));
    }

    /** The finding with the severity that the team gave it; empty when it is off. */
    Optional<Finding> judge(Finding finding) {
        boolean silent = off.stream()
                .anyMatch(o -> o.path().matches(finding.place().file())
                        && o.rules().stream().anyMatch(r -> r.matches(finding.rule())));
        if (silent || excludes(finding.place().file())) {
            return Optional.empty();
        }
        Optional<Severity> severity = severities.getOrDefault(finding.rule(), Optional.of(finding.severity()));
        return severity.map(s -> s == finding.severity()
                ? finding
                : new Finding(
                        finding.rule(),
                        s,
                        finding.confidence(),
                        finding.place(),
                        finding.message(),
                        finding.fix(),
                        finding.controls()));
    }

    /** The reason of the waiver that takes this finding away; empty when none does. */
    String waived(Finding finding, LocalDate today) {
        for (Waiver waiver : waivers) {
            boolean meant = waiver.rule().matches(finding.rule())
                    && waiver.path().matches(finding.place().file())
                    && finding.message().contains(waiver.message());
            if (meant) {
                used.add(waiver);
                if (!Suppressions.past(waiver.until(), today)) {
                    return waiver.reason();
                }
            }
        }
        return "";
    }

    /** What is wrong with the waivers themselves; asked after all findings. */
    List<Finding> own(LocalDate today) {
        List<Finding> own = new ArrayList<>();
        for (Waiver waiver : waivers) {
            if (Suppressions.past(waiver.until(), today)) {
                own.add(of(Suppressions.EXPIRED, waiver, "the waiver of " + waiver.rule() + " is past its date"));
            } else if (!used.contains(waiver)) {
                own.add(of(Suppressions.UNUSED, waiver, "the waiver of " + waiver.rule() + " takes nothing away"));
            }
        }
        return own;
    }

    private static Finding of(About about, Waiver waiver, String message) {
        return new Finding(
                about.id(),
                about.severity(),
                Confidence.CERTAIN,
                Place.of(FILE, waiver.line()),
                message,
                about.fix(),
                about.controls());
    }

    /** Reads the file and collects everything that is wrong. Used once. */
    private static final class Reader {
        private Set<String> rules = Set.of();
        private final Map<String, Optional<Severity>> severities = new HashMap<>();
        private final List<Glob> excluded = new ArrayList<>();
        private final List<Off> off = new ArrayList<>();
        private final List<Waiver> waivers = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private Severity failOn = Severity.MEDIUM;

        void read(String text) {
            rules = Rules.all().stream().map(r -> r.about().id()).collect(Collectors.toSet());
            Parsed parsed = Yaml.parse(FILE, text);
            parsed.errors().forEach(e -> wrong.add("line " + e.line() + ": " + e.message()));
            for (Node.Entry entry : parsed.root().entriesAt()) {
                Node value = entry.value();
                switch (entry.key().value()) {
                    case "fail-on" -> severity(value).ifPresent(s -> failOn = s);
                    case "severity" -> value.entriesAt().forEach(this::override);
                    case "exclude" -> excluded.addAll(globs(value));
                    case "paths" -> bounded(value).forEach(this::path);
                    case "waivers" -> bounded(value).forEach(this::waiver);
                    case "rules" -> {}
                    default ->
                        wrong(
                                entry.key(),
                                "unknown key `" + entry.key().value() + "`"
                                        + near(
                                                entry.key().value(),
                                                List.of(
                                                        "fail-on",
                                                        "severity",
                                                        "exclude",
                                                        "paths",
                                                        "waivers",
                                                        "rules")));
                }
            }
        }

        private void override(Node.Entry entry) {
            rule(entry.key());
            if (entry.value().textAt().filter("off"::equals).isPresent()) {
                severities.put(entry.key().value(), Optional.empty());
            } else {
                severity(entry.value())
                        .ifPresent(s -> severities.put(entry.key().value(), Optional.of(s)));
            }
        }

        private void path(Node node) {
            known(node, List.of("path", "off"));
            List<Node> ids = node.listAt("off");
            ids.forEach(this::rule);
            String path = text(node, "path");
            if (!path.isEmpty() && !ids.isEmpty()) {
                off.add(new Off(Glob.of(path), globs(node.at("off").orElse(node))));
            }
        }

        private void waiver(Node node) {
            known(node, List.of("rule", "path", "message", "reason", "until"));
            node.at("rule").ifPresent(this::rule);
            String until = node.textAt("until").orElse("");
            if (!until.isEmpty() && !isDate(until)) {
                wrong(node, "`until` is no date such as 2027-01-31");
            }
            waivers.add(new Waiver(
                    Glob.of(text(node, "rule")),
                    Glob.of(text(node, "path")),
                    node.textAt("message").orElse(""),
                    text(node, "reason"),
                    until,
                    node.span().line()));
        }

        private static boolean isDate(String text) {
            try {
                LocalDate.parse(text);
                return true;
            } catch (DateTimeParseException e) {
                return false;
            }
        }

        private String text(Node node, String key) {
            Optional<String> text = node.textAt(key).filter(t -> !t.isBlank());
            if (text.isEmpty()) {
                wrong(node, "`" + key + "` is missing");
            }
            return text.orElse("");
        }

        private void rule(Node node) {
            String id = node.textAt().orElse("");
            if (!id.contains("*") && !rules.contains(id)) {
                wrong(node, "there is no rule `" + id + "`" + near(id, rules));
            }
        }

        private Optional<Severity> severity(Node node) {
            String word = node.textAt().orElse("");
            for (Severity severity : Severity.values()) {
                if (severity.word().equals(word.toLowerCase(Locale.ROOT))) {
                    return Optional.of(severity);
                }
            }
            wrong(node, "`" + word + "` is no severity");
            return Optional.empty();
        }

        private void known(Node node, List<String> keys) {
            node.entriesAt().stream()
                    .map(Node.Entry::key)
                    .filter(k -> !keys.contains(k.value()))
                    .forEach(k -> wrong(k, "unknown key `" + k.value() + "`" + near(k.value(), keys)));
        }

        private List<Node> bounded(Node list) {
            List<Node> items = list.listAt();
            if (items.size() > MAX_ENTRIES) {
                wrong(list, "more than " + MAX_ENTRIES + " entries");
            }
            return items.subList(0, Math.min(items.size(), MAX_ENTRIES));
        }

        private List<Glob> globs(Node list) {
            return bounded(list).stream()
                    .flatMap(n -> n.textAt().stream())
                    .map(Glob::of)
                    .toList();
        }

        private static String near(String word, java.util.Collection<String> words) {
            return DidYouMean.nearest(word, words)
                    .map(n -> ", did you mean `" + n + "`?")
                    .orElse("");
        }

        private void wrong(Node node, String what) {
            if (wrong.size() < 20) {
                wrong.add("line " + node.span().line() + ": " + what);
            }
        }
    }
}
