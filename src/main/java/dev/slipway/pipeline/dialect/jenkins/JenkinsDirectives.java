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
import java.util.Map;
import java.util.Set;

/** The directives of pipelines and stages, and their steps. */
final class JenkinsDirectives {
    private static final List<String> POST = List.of(
            "always",
            "changed",
            "fixed",
            "regression",
            "aborted",
            "failure",
            "success",
            "unstable",
            "unsuccessful",
            "cleanup",
            "notBuilt");
    private static final Map<String, Set<String>> AGENTS = Map.of(
            "label", Set.of(),
            "node", Set.of("label", "customWorkspace"),
            "docker",
                    Set.of(
                            "image",
                            "label",
                            "args",
                            "customWorkspace",
                            "reuseNode",
                            "registryUrl",
                            "registryCredentialsId",
                            "alwaysPull",
                            "containerPerStageRoot"),
            "dockerfile",
                    Set.of(
                            "filename",
                            "dir",
                            "label",
                            "additionalBuildArgs",
                            "args",
                            "customWorkspace",
                            "reuseNode",
                            "registryUrl",
                            "registryCredentialsId",
                            "alwaysPull"),
            "kubernetes", Set.of());
    private static final Map<String, Set<String>> PARAMETERS = Map.of(
            "string", Set.of("name", "defaultValue", "description", "trim"),
            "text", Set.of("name", "defaultValue", "description", "trim"),
            "booleanParam", Set.of("name", "defaultValue", "description"),
            "choice", Set.of("name", "choices", "description"),
            "password", Set.of("name", "defaultValue", "defaultValueAsSecret", "description"),
            "file", Set.of("name", "description"),
            "credentials", Set.of("name", "defaultValue", "description", "credentialType", "required"),
            "run", Set.of("name", "projectName", "description", "filter"));
    private static final Set<String> TRIGGERS =
            Set.of("cron", "pollSCM", "upstream", "githubPush", "gitlab", "snapshotDependencies");
    private static final List<String> INPUT =
            List.of("message", "id", "ok", "submitter", "submitterParameter", "parameters");
    private static final Set<String> NESTED = Set.of("allOf", "anyOf", "not");
    private static final Set<String> WHEN = Set.of(
            "branch",
            "buildingTag",
            "changelog",
            "changeset",
            "changeRequest",
            "environment",
            "equals",
            "expression",
            "tag",
            "not",
            "allOf",
            "anyOf",
            "triggeredBy",
            "isRestartedRun",
            "beforeAgent",
            "beforeInput",
            "beforeOptions");
    private static final Set<String> NO_STEPS = Set.of("stage", "properties", "parallel", "node");

    private final JenkinsLint lint;

    JenkinsDirectives(JenkinsLint lint) {
        this.lint = lint;
    }

    void check(Call section, boolean top) {
        switch (section.name()) {
            case "agent" -> agent(section, top);
            case "environment" -> environment(section);
            case "post" -> post(section);
            case "tools" -> tools(section);
            case "options" -> calls(section, "option", Map.of());
            case "parameters" -> calls(section, "parameter", PARAMETERS);
            case "triggers" -> triggers(section);
            case "libraries" -> libraries(section);
            case "when" -> when(section);
            case "input" -> input(section);
            case "failFast" -> {
                if (section.first().filter(JenkinsSteps::truth).isEmpty()) {
                    lint.wrong(section.nameSpan(), "type", "failFast is true or false");
                }
            }
            default -> {}
        }
    }

