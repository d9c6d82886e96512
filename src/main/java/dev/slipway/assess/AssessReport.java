package dev.slipway.assess;

import dev.slipway.assess.ProjectModel.Component;
import dev.slipway.base.Confidence;
import dev.slipway.base.Finding;
import dev.slipway.intent.Intent.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The model for machines and for people.
 *
 * @param record the stable JSON of {@code slipway assess --json}
 * @param text lines for people
 */
public record AssessReport(Document record, List<String> text) {
    public AssessReport {
        text = List.copyOf(text);
    }

    /** Findings and assets that people are shown; the JSON has all. */
    private static final int MAX_SHOWN = 12;

    /** The document; field names are stable. */
    public record Document(
            List<Service> services,
            List<Service> libraries,
            List<Conflict> conflicts,
            List<ProjectModel.Asset> assets,
            int files,
            List<String> skipped) {}

    /** A component. */
    public record Service(
            String name,
            String path,
            Answer language,
            List<Answer> frameworks,
            Answer version,
            Answer role,
            Answer port,
            Answer health,
            Answer build,
            Answer test,
            Answer start,
            List<Answer> needs,
            String dockerfile) {}

    /**
     * A fact.
     *
     * @param value null when it is not known
     * @param confidence certain, high, medium, low or none
     * @param customary what is usual where the value is not known; null when nothing is
     * @param reason why it is not known; empty when it is
     * @param alternatives what other sources say
     */
    public record Answer(
            @org.jspecify.annotations.Nullable Object value,
            String confidence,
            List<Where> evidence,
            @org.jspecify.annotations.Nullable Object customary,
            String reason,
            List<Other> alternatives) {}

    /** What another source says. */
    public record Other(Object value, String confidence, List<Where> evidence, String why) {}

    /** A place of evidence; line 0 is the whole file. */
    public record Where(String file, int line, String excerpt) {}

    /** A contradiction, or a file that could not be read. */
    public record Conflict(String rule, String severity, String file, int line, String message, String fix) {}

    /** Both forms of a model. */
    public static AssessReport of(ProjectModel model) {
        Document document = new Document(
                model.services().stream().map(AssessReport::service).toList(),
                model.libraries().stream().map(AssessReport::service).toList(),
                model.conflicts().stream().map(AssessReport::conflict).toList(),
                model.assets(),
                model.fileCount(),
                model.skipped());
        return new AssessReport(document, lines(model));
    }

    private static Service service(Component c) {
        return new Service(
                c.name().value(),
                c.path(),
                answer(c.language()),
                c.frameworks().stream().map(AssessReport::answer).toList(),
                answer(c.version()),
                role(c.role()),
                answer(c.port()),
                answer(c.health()),
                answer(c.build()),
                answer(c.test()),
                answer(c.start()),
                c.needs().stream().map(AssessReport::answer).toList(),
                c.dockerfile());
    }

    private static Answer role(Fact<Role> role) {
        return switch (role) {
            case Fact.Known<Role> k ->
                answer(new Fact.Known<>(
                        k.value().name().toLowerCase(Locale.ROOT), k.confidence(), k.evidence(), k.rule(), List.of()));
            case Fact.Unknown<Role> u -> answer(Claims.<String>unknown(u.reason(), u.rule()));
        };
    }

