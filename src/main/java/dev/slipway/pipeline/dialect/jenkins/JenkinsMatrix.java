package dev.slipway.pipeline.dialect.jenkins;

import dev.slipway.text.Groovy;
import dev.slipway.text.Groovy.Call;
import dev.slipway.text.Groovy.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** {@code matrix}: axes, excludes, stages. */
final class JenkinsMatrix {
    private static final List<String> SECTIONS =
            List.of("axes", "excludes", "stages", "agent", "environment", "input", "options", "post", "tools", "when");

    private final JenkinsLint lint;
    private final JenkinsDirectives directives;

    JenkinsMatrix(JenkinsLint lint, JenkinsDirectives directives) {
        this.lint = lint;
        this.directives = directives;
    }

    void check(Call matrix, Consumer<Call> stages) {
        if (!lint.block(matrix)) {
            return;
        }
        List<Call> sections = lint.sections(matrix, SECTIONS, "matrix");
        Set<String> names = new HashSet<>();
        Optional<Call> axes = JenkinsLint.has(sections, "axes");
        if (axes.isEmpty() || axes.get().block().filter(b -> !b.isEmpty()).isEmpty()) {
            lint.wrong(axes.map(Call::nameSpan).orElse(matrix.nameSpan()), "missing-key", "matrix has no axis");
        } else {
            axes.get().block().get().forEach(a -> axis(a, names, false));
        }
        JenkinsLint.has(sections, "excludes").ifPresent(this::excludes);
        sections.stream().filter(s -> !s.name().equals("stages")).forEach(s -> directives.check(s, false));
        Optional<Call> inner = JenkinsLint.has(sections, "stages");
        if (inner.isEmpty()) {
            lint.wrong(matrix.nameSpan(), "missing-key", "matrix has no stages");
        } else {
            stages.accept(inner.get());
        }
    }

    private void excludes(Call excludes) {
        if (!lint.block(excludes)) {
            return;
        }
        if (excludes.block().orElse(List.of()).isEmpty()) {
            lint.wrong(excludes.nameSpan(), "missing-key", "excludes is empty");
        }
        for (Statement s : excludes.block().orElse(List.of())) {
            if (!(s instanceof Call c)
                    || !c.name().equals("exclude")
                    || c.block().isEmpty()) {
                lint.wrong(s.span(), "syntax", "exclude { axis { ... } } is expected here");
                continue;
            }
            if (c.block().get().isEmpty()) {
                lint.wrong(c.nameSpan(), "missing-key", "exclude has no axis");
            }
            Set<String> names = new HashSet<>();
            c.block().get().forEach(a -> axis(a, names, true));
        }
    }

    private void axis(Statement s, Set<String> names, boolean exclude) {
        if (!(s instanceof Call axis)
                || !axis.name().equals("axis")
                || axis.block().isEmpty()) {
            lint.wrong(s.span(), "syntax", "axis { name 'NAME'; values 'a', 'b' } is expected here");
            return;
        }
        List<Call> parts = lint.sections(
                axis, exclude ? List.of("name", "values", "notValues") : List.of("name", "values"), "axis");
        Optional<Call> name = JenkinsLint.has(parts, "name");
        String text = name.flatMap(Call::first).flatMap(Groovy.Value::plain).orElse("");
        if (name.isEmpty()) {
            lint.wrong(axis.nameSpan(), "missing-key", "an axis has no name");
        } else if (name.get().first().flatMap(Groovy.Value::plain).isEmpty()) {
            lint.wrong(name.get().nameSpan(), "type", "the name of an axis is a string literal");
        } else if (!text.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            lint.wrong(name.get().nameSpan(), "value", "'" + text + "' is no name of a variable");
        } else if (!names.add(text)) {
            lint.wrong(name.get().nameSpan(), "value", "two axes are called " + text);
        }
        Optional<Call> values = JenkinsLint.has(parts, "values");
        Optional<Call> others = JenkinsLint.has(parts, "notValues");
        if (values.isPresent() && others.isPresent()) {
            lint.wrong(others.get().nameSpan(), "value", "an axis has values or notValues, not both");
        }
        Optional<Call> list = values.or(() -> others);
        if (list.isEmpty() || list.get().arguments().isEmpty()) {
            lint.wrong(axis.nameSpan(), "missing-key", "axis " + text + " has no values");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Groovy.Argument a : list.get().arguments()) {
            Optional<String> value = a.value().plain();
            if (value.isEmpty()) {
                lint.wrong(a.value().span(), "type", "values of an axis are string literals");
            } else if (!seen.add(value.get())) {
                lint.wrong(a.value().span(), "value", "value '" + value.get() + "' stands twice in axis " + text);
            }
        }
    }
}
