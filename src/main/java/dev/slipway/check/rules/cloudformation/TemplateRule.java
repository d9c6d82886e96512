package dev.slipway.check.rules.cloudformation;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.check.cloudformation.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** A rule about templates, as data: what it says, what shows it, and how it looks. */
record TemplateRule(About about, List<Example> examples, BiConsumer<Template, Report> look) implements Rule.OfTree {
    TemplateRule {
        examples = List.copyOf(examples);
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.CLOUDFORMATION);
    }

    @Override
    public void check(SourceFile file, Report out) {
        look.accept(Template.of(file), out);
    }

    /** Starts a rule; {@code id} without the format. */
    static Draft rule(String id, Severity severity, String title, String why, String fix, String... controls) {
        return new Draft(
                new About("cloudformation/" + id, title, severity, Confidence.HIGH, why, fix, List.of(controls)),
                new ArrayList<>());
    }

    /** A rule that is being written. */
    record Draft(About about, List<Example> examples) {
        /** Templates in which it finds something. */
        Draft bad(String... texts) {
            for (String text : texts) {
                examples.add(Example.bad("template.yaml", text));
            }
            return this;
        }

        /** Templates in which it finds nothing. */
        Draft good(String... texts) {
            for (String text : texts) {
                examples.add(Example.good("template.yaml", text));
            }
            return this;
        }

        /** How it looks at a template. */
        TemplateRule looks(BiConsumer<Template, Report> look) {
            return new TemplateRule(about, examples, look);
        }
    }
}
