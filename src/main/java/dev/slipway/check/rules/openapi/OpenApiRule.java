package dev.slipway.check.rules.openapi;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.check.openapi.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** A rule about API descriptions, as data: what it says, what shows it, and how it looks. */
record OpenApiRule(About about, List<Example> examples, BiConsumer<Api, Report> look) implements Rule.OfTree {
    OpenApiRule {
        examples = List.copyOf(examples);
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.OPENAPI);
    }

    @Override
    public void check(SourceFile file, Report out) {
        look.accept(Api.of(file), out);
    }

    /** Starts a rule; {@code id} without the format. */
    static Draft rule(String id, Severity severity, String title, String why, String fix, String... controls) {
        return new Draft(
                new About("openapi/" + id, title, severity, Confidence.HIGH, why, fix, List.of(controls)),
                new ArrayList<>());
    }

    /** A rule that is being written. */
    record Draft(About about, List<Example> examples) {
        /** Descriptions in which it finds something. */
        Draft bad(String... texts) {
            for (String text : texts) {
                examples.add(Example.bad("openapi.yaml", text));
            }
            return this;
        }

        /** Descriptions in which it finds nothing. */
        Draft good(String... texts) {
            for (String text : texts) {
                examples.add(Example.good("openapi.yaml", text));
            }
            return this;
        }

        /** How it looks at a description. */
        OpenApiRule looks(BiConsumer<Api, Report> look) {
            return new OpenApiRule(about, examples, look);
        }
    }
}
