package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.pipeline.dialect.github.expr.Expr;
import dev.slipway.pipeline.dialect.github.expr.Expressions;
import dev.slipway.pipeline.dialect.github.expr.Names;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.pipeline.dialect.github.expr.Value;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Labels and groups of runners (provider's pages "GitHub-hosted runners reference" and "Choosing the runner for a job"). */
final class RunnerRules {
    private static final Set<String> HOSTED = Set.of(
            ("ubuntu-latest ubuntu-24.04 ubuntu-22.04 ubuntu-24.04-arm ubuntu-22.04-arm ubuntu-slim windows-latest"
                            + " windows-2025 windows-2025-vs2026 windows-2022 windows-11-arm macos-latest macos-latest-large"
                            + " macos-latest-xlarge macos-26 macos-26-large macos-26-xlarge macos-26-intel macos-15"
                            + " macos-15-large macos-15-xlarge macos-15-intel macos-14 macos-14-large macos-14-xlarge"
                            + " ubuntu-latest-4-cores ubuntu-latest-8-cores ubuntu-latest-16-cores"
                            + " windows-latest-8-cores")
                    .split(" "));
    private static final Set<String> RETIRED = Set.of(
            ("ubuntu-16.04 ubuntu-18.04 ubuntu-20.04 windows-2016 windows-2019 macos-10.15 macos-11 macos-11-large"
                            + " macos-11.0 macos-12 macos-12-large macos-12-xlarge macos-13 macos-13-large macos-13-xlarge")
                    .split(" "));
    private static final Set<String> SELF_HOSTED =
            Set.of("self-hosted", "linux", "macos", "windows", "x64", "x86", "arm", "arm64");

    private final Report report;

    RunnerRules(Report report) {
        this.report = report;
    }

    void check(Node root) {
        for (Node.Entry job : Workflows.jobs(root)) {
            Optional<Node> runsOn = job.value().at("runs-on");
            if (runsOn.isEmpty()) {
                continue;
            }
            empty(runsOn.get());
            group(job.value(), runsOn.get());
            List<Node.Scalar> written = scalars(runsOn.get());
            boolean own = written.stream().anyMatch(s -> s.value().equalsIgnoreCase("self-hosted"));
            boolean grouped = runsOn.get().at("group").isPresent();
            for (Node.Scalar s : written) {
                if (!own && !grouped) {
                    fromMatrix(s, job.value()).forEach(this::label);
                }
            }
            conflicts(written);
        }
    }

    /** The labels that are written out, in lower case. */
    static List<String> labels(Node runsOn) {
        return scalars(runsOn).stream()
                .map(s -> s.value().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<Node.Scalar> scalars(Node runsOn) {
        return runsOn instanceof Node.Mapping
                ? runsOn.at("labels").map(Workflows::scalars).orElse(List.of())
                : Workflows.scalars(runsOn);
    }

    private void empty(Node runsOn) {
        Node labels = runsOn.at("labels").orElse(runsOn);
        if (labels instanceof Node.Sequence s && s.items().isEmpty()) {
            report.add(s, Kinds.VALUE, "'runs-on' names no label");
        }
    }

    private void group(Node job, Node runsOn) {
        Workflows.literal(runsOn, "group").ifPresent(g -> prefixed(g, g));
        // An old form: the group as a label.
        Workflows.literal(job, "runs-on")
                .filter(s -> s.value().startsWith("group:"))
                .ifPresent(s -> report.add(s, Kinds.LABEL, "a runner group is written as 'group' below 'runs-on'"));
    }

    private void prefixed(Node.Scalar place, Node.Scalar group) {
        String name = group.value();
        if (!name.contains("/")) {
            return;
        }
        String[] parts = name.split("/", -1);
        boolean good = parts.length == 2
                && Set.of("org", "organization", "ent", "enterprise").contains(parts[0])
                && !parts[1].isBlank();
        if (!good) {
            report.add(
                    place,
                    Kinds.VALUE,
                    "'" + Report.shorten(name)
                            + "' is no runner group: write its name, with 'organization/' or 'enterprise/' before it to"
                            + " name one level");
        }
    }

    /** A label, or the values that it takes from the matrix. */
    private static List<Node.Scalar> fromMatrix(Node.Scalar label, Node job) {
        Optional<Templates.Part> whole = Templates.whole(label.value());
        if (whole.isEmpty()) {
            return Templates.isTemplate(label.value()) ? List.of() : List.of(label);
        }
        Optional<Expr> expr = Expressions.parse(whole.get().text().strip(), Names.of("matrix"))
                .toOptional();
        if (expr.isPresent()
                && expr.get() instanceof Expr.Index i
                && i.target() instanceof Expr.Context
                && i.index() instanceof Expr.Literal l
                && l.value() instanceof Value.Text axis) {
            List<Node.Scalar> values = new ArrayList<>();
            job.at("strategy", "matrix", axis.value()).ifPresent(a -> values.addAll(Workflows.scalars(a)));
            job.listAt("strategy", "matrix", "include")
                    .forEach(row -> row.at(axis.value()).ifPresent(v -> values.addAll(Workflows.scalars(v))));
            return values.stream().filter(v -> !Templates.isTemplate(v.value())).toList();
        }
        return List.of();
    }

    private void label(Node.Scalar label) {
        String name = label.value().toLowerCase(Locale.ROOT);
        if (RETIRED.contains(name)) {
            report.add(label, Kinds.RETIRED, "'" + label.value() + "' is no longer offered; the job would never start");
        } else if (!HOSTED.contains(name) && !SELF_HOSTED.contains(name)) {
            report.add(
                    label,
                    Kinds.LABEL,
                    "'" + Report.shorten(label.value())
                            + "' is no label of a hosted runner; with a runner of your own, name 'self-hosted' beside it");
        }
    }

    private void conflicts(List<Node.Scalar> labels) {
        Set<String> systems = new HashSet<>();
        for (Node.Scalar label : labels) {
            String name = label.value().toLowerCase(Locale.ROOT);
            if (HOSTED.contains(name) && systems.add(name.replaceAll("-.*", "")) && systems.size() > 1) {
                report.add(
                        label, Kinds.LABEL, "no runner has '" + label.value() + "' together with the labels before it");
            }
        }
    }
}