    private void agent(Call agent, boolean top) {
        if (agent.block().isEmpty()) {
            boolean bare = agent.arguments().size() == 1
                    && agent.first()
                            .filter(v -> v instanceof Groovy.Name n
                                    && Set.of("any", "none").contains(n.name()))
                            .isPresent();
            if (!bare) {
                lint.wrong(
                        agent.nameSpan(),
                        "value",
                        "agent is any, none, or a block with label, node, docker, dockerfile or" + " kubernetes");
            }
            return;
        }
        List<Statement> inner = agent.block().get();
        if (inner.isEmpty()) {
            lint.wrong(
                    agent.nameSpan(),
                    "missing-key",
                    "agent names no type; known are " + String.join(", ", AGENTS.keySet()));
        }
        if (inner.size() > 1) {
            lint.wrong(inner.get(1).span(), "value", "agent has one type");
        }
        for (Statement s : inner) {
            if (!(s instanceof Call type)) {
                lint.wrong(s.span(), "syntax", "a type of agent is expected here");
            } else if (!AGENTS.containsKey(type.name())) {
                lint.wrong(
                        type.nameSpan(),
                        "value",
                        "unknown type of agent `" + type.name() + "`"
                                + DidYouMean.nearest(type.name(), AGENTS.keySet())
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            } else {
                agentType(type);
            }
        }
    }

    private void agentType(Call type) {
        Set<String> known = AGENTS.getOrDefault(type.name(), Set.of());
        if (type.block().isEmpty()
                && type.arguments().isEmpty()
                && !type.name().equals("dockerfile")
                && !type.name().equals("kubernetes")) {
            lint.wrong(type.nameSpan(), "missing-key", type.name() + " says nothing");
        }
        if (known.isEmpty()) {
            return;
        }
        Set<String> given = new HashSet<>();
        for (Statement s : type.block().orElse(List.of())) {
            if (s instanceof Call c && known.contains(c.name())) {
                given.add(c.name());
            } else {
                lint.wrong(
                        s.span(),
                        "unknown-key",
                        "unknown parameter of agent " + type.name() + "; known are "
                                + String.join(", ", known.stream().sorted().toList()));
            }
        }
        String required = type.name().equals("docker") ? "image" : type.name().equals("node") ? "label" : "";
        if (type.block().isPresent() && !required.isEmpty() && !given.contains(required)) {
            lint.wrong(type.nameSpan(), "missing-key", "agent " + type.name() + " has no " + required);
        }
    }

    private void environment(Call section) {
        if (!filled(section)) {
            return;
        }
        Set<String> names = new HashSet<>();
        for (Statement s : section.block().orElse(List.of())) {
            if (!(s instanceof Assign a)) {
                lint.wrong(s.span(), "syntax", "NAME = value is expected in environment");
                continue;
            }
            if (!a.name().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                lint.wrong(a.nameSpan(), "value", "`" + a.name() + "` is no name of a variable");
            }
            if (!names.add(a.name())) {
                lint.wrong(a.nameSpan(), "value", a.name() + " is set twice");
            }
            if (!environmentValue(a.value())) {
                lint.wrong(
                        a.value().span(),
                        "value",
                        "the value of " + a.name()
                                + " is a string, a number, a concatenation of strings with +, or a call such as credentials('id')");
            }
        }
    }

    private static boolean environmentValue(Value value) {
        return switch (value) {
            case Groovy.Text t -> true;
            case Groovy.Number n -> true;
            case Groovy.Truth t -> true;
            case Groovy.Name n -> true;
            case Groovy.Invoked i -> true;
            case Groovy.Items i -> false;
            case Groovy.Entries e -> false;
            case Groovy.Closure c -> false;
            case Groovy.Code c -> concatenation(c.text());
        };
    }

    /** Strings and variables joined by +, or a chain of names and calls. */
    private static boolean concatenation(String code) {
        String bare = code.replaceAll("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'", "S");
        if (bare.startsWith("${")
                || bare.contains("?:")
                || bare.contains(" - ")
                || bare.matches("(?s).*[-]\\s*\\n.*")) {
            return false;
        }
        if (bare.contains("+")) {
            for (String part : bare.split("\\+")) {
                if (!part.strip().matches("S|[A-Za-z_][\\w.]*|\\d+")
                        || part.strip().matches("credentials.*")) {
                    return false;
                }
            }
            return bare.contains("S");
        }
        return true;
    }

    private boolean filled(Call section) {
        if (!lint.block(section)) {
            return false;
        }
        if (section.block().orElse(List.of()).isEmpty()) {
            lint.wrong(section.nameSpan(), "missing-key", section.name() + " is empty");
            return false;
        }
        return true;
    }

    private void post(Call section) {
        if (!filled(section)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Statement s : section.block().orElse(List.of())) {
            if (!(s instanceof Call c) || c.block().isEmpty()) {
                lint.wrong(s.span(), "syntax", "a condition of post is expected here: " + String.join(", ", POST));
            } else if (!POST.contains(c.name())) {
                lint.wrong(
                        c.nameSpan(),
                        "unknown-key",
                        "unknown condition `" + c.name() + "` of post"
                                + DidYouMean.nearest(c.name(), POST)
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            } else if (!seen.add(c.name())) {
                lint.wrong(c.nameSpan(), "value", "condition " + c.name() + " stands twice in post");
            } else {
                steps(c.block().get(), c);
            }
        }
    }

    private void tools(Call section) {
        if (!filled(section)) {
            return;
        }
        for (Statement s : section.block().orElse(List.of())) {
            if (!(s instanceof Call c) || c.arguments().size() != 1 || c.block().isPresent()) {
                lint.wrong(s.span(), "syntax", "a tool and its version are expected here: maven 'name'");
            }
        }
    }

    private void calls(Call section, String what, Map<String, Set<String>> known) {
        if (!filled(section)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Statement s : section.block().orElse(List.of())) {
            if (!(s instanceof Call c)) {
                lint.wrong(s.span(), "syntax", "a call is expected in " + section.name());
                continue;
            }
            if (c.block().isPresent()) {
                lint.wrong(c.nameSpan(), "syntax", what + " " + c.name() + " takes no block");
                continue;
            }
            if (what.equals("option") && !seen.add(c.name())) {
                lint.wrong(c.nameSpan(), "value", "option " + c.name() + " stands twice");
            }
            mixed(c);
            if (what.equals("option")
                    && c.arguments().size() > 1
                    && c.arguments().stream().allMatch(a -> a.name().isEmpty())) {
                lint.wrong(c.nameSpan(), "value", c.name() + " takes one value without a name");
            }
            values(c);
            if (!known.isEmpty()) {
                parameter(c, known);
            }
        }
    }

    private void parameter(Call c, Map<String, Set<String>> known) {
        Set<String> keys = known.get(c.name());
        if (keys == null) {
            if (known.keySet().stream().anyMatch(k -> DidYouMean.distance(k, c.name()) <= 2)
                    || c.name().endsWith("Param")) {
                lint.wrong(
                        c.nameSpan(),
                        "value",
                        "unknown type of parameter `" + c.name() + "`; known are "
                                + String.join(
                                        ", ", known.keySet().stream().sorted().toList()));
            }
            return;
        }
        for (Argument a : c.arguments()) {
            if (!a.name().isEmpty() && !keys.contains(a.name())) {
                lint.wrong(a.value().span(), "unknown-key", "unknown key `" + a.name() + "` of parameter " + c.name());
            }
            if (Set.of("name", "description").contains(a.name()) && !JenkinsSteps.textual(a.value())) {
                lint.wrong(a.value().span(), "type", a.name() + " of parameter " + c.name() + " is a string");
            }
        }
        if (c.arguments().stream().anyMatch(a -> !a.name().isEmpty())
                && c.named("name").isEmpty()) {
            lint.wrong(c.nameSpan(), "missing-key", "parameter " + c.name() + " has no name");
        }
    }

    private void triggers(Call section) {
        if (!filled(section)) {
            return;
        }
        for (Statement s : section.block().orElse(List.of())) {
            if (!(s instanceof Call c)) {
                lint.wrong(s.span(), "syntax", "a trigger is expected here: cron, pollSCM, upstream");
                continue;
            }
            if (Set.of("cron", "pollSCM").contains(c.name()) && c.arguments().size() != 1) {
                lint.wrong(c.nameSpan(), "value", c.name() + " takes one value");
            }
            if (TRIGGERS.stream().noneMatch(t -> t.equals(c.name()))
                    && DidYouMean.nearest(c.name(), TRIGGERS).isPresent()) {
                lint.wrong(
                        c.nameSpan(),
                        "value",
                        "unknown trigger `" + c.name() + "`; did you mean `"
                                + DidYouMean.nearest(c.name(), TRIGGERS).orElse("") + "`?");
            }
            mixed(c);
            values(c);
        }
    }

    private void libraries(Call section) {
        if (!filled(section)) {
            return;
        }
        for (Statement s : section.block().orElse(List.of())) {
            if (!(s instanceof Call c)
                    || !c.name().equals("lib")
                    || c.first().filter(JenkinsSteps::textual).isEmpty()) {
                lint.wrong(s.span(), "syntax", "lib('name@version') is expected in libraries");
            }
        }
    }

    private void when(Call section) {
        if (!lint.block(section)) {
            return;
        }
        long conditions = section.block().orElse(List.of()).stream()
                .filter(s -> !(s instanceof Call c && c.name().startsWith("before")))
                .count();
        if (conditions == 0) {
            lint.wrong(section.nameSpan(), "missing-key", "when has no condition");
        }
        section.block().orElse(List.of()).forEach(this::condition);
    }

    private void condition(Statement s) {
        if (!(s instanceof Call c)) {
            lint.wrong(s.span(), "syntax", "a condition is expected in when");
            return;
        }
        if (!WHEN.contains(c.name())) {
            lint.wrong(
                    c.nameSpan(),
                    "unknown-key",
                    "unknown condition `" + c.name() + "` of when"
                            + DidYouMean.nearest(c.name(), WHEN)
                                    .map(n -> "; did you mean `" + n + "`?")
                                    .orElse(""));
            return;
        }
        if (NESTED.contains(c.name())) {
            if (!c.arguments().isEmpty()) {
                lint.wrong(c.nameSpan(), "value", c.name() + " takes conditions in a block and no arguments");
            }
            List<Statement> inner = c.block().orElse(List.of());
            if (inner.isEmpty()) {
                lint.wrong(c.nameSpan(), "missing-key", c.name() + " has no condition");
            } else if (c.name().equals("not") && inner.size() != 1) {
                lint.wrong(c.nameSpan(), "value", "not has one condition");
            }
            inner.forEach(this::condition);
        } else if (c.name().equals("expression") && c.block().isEmpty()) {
            lint.wrong(c.nameSpan(), "type", "expression takes a block");
        } else if (c.name().startsWith("before")
                && c.first().filter(JenkinsSteps::truth).isEmpty()) {
            lint.wrong(c.nameSpan(), "type", c.name() + " is true or false");
        } else if (Set.of("branch", "tag", "changelog", "changeset", "triggeredBy")
                        .contains(c.name())
                && (c.arguments().isEmpty() && !c.name().equals("tag")
                        || c.arguments().stream()
                                .anyMatch(a -> a.name().isEmpty() && !JenkinsSteps.textual(a.value())))) {
            lint.wrong(c.nameSpan(), "type", c.name() + " takes a string");
        } else if (c.name().equals("environment")
                && (c.named("name").isEmpty() || c.named("value").isEmpty())) {
            lint.wrong(c.nameSpan(), "missing-key", "environment in when takes name and value");
        } else if (c.name().equals("equals")
                && (c.named("expected").isEmpty() || c.named("actual").isEmpty())) {
            lint.wrong(c.nameSpan(), "missing-key", "equals takes expected and actual");
        }
    }

    private void input(Call section) {
        if (!lint.block(section)) {
            return;
        }
        List<Call> fields = lint.sections(section, INPUT, "input");
        if (JenkinsLint.has(fields, "message").isEmpty()) {
            lint.wrong(section.nameSpan(), "missing-key", "input has no message");
        }
        for (Call f : fields) {
            if (f.name().equals("parameters")) {
                calls(f, "parameter", PARAMETERS);
            } else if (f.first().filter(JenkinsSteps::textual).isEmpty()) {
                lint.wrong(f.nameSpan(), "type", f.name() + " of input is a string");
            }
        }
    }

    void steps(List<Statement> steps, Call holder) {
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
        mixed(c);
        values(c);
        if (c.name().equals("parallel")) {
            parallel(c);
            return;
        }
        JenkinsSteps known = JenkinsSteps.KNOWN.get(c.name());
        if (known != null) {
            known(c, known);
        }
        c.block().ifPresent(inner -> steps(inner, c));
    }

    private void parallel(Call c) {
        for (Argument a : c.arguments()) {
            if (a.name().equals("failFast")) {
                if (!JenkinsSteps.truth(a.value())) {
                    lint.wrong(a.value().span(), "type", "failFast is true or false");
                }
            } else if (a.value() instanceof Groovy.Closure branch) {
                steps(branch.statements(), c);
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
    private void mixed(Call c) {
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
    private void values(Call c) {
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
