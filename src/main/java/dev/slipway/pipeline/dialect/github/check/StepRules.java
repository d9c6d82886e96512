package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.DidYouMean;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Steps: ids, what they use, their shells, commands that are gone, what they wait for. */
final class StepRules {
    private static final List<String> SHELLS = List.of("bash", "sh", "pwsh", "powershell", "python", "cmd");
    private static final Pattern USES = Pattern.compile("[^/@\\s]+/[^/@\\s]+(/[^@\\s]*)?@[^@\\s]+");
    private static final Pattern GONE =
            Pattern.compile("::(save-state|set-output|set-env)\\s+name=[a-zA-Z][a-zA-Z_-]*::\\S+|::(add-path)::\\S+");

    private static final Map<String, String> INSTEAD = Map.of(
            "set-output", "GITHUB_OUTPUT",
            "save-state", "GITHUB_STATE",
            "set-env", "GITHUB_ENV",
            "add-path", "GITHUB_PATH");

    private final Report report;
    private final JobRules jobs;

    StepRules(Report report, JobRules jobs) {
        this.report = report;
        this.jobs = jobs;
    }

    void check(Node root) {
        for (Node.Entry job : Workflows.jobs(root)) {
            List<String> labels =
                    job.value().at("runs-on").map(RunnerRules::labels).orElse(List.of());
            Workflows.scalar(job.value(), "defaults", "run", "shell").ifPresent(s -> shell(s, labels, report));
            steps(Workflows.steps(job.value()), labels);
        }
    }

    /** The steps of one job or action, which share their ids. */
    void steps(List<Node> steps, List<String> labels) {
        Map<String, Node.Scalar> ids = new HashMap<>();
        Set<Node> seen = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        for (Node step : steps) {
            Workflows.scalar(step, "id").ifPresent(id -> id(id, ids));
            Workflows.scalar(step, "uses").ifPresent(this::uses);
            jobs.env(step);
            jobs.positive(step, "timeout-minutes");
            Workflows.scalar(step, "shell").ifPresent(s -> shell(s, labels, report));
            Workflows.scalar(step, "run").ifPresent(this::commands);
            if (seen.add(step)) {
                waits(step, ids);
                parallel(step);
            }
        }
    }

    private void id(Node.Scalar id, Map<String, Node.Scalar> ids) {
        jobs.id(id, "step");
        Node.Scalar before = ids.putIfAbsent(id.value().toLowerCase(Locale.ROOT), id);
        if (before != null && before != id) {
            report.add(
                    id,
                    Kinds.ID,
                    "step id '" + Report.shorten(id.value()) + "' is already taken at line "
                            + before.span().line());
        }
    }

    /** Steps in {@code parallel} are scripts and actions only. */
    private void parallel(Node step) {
        for (Node inner : step.listAt("parallel")) {
            for (String key : List.of("background", "wait", "wait-all", "cancel", "parallel")) {
                if (inner.at(key).isPresent()) {
                    report.add(step, Kinds.VALUE, "'" + key + "' is not allowed inside of 'parallel'");
                }
            }
        }
    }

    private void waits(Node step, Map<String, Node.Scalar> ids) {
        Workflows.scalar(step, "wait-all")
                .filter(w -> w.value().equals("false"))
                .ifPresent(w -> report.add(w, Kinds.VALUE, "'wait-all' is true or empty"));
        String own = step.textAt("id").orElse("");
        for (String key : List.of("wait", "cancel")) {
            for (Node.Scalar target : step.at(key).map(Workflows::scalars).orElse(List.of())) {
                if (!own.isEmpty() && own.equalsIgnoreCase(target.value())) {
                    report.add(target, Kinds.REFERENCE, "step '" + own + "' does not wait for itself");
                } else if (!ids.containsKey(target.value().toLowerCase(Locale.ROOT))) {
                    report.add(
                            target,
                            Kinds.REFERENCE,
                            "'" + key + "' names '" + Report.shorten(target.value())
                                    + "', which is no id of a step before it"
                                    + DidYouMean.nearest(target.value(), ids.keySet())
                                            .map(n -> "; did you mean '" + n + "'?")
                                            .orElse(""));
                }
            }
        }
    }

    private void uses(Node.Scalar uses) {
        String text = uses.value();
        if (Templates.isTemplate(text) || text.isEmpty()) {
            return;
        }
        boolean good = text.startsWith("./")
                || text.startsWith("../")
                || text.startsWith("$/")
                || text.startsWith("docker://") && text.length() > "docker://".length() && !text.endsWith(":")
                || USES.matcher(text).matches();
        if (!good) {
            report.add(
                    uses,
                    Kinds.VALUE,
                    "'" + Report.shorten(text)
                            + "' is no action: expected owner/repository[/path]@ref, ./path or docker://image:tag");
        }
    }

    /** Says what is wrong with the name of a shell. */
    static void shell(Node.Scalar shell, List<String> labels, Report report) {
        String text = shell.value().toLowerCase(Locale.ROOT);
        if (Templates.isTemplate(text) || text.isEmpty() || text.contains("{0}")) {
            return;
        }
        if (!SHELLS.contains(text)) {
            String hint = DidYouMean.nearest(text, SHELLS)
                    .map(s -> "did you mean '" + s + "'?")
                    .orElse("expected one of " + String.join(", ", SHELLS) + " or a command with {0}");
            report.add(shell, Kinds.VALUE, "'" + Report.shorten(text) + "' is no shell: " + hint);
            return;
        }
        Optional<String> windows =
                labels.stream().filter(l -> l.startsWith("windows-")).findFirst();
        if (text.equals("sh") && windows.isPresent()) {
            report.add(shell, Kinds.VALUE, "shell 'sh' is not on Windows ('" + windows.get() + "'); 'bash' is");
        }
        Optional<String> elsewhere = labels.stream()
                .filter(l -> l.startsWith("ubuntu-") || l.startsWith("macos-"))
                .findFirst();
        if ((text.equals("cmd") || text.equals("powershell")) && elsewhere.isPresent()) {
            report.add(shell, Kinds.VALUE, "shell '" + text + "' is on Windows only, not on '" + elsewhere.get() + "'");
        }
    }

    private void commands(Node.Scalar run) {
        Matcher m = GONE.matcher(run.value());
        while (m.find()) {
            String command = m.group(1) == null ? m.group(2) : m.group(1);
            report.add(
                    run,
                    command.equals("set-env") || command.equals("add-path") ? Kinds.REFUSED_COMMAND : Kinds.DEPRECATED,
                    "workflow command '" + command + "' is gone; append to the file $" + INSTEAD.get(command)
                            + " instead");
        }
    }
}
