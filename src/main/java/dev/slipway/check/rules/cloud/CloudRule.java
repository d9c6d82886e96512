package dev.slipway.check.rules.cloud;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.resources.Resource;
import dev.slipway.check.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule about resources, declared: which types, under which conditions, what is expected, and examples. It reads
 *
 * <pre>{@code
 * rule("aws/rds-unencrypted", HIGH, "RDS database instance storage is not encrypted")
 *     .why(...).fix(...).controls(...)
 *     .on("aws_db_instance")
 *     .expect("storage_encrypted", TRUE)
 *     .bad("storage_encrypted = false").good("storage_encrypted = true") ...
 *     .done();
 * }</pre>
 *
 * <p>A finding stands at the wrong attribute, or at the block or resource where it is absent. An expectation on a truth brings
 * its fix. What is more than that is code: {@link Draft#check}.
 */
public final class CloudRule implements Rule.OfResource {
    private final About about;
    private final List<Example> examples;
    private final Set<String> types;
    private final List<Expectation.Guard> guards;
    private final List<Check> checks;

    /** A check in code. */
    @FunctionalInterface
    public interface Check {
        /** Looks at one resource within its set. */
        void check(Resource resource, Resources all, Report out);
    }

    private CloudRule(Draft draft) {
        this.about = new About(
                draft.id, draft.title, draft.severity, draft.confidence, draft.why, draft.fix, draft.controls);
        this.examples = List.copyOf(draft.examples);
        this.types = Set.copyOf(draft.types);
        this.guards = List.copyOf(draft.guards);
        this.checks = List.copyOf(draft.checks);
    }

    /** Begins a rule; see {@link About} for the parts. */
    public static Draft rule(String id, Severity severity, String title) {
        return new Draft(id, severity, title);
    }

    @Override
    public About about() {
        return about;
    }

    @Override
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Set<String> types() {
        return types;
    }

    @Override
    public void check(Resource resource, Resources all, Report out) {
        for (Expectation.Guard guard : guards) {
            Truth met = guard.met(resource);
            if (met == Truth.UNKNOWN) {
                out.undecided(
                        resource.at(), resource.address() + ": " + guard.path().shown() + " is not known");
            }
            if (met != Truth.YES) {
                return;
            }
        }
        for (Check check : checks) {
            check.check(resource, all, out);
        }
    }

    /** A rule being declared. */
    public static final class Draft {
        private final String id;
        private final Severity severity;
        private final String title;
        private Confidence confidence = Confidence.HIGH;
        private String why = "";
        private String fix = "";
        private List<String> controls = List.of();
        private final Set<String> types = new LinkedHashSet<>();
        private final List<Expectation.Guard> guards = new ArrayList<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<Example> examples = new ArrayList<>();

        private Draft(String id, Severity severity, String title) {
            this.id = id;
            this.severity = severity;
            this.title = title;
        }

        /** What can happen, and to whom. */
        public Draft why(String text) {
            this.why = text;
            return this;
        }

        /** What to do. */
        public Draft fix(String text) {
            this.fix = text;
            return this;
        }

        /** Ids in benchmarks. */
        public Draft controls(String... ids) {
            this.controls = List.of(ids);
            return this;
        }

        /** Less or more sure than {@link Confidence#HIGH}. */
        public Draft confidence(Confidence value) {
            this.confidence = value;
            return this;
        }

        /** The types that it looks at; short examples are of the first one. */
        public Draft on(String... names) {
            types.addAll(List.of(names));
            return this;
        }

        /** Only resources where one of the values at the path meets the condition; undecided where that is unknown. */
        public Draft when(String path, Condition condition) {
            guards.add(new Expectation.Guard(ResourcePath.of(path), condition));
            return this;
        }

        /** Each value at the path meets the condition; see {@link ResourcePath} for paths. */
        public Draft expect(String path, Condition condition) {
            String mend = condition == Condition.TRUE ? "true" : condition == Condition.FALSE ? "false" : "";
            return expect(path, condition, mend);
        }

        /** As {@link #expect(String, Condition)}, and this Terraform expression written there mends it. */
        public Draft expect(String path, Condition condition, String mend) {
            checks.add(new Expectation(ResourcePath.of(path), condition, mend, true));
            return this;
        }

        /** As {@link #expect(String, Condition)}; the message does not show the value. */
        public Draft expectSecretly(String path, Condition condition) {
            checks.add(new Expectation(ResourcePath.of(path), condition, "", false));
            return this;
        }

        /** A check in code. */
        public Draft check(Check check) {
            checks.add(check);
            return this;
        }

        /** The body of a resource of the first type in which the rule finds something. */
        public Draft bad(String body) {
            return badFile(wrapped(body));
        }

        /** The body of a resource of the first type in which it finds nothing. */
        public Draft good(String body) {
            return goodFile(wrapped(body));
        }

        /** A whole Terraform file in which it finds something. */
        public Draft badFile(String text) {
            examples.add(Example.bad("main.tf", text));
            return this;
        }

        /** A whole Terraform file in which it finds nothing. */
        public Draft goodFile(String text) {
            examples.add(Example.good("main.tf", text));
            return this;
        }

        /** The rule. */
        public CloudRule done() {
            if (types.isEmpty() || checks.isEmpty()) {
                throw new IllegalArgumentException("rule " + id + " looks at nothing");
            }
            return new CloudRule(this);
        }

        private String wrapped(String body) {
            String type = types.iterator().next();
            String indented = body.isBlank() ? "" : body.stripTrailing().indent(2);
            return "resource \"" + type + "\" \"example\" {\n" + indented + "}\n";
        }
    }
}
