package dev.slipway.pipeline.dialect.jenkins;

import dev.slipway.base.DidYouMean;
import dev.slipway.text.Groovy;
import dev.slipway.text.Groovy.Argument;
import dev.slipway.text.Groovy.Assign;
import dev.slipway.text.Groovy.Call;
import dev.slipway.text.Groovy.Statement;
import dev.slipway.text.Groovy.Value;
import dev.slipway.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The steps of a block. */
final class JenkinsStepCheck {
    private static final Set<String> NO_STEPS = Set.of("stage", "properties", "parallel", "node");

    private final JenkinsLint lint;

    JenkinsStepCheck(JenkinsLint lint) {
        this.lint = lint;
    }

    void check(List<Statement> steps, Call holder) {
        if (steps.isEmpty()) {
            lint.wrong(holder.nameSpan(), "missing-key", holder.name() + " has no step");
        }
        boolean parallelAlone = steps.size() == 1
                && steps.getFirst() instanceof Call c
                && c.name().equals("parallel");
        for (Statement s : steps) {
            switch (s) {
                case Assign a ->
                    lint.wrong(a.span(), "syntax", "a step is expected here; assignments stand in script { }");
                case Groovy.Other o ->
                    lint.wrong(
                            o.span(),
                            "syntax",
                            o.text().startsWith("${")
                                    ? "${...} stands in strings only"
                                    : "a step is expected here; code stands in script { }");
                case Call c -> step(c, parallelAlone && holder.name().equals("steps"));
            }
        }
    }

    private void step(Call c, boolean parallelAlone) {
        if (c.name().equals("script") || c.name().equals("expression")) {
            return;
        }
        if (c.arguments().size() == 1
                && c.arguments().getFirst().value() instanceof Groovy.Code code
                && code.span().start() == c.nameSpan().start()) {
            lint.wrong(c.nameSpan(), "syntax", "a step is expected here; method calls on objects stand in script { }");
            return;
        }
        if (NO_STEPS.contains(c.name())
                && !(c.name().equals("parallel") && parallelAlone)
                && !c.name().equals("node")) {
            lint.wrong(c.nameSpan(), "value", c.name() + " is not allowed among other steps");
            return;
        }
        mixed(lint, c);
        values(lint, c);
        if (c.name().equals("parallel")) {
            parallel(c);
            return;
        }
        JenkinsSteps known = JenkinsSteps.KNOWN.get(c.name());
        if (known != null) {
            known(c, known);
        }
        c.block().ifPresent(inner -> check(inner, c));
    }

    private void parallel(Call c) {
        for (Argument a : c.arguments()) {
            if (a.name().equals("failFast")) {
                if (!JenkinsSteps.truth(a.value())) {
                    lint.wrong(a.value().span(), "type", "failFast is true or false");
                }
            } else if (a.value() instanceof Groovy.Closure branch) {
                check(branch.statements(), c);
            } else {
                lint.wrong(a.value().span(), "type", "a branch of parallel is a block");
            }
        }
    }

    private void known(Call c, JenkinsSteps known) {
        Set<String> given = new HashSet<>();
        long unnamed = c.arguments().stream().filter(a -> a.name().isEmpty()).count();
        for (Argument a : c.arguments()) {
            if (a.name().isEmpty()) {
                given.add(known.single());
            } else if (!known.required().contains(a.name()) && !known.optional().contains(a.name())) {
                lint.wrong(
                        a.value().span(),
                        "unknown-key",
                        "unknown parameter `" + a.name() + "` of " + c.name()
                                + DidYouMean.nearest(a.name(), union(known))
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            } else {
                given.add(a.name());
            }
            type(c, a.name().isEmpty() ? known.single() : a.name(), a.value());
        }
        if (unnamed > 1 || (unnamed == 1 && known.single().isEmpty())) {
            lint.wrong(
                    c.nameSpan(),
                    "value",
                    c.name() + (unnamed > 1 ? " takes one value without a name" : " takes named values"));
            return;
        }
        for (String required : known.required()) {
            if (!given.contains(required)) {
                lint.wrong(c.nameSpan(), "missing-key", c.name() + " has no " + required);
            }
        }
        if (!known.block() && c.block().isPresent()) {
            lint.wrong(c.nameSpan(), "syntax", c.name() + " takes no block");
        } else if (known.block() && c.block().isEmpty()) {
            lint.wrong(c.nameSpan(), "missing-key", c.name() + " has no block of steps");
        }
    }

    private static Set<String> union(JenkinsSteps known) {
        Set<String> all = new HashSet<>(known.required());
        all.addAll(known.optional());
        return all;
    }

    private void type(Call c, String name, Value value) {
        boolean number = Set.of("time", "count", "ordinal").contains(name);
        boolean text = Set.of("script", "path", "file", "artifacts", "unit", "encoding", "label")
                        .contains(name)
                || (name.equals("name") && !c.name().equals("milestone"));
        if (number && !JenkinsSteps.numeric(value)) {
            lint.wrong(value.span(), "type", name + " of " + c.name() + " is a number");
        } else if (text && !JenkinsSteps.textual(value)) {
            lint.wrong(value.span(), "type", name + " of " + c.name() + " is a string");
        }
    }

    /** Named and unnamed values do not mix, no name stands twice. */
    static void mixed(JenkinsLint lint, Call c) {
        long named = c.arguments().stream().filter(a -> !a.name().isEmpty()).count();
        if (named > 0 && named < c.arguments().size()) {
            lint.wrong(c.nameSpan(), "value", c.name() + " mixes values with and without names");
        }
        Set<String> seen = new HashSet<>();
        c.arguments().stream()
                .filter(a -> !a.name().isEmpty() && !seen.add(a.name()))
                .forEach(a -> lint.wrong(a.value().span(), "value", a.name() + " stands twice in " + c.name()));
    }

    /** Values that no pipeline may have: whole numbers that are too large, bare dollars, closures in calls. */
    static void values(JenkinsLint lint, Call c) {
        for (Argument a : c.arguments()) {
            Span at = a.value().span();
            switch (a.value()) {
                case Groovy.Number n -> {
                    if (n.text().matches("-?\\d{19,}") && new java.math.BigInteger(n.text()).bitLength() > 63) {
                        lint.wrong(at, "value", n.text() + " is too large");
                    }
                }
                case Groovy.Code code -> {
                    if (code.text().startsWith("${")) {
                        lint.wrong(at, "syntax", "${...} stands in strings only");
                    }
                }
                case Groovy.Invoked i -> {
                    if (i.call().block().isPresent()) {
                        lint.wrong(at, "syntax", "a call with a block is no value");
                    }
                }
                case Groovy.Text t -> {}
                case Groovy.Truth t -> {}
                case Groovy.Name n -> {}
                case Groovy.Items i -> {}
                case Groovy.Entries e -> {}
                case Groovy.Closure k -> {}
            }
        }
    }
}
