package dev.slipway.pipeline.dialect.jenkins;

import dev.slipway.base.DidYouMean;
import dev.slipway.base.Place;
import dev.slipway.pipeline.dialect.Mistake;
import dev.slipway.text.Groovy;
import dev.slipway.text.Groovy.Call;
import dev.slipway.text.Groovy.Statement;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates a declarative pipeline as Jenkins does before a run ("Pipeline Syntax": sections, directives, sequential stages,
 * parallel, matrix). Steps and options that it does not know are taken: plug-ins and shared libraries add them.
 */
public final class JenkinsLint {
    static final List<String> SECTIONS = List.of(
            "agent", "stages", "post", "environment", "tools", "options", "parameters", "triggers", "libraries");
    static final List<String> STAGE = List.of(
            "agent",
            "steps",
            "stages",
            "parallel",
            "matrix",
            "post",
            "environment",
            "tools",
            "options",
            "when",
            "input",
            "failFast");

    final String file;
    final List<Mistake> mistakes = new ArrayList<>();
    private final Set<String> stageNames = new HashSet<>();

    private JenkinsLint(String file) {
        this.file = file;
    }

    /** Everything that is wrong, in the order of the places; empty for a file that Jenkins would take. */
    public static List<Mistake> check(String path, String text) {
        JenkinsLint lint = new JenkinsLint(path);
        Groovy source = Groovy.parse(path, text);
        source.errors()
                .forEach(e ->
                        lint.mistakes.add(new Mistake(new Place(path, e.line(), e.column()), e.message(), "syntax")));
        if (source.errors().isEmpty()) {
            lint.source(source);
        }
        return lint.mistakes.stream()
                .distinct()
                .sorted(Comparator.comparing(Mistake::place).thenComparing(Mistake::message))
                .toList();
    }

    void wrong(Span at, String kind, String message) {
        mistakes.add(new Mistake(at.in(file), message, kind));
    }

    private void source(Groovy source) {
        Optional<Call> pipeline = source.statements().stream()
                .filter(s -> s instanceof Call c
                        && c.name().equals("pipeline")
                        && c.block().isPresent())
                .map(Call.class::cast)
                .findFirst();
        if (pipeline.isPresent()) {
            pipeline(pipeline.get());
            return;
        }
        for (Statement s : source.statements()) {
            nested(s).ifPresent(c -> wrong(c.nameSpan(), "value", "pipeline stands at the top, in no other block"));
        }
    }

