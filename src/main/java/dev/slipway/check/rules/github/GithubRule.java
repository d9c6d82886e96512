package dev.slipway.check.rules.github;

import dev.slipway.base.Confidence;
import dev.slipway.base.Severity;
import dev.slipway.check.About;
import dev.slipway.check.Example;
import dev.slipway.check.Format;
import dev.slipway.check.Report;
import dev.slipway.check.Rule;
import dev.slipway.check.SourceFile;
import dev.slipway.check.github.Flow;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A rule about workflows and actions: its texts, its look, its examples. */
record GithubRule(About about, Look look, List<Example> examples) implements Rule.OfTree {
    GithubRule {
        examples = List.copyOf(examples);
    }

    /** Looks at one file. */
    @FunctionalInterface
    interface Look {
        void at(Flow flow, Report out);
    }

    /** A rule without examples yet. */
    static GithubRule of(
            String id,
            String title,
            Severity severity,
            Confidence confidence,
            String why,
            String fix,
            String controls,
            Look look) {
        About about =
                new About("github/" + id, title, severity, confidence, why, fix, List.of(controls.split(" ", -1)));
        return new GithubRule(about, look, List.of());
    }

    /** With a workflow in which it finds something. */
    GithubRule bad(String text) {
        return with(Example.bad(".github/workflows/ci.yml", text));
    }

    /** With a workflow in which it finds nothing. */
    GithubRule good(String text) {
        return with(Example.good(".github/workflows/ci.yml", text));
    }

    GithubRule with(Example example) {
        List<Example> more = new ArrayList<>(examples);
        more.add(example);
        return new GithubRule(about, look, more);
    }

    /** A workflow of one job with these steps, well-behaved otherwise. */
    static String steps(String on, String steps) {
        return job(on, "    steps:\n" + steps.indent(6));
    }

    /** A workflow of one job with these keys besides its runner. */
    static String job(String on, String body) {
        return "on: " + on + "\npermissions:\n  contents: read\njobs:\n  build:\n    runs-on: ubuntu-24.04\n"
                + "    timeout-minutes: 10\n" + body;
    }

    @Override
    public Set<Format> formats() {
        return Set.of(Format.GITHUB, Format.GITHUB_ACTION);
    }

    @Override
    public void check(SourceFile file, Report out) {
        if (file.tree().root() instanceof Node.Mapping) {
            look.at(Flow.of(file), out);
        }
    }
}
