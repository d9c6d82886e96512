package dev.slipway.check.rules.ansible;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.check.ansible.Playbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** A rule about playbooks, as data: what it says, what shows it, and how it looks. */
record PlaybookRule(About about, List<Example> examples, BiConsumer<Playbook, Report> look) implements Rule.OfTree {
    PlaybookRule {
        examples = List.copyOf(examples);
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.ANSIBLE);
    }

    @Override
    public void check(SourceFile file, Report out) {
        look.accept(Playbook.of(file), out);
    }

    /** Starts a rule; {@code id} without the format. */
    static Draft rule(String id, Severity severity, String title, String why, String fix, String... controls) {
        return new Draft(
                new About("ansible/" + id, title, severity, Confidence.HIGH, why, fix, List.of(controls)),
                new ArrayList<>());
    }

    /** A rule that is being written. */
    record Draft(About about, List<Example> examples) {
        /** Tasks in which it finds something, each written after {@code - name: task}. */
        Draft bad(String... tasks) {
            for (String task : tasks) {
                examples.add(Example.bad("playbook.yaml", file(task)));
            }
            return this;
        }

        /** Tasks in which it finds nothing. */
        Draft good(String... tasks) {
            for (String task : tasks) {
                examples.add(Example.good("playbook.yaml", file(task)));
            }
            return this;
        }

        private static String file(String task) {
            return task.startsWith("-") ? task : "- name: Do it\n" + task.indent(2);
        }

        /** How it looks at a playbook. */
        PlaybookRule looks(BiConsumer<Playbook, Report> look) {
            return new PlaybookRule(about, examples, look);
        }
    }
}