    private static Optional<Call> nested(Statement s) {
        if (!(s instanceof Call c) || c.block().isEmpty()) {
            return Optional.empty();
        }
        return c.block().get().stream()
                .filter(i -> i instanceof Call)
                .map(Call.class::cast)
                .map(i -> i.name().equals("pipeline") && i.block().isPresent() ? Optional.of(i) : nested(i))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void pipeline(Call pipeline) {
        List<Call> sections = sections(pipeline, SECTIONS, "pipeline");
        JenkinsDirectives directives = new JenkinsDirectives(this);
        if (has(sections, "agent").isEmpty()) {
            wrong(pipeline.nameSpan(), "missing-key", "pipeline has no agent");
        }
        Optional<Call> stages = has(sections, "stages");
        if (stages.isEmpty()) {
            wrong(pipeline.nameSpan(), "missing-key", "pipeline has no stages");
        }
        sections.forEach(s -> directives.check(s, true));
        stages.ifPresent(s -> stages(s, 0));
    }

    static Optional<Call> has(List<Call> sections, String name) {
        return sections.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** The sections of a block; what is no section is told. */
    List<Call> sections(Call holder, Collection<String> known, String of) {
        List<Call> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Statement s : holder.block().orElse(List.of())) {
            if (!(s instanceof Call c)) {
                wrong(s.span(), "syntax", "a section of " + of + " is expected here: " + String.join(", ", known));
                continue;
            }
            if (!known.contains(c.name())) {
                String hint = c.name().equals("notifications")
                        ? "; it is called post now"
                        : DidYouMean.nearest(c.name(), known)
                                .map(n -> "; did you mean `" + n + "`?")
                                .orElse("");
                wrong(c.nameSpan(), "unknown-key", "unknown section `" + c.name() + "` of " + of + hint);
            } else if (!seen.add(c.name())) {
                wrong(c.nameSpan(), "value", c.name() + " stands twice in " + of);
            } else {
                found.add(c);
            }
        }
        return found;
    }

    /** Whether a section has a block; tells it when not. */
    boolean block(Call section) {
        if (section.block().isEmpty()) {
            wrong(section.nameSpan(), "type", section.name() + " is a block: " + section.name() + " { ... }");
            return false;
        }
        if (!section.arguments().isEmpty()) {
            wrong(section.nameSpan(), "type", section.name() + " takes a block and no arguments");
        }
        return true;
    }

    /**
     * The stages of a list.
     *
     * @param level 0 at the top, 1 in a parallel or matrix
     */
    private void stages(Call section, int level) {
        if (!block(section)) {
            return;
        }
        List<Statement> inner = section.block().orElse(List.of());
        if (inner.isEmpty()) {
            wrong(section.nameSpan(), "missing-key", section.name() + " has no stage");
        }
        for (Statement s : inner) {
            if (s instanceof Call c && c.name().equals("stage") && c.block().isPresent()) {
                stage(c, level);
            } else {
                wrong(s.span(), "syntax", "a stage is expected in " + section.name() + ": stage('name') { ... }");
            }
        }
    }

    private void stage(Call stage, int level) {
        String name = stage.first().flatMap(Groovy.Value::plain).orElse("");
        if (stage.arguments().size() != 1
                || !stage.arguments().getFirst().name().isEmpty()) {
            wrong(stage.nameSpan(), "value", "a stage has one argument, its name");
        } else if (stage.first().filter(JenkinsSteps::textual).isEmpty()) {
            wrong(stage.nameSpan(), "type", "the name of a stage is a string");
        } else if (!name.isEmpty() && !stageNames.add(name)) {
            wrong(stage.nameSpan(), "value", "two stages are called '" + name + "'");
        }
        String of = "stage '" + name + "'";
        List<Call> sections = sections(stage, STAGE, of);
        JenkinsDirectives directives = new JenkinsDirectives(this);
        List<Call> bodies = sections.stream()
                .filter(c -> Set.of("steps", "stages", "parallel", "matrix").contains(c.name()))
                .toList();
        if (bodies.isEmpty()) {
            wrong(stage.nameSpan(), "missing-key", of + " has none of steps, stages, parallel, matrix");
        } else if (bodies.size() > 1) {
            wrong(
                    bodies.get(1).nameSpan(),
                    "value",
                    of + " has " + bodies.get(0).name() + " and "
                            + bodies.get(1).name() + "; only one of steps, stages, parallel, matrix is allowed");
        }
        boolean branches =
                has(sections, "parallel").or(() -> has(sections, "matrix")).isPresent();
        sections.forEach(s -> directives.check(s, false));
        if (branches) {
            for (String directive : List.of("agent", "tools")) {
                has(sections, directive)
                        .ifPresent(d -> wrong(
                                d.nameSpan(),
                                "value",
                                directive + " is not allowed in " + of + ", which has parallel or matrix"));
            }
            if (level > 0) {
                wrong(stage.nameSpan(), "value", of + ": parallel or matrix is not allowed inside parallel or matrix");
            }
        }
        bodies.stream().limit(1).forEach(body -> body(body, of, level, directives));
    }

    private void body(Call body, String of, int level, JenkinsDirectives directives) {
        switch (body.name()) {
            case "steps" -> {
                if (block(body)) {
                    directives.steps(body.block().orElse(List.of()), body);
                }
            }
            case "stages" -> {
                if (level > 1) {
                    wrong(body.nameSpan(), "value", "stages of " + of + " are nested too deeply");
                }
                stages(body, level > 0 ? level + 1 : 0);
            }
            case "parallel" -> stages(body, level + 1);
            default -> new JenkinsMatrix(this, directives).check(body, s -> stages(s, level + 1));
        }
    }
}