    private static <T> Answer answer(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T> k ->
                new Answer(
                        k.value(),
                        k.confidence().word(),
                        where(k.evidence()),
                        null,
                        "",
                        k.alternatives().stream()
                                .map(a -> new Other(
                                        a.value(), a.confidence().word(), where(a.evidence()), a.whyNotChosen()))
                                .toList());
            case Fact.Unknown<T> u ->
                new Answer(
                        null,
                        Confidence.NONE.word(),
                        where(u.lookedAt()),
                        u.customary().isEmpty() ? null : u.customary().getFirst(),
                        u.reason(),
                        List.of());
        };
    }

    private static List<Where> where(List<Fact.Evidence> evidence) {
        return evidence.stream()
                .map(e -> new Where(e.place().file(), e.place().line(), e.excerpt()))
                .toList();
    }

    private static Conflict conflict(Finding f) {
        return new Conflict(
                f.rule(), f.severity().word(), f.place().file(), f.place().line(), f.message(), f.fix());
    }

    /** One line: {@code 2 services: web (Java 17, Maven, :8080) · worker · needs postgres}. */
    public static String summary(ProjectModel model) {
        int n = model.services().size();
        StringBuilder line = new StringBuilder(n + (n == 1 ? " service: " : " services: "));
        line.append(model.services().stream()
                .map(c ->
                        routed(c) ? c.name() + " (" + stack(c) + ")" : c.name().value())
                .collect(Collectors.joining(" · ")));
        TreeSet<String> needs = new TreeSet<>();
        model.services()
                .forEach(c -> c.needs().stream()
                        .filter(f -> f instanceof Fact.Known<String> k
                                && k.confidence().value() >= Confidence.MEDIUM.value())
                        .forEach(f -> f.known().ifPresent(needs::add)));
        if (!needs.isEmpty()) {
            line.append(" · needs ").append(String.join(", ", needs));
        }
        return n == 0 ? "no services" : line.toString();
    }

    private static boolean routed(Component c) {
        return c.role().known().filter(Role::routed).isPresent();
    }

    private static String stack(Component c) {
        List<String> words = new ArrayList<>();
        String version = c.version().orCustomary().map(v -> " " + v).orElse("");
        c.language().known().ifPresent(l -> words.add(Labels.of(l) + version));
        c.frameworks().stream().findFirst().flatMap(Fact::known).ifPresent(f -> words.add(Labels.of(f)));
        String tool = Labels.tool(c);
        if (!tool.isEmpty()) {
            words.add(tool);
        }
        c.port().orCustomary().ifPresent(p -> words.add(":" + p));
        return String.join(", ", words);
    }

    private static List<String> lines(ProjectModel model) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(model));
        for (Component c : model.services()) {
            lines.add("");
            lines.add(c.name() + "  " + (c.path().equals(".") ? "(root)" : c.path()));
            line(lines, "language", join(c.language(), c.version()), c.language());
            c.frameworks()
                    .forEach(f ->
                            line(lines, "framework", f.known().map(Labels::of).orElse(""), f));
            line(
                    lines,
                    "role",
                    c.role().known().map(r -> r.name().toLowerCase(Locale.ROOT)).orElse(""),
                    c.role());
            if (routed(c)) {
                line(lines, "port", value(c.port()), c.port());
                line(lines, "health", value(c.health()), c.health());
            }
            line(lines, "build", value(c.build()), c.build());
            line(lines, "test", value(c.test()), c.test());
            line(lines, "start", value(c.start()), c.start());
            c.needs().forEach(f -> line(lines, "needs", value(f), f));
            if (!c.dockerfile().isEmpty()) {
                lines.add("  dockerfile " + c.dockerfile());
            }
        }
        if (!model.libraries().isEmpty()) {
            lines.add("");
            lines.add("libraries   "
                    + model.libraries().stream()
                            .limit(MAX_SHOWN)
                            .map(Component::path)
                            .collect(Collectors.joining(", "))
                    + more(model.libraries().size()));
        }
        if (!model.conflicts().isEmpty()) {
            lines.add("");
            lines.add("to look at");
            model.conflicts().stream()
                    .limit(MAX_SHOWN)
                    .forEach(f -> lines.add("  " + f.place() + "  " + f.message() + "  [" + f.rule() + "]"));
            if (model.conflicts().size() > MAX_SHOWN) {
                lines.add("  and " + (model.conflicts().size() - MAX_SHOWN) + " more: slipway assess --json");
            }
        }
        if (!model.assets().isEmpty()) {
            lines.add("");
            lines.add("there already: "
                    + model.assets().stream()
                            .limit(MAX_SHOWN)
                            .map(ProjectModel.Asset::path)
                            .collect(Collectors.joining(", "))
                    + more(model.assets().size()));
        }
        if (!model.skipped().isEmpty()) {
            lines.add("not looked at: " + model.skipped().size() + " paths, the first is "
                    + model.skipped().getFirst());
        }
        return lines;
    }

    private static String more(int size) {
        return size > MAX_SHOWN ? " and " + (size - MAX_SHOWN) + " more" : "";
    }

    private static String join(Fact<String> language, Fact<String> version) {
        return language.known().map(Labels::of).orElse("?")
                + version.known().map(v -> " " + v).orElse("");
    }

    private static <T> String value(Fact<T> fact) {
        return switch (fact) {
            case Fact.Known<T> k -> {
                String text = String.valueOf(k.value());
                yield text.length() > 100 ? text.substring(0, 99) + "…" : text;
            }
            case Fact.Unknown<T> u ->
                u.customary().isEmpty()
                        ? "unknown: " + u.reason()
                        : "unknown, customary " + u.customary().getFirst() + ": " + u.reason();
        };
    }

    private static void line(List<String> lines, String label, String value, Fact<?> fact) {
        String where = fact instanceof Fact.Known<?> k && !k.evidence().isEmpty()
                ? "   " + k.evidence().getFirst().place() + " ("
                        + k.confidence().word() + ")"
                : "";
        lines.add(String.format(Locale.ROOT, "  %-10s %s%s", label, value, where));
    }
}
