package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.DidYouMean;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Jobs: ids, needs, what a job must have, times, permissions, containers. */
final class JobRules {
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** Characters of a job's id, end exclusive. */
    private static final int MAX_ID = 100;

    private static final String ID_RULE =
            "ids begin with a letter or '_' and hold only letters, digits, '-' and '_', fewer than " + MAX_ID;

    private final Report report;

    JobRules(Report report) {
        this.report = report;
    }

    void check(Node root) {
        List<Node.Entry> jobs = Workflows.jobs(root);
        if (root.at("jobs")
                .filter(j -> j instanceof Node.Mapping m && m.entries().isEmpty())
                .isPresent()) {
            report.add(root.at("jobs").orElseThrow(), Kinds.VALUE, "'jobs' holds no job");
        }
        permissions(root);
        env(root);
        for (Node.Entry job : jobs) {
            id(job.key(), "job");
            job(job);
        }
        needs(jobs);
        Workflows.scalar(root, "defaults", "run", "shell").ifPresent(s -> StepRules.shell(s, List.of(), report));
        concurrency(root);
    }

    private void job(Node.Entry entry) {
        Node job = entry.value();
        if (!(job instanceof Node.Mapping m) || m.entries().isEmpty()) {
            return;
        }
        permissions(job);
        env(job);
        concurrency(job);
        boolean call = job.at("uses").isPresent();
        if (!call && job.at("steps").isEmpty()) {
            report.add(entry.key(), Kinds.INCOMPLETE, "job '" + entry.key().value() + "' has no 'steps'");
        }
        if (job.at("steps")
                .filter(s -> s instanceof Node.Sequence q && q.items().isEmpty())
                .isPresent()) {
            report.add(job.at("steps").orElseThrow(), Kinds.INCOMPLETE, "'steps' is an empty list");
        }
        for (String key : List.of("timeout-minutes", "cancel-timeout-minutes")) {
            positive(job, key);
        }
        positive(job, "strategy", "max-parallel");
        Workflows.literal(job, "strategy", "max-parallel")
                .filter(n -> n.kind() == Node.Kind.DECIMAL)
                .ifPresent(n -> report.add(n, Kinds.TYPE, "'max-parallel' is a whole number, not " + n.value()));
        job.at("container").ifPresent(c -> container(job, c));
        for (Node.Entry service : job.entriesAt("services")) {
            if (service.value() instanceof Node.Mapping s) {
                image(service.key(), s, "service '" + service.key().value() + "'");
            }
        }
    }

    /** Says where a number is not greater than zero. */
    void positive(Node job, String... path) {
        Workflows.literal(job, path)
                .filter(Workflows::isNumber)
                .filter(n -> n.value().startsWith("-") || n.value().matches("[+0.]+"))
                .ifPresent(n -> report.add(
                        n, Kinds.VALUE, "'" + path[path.length - 1] + "' must be greater than zero: " + n.value()));
    }

    /** Says what is wrong with an id. */
    void id(Node.Scalar id, String what) {
        String text = id.value();
        if (text.isEmpty()) {
            return;
        }
        if (!ID.matcher(text).matches() || text.length() >= MAX_ID) {
            report.add(id, Kinds.ID, "'" + Report.shorten(text) + "' is no " + what + " id: " + ID_RULE);
        } else if (text.startsWith("__")) {
            report.add(id, Kinds.ID, "'" + Report.shorten(text) + "': ids that begin with '__' are reserved");
        }
    }

    /** Says what is wrong with names of variables. */
    void env(Node node) {
        for (Node.Entry variable : node.entriesAt("env")) {
            String name = variable.key().value();
            if (!Templates.isTemplate(name) && name.matches(".*[&=\\s].*")) {
                report.add(
                        variable.key(),
                        Kinds.VALUE,
                        "'" + Report.shorten(name) + "' is no name of a variable: '&', '=' and spaces are not allowed");
            }
        }
    }

    private void concurrency(Node node) {
        boolean cancels = node.textAt("concurrency", "cancel-in-progress")
                .filter("true"::equals)
                .isPresent();
        Workflows.scalar(node, "concurrency", "queue")
                .filter(q -> cancels && q.value().equals("max"))
                .ifPresent(q -> report.add(
                        q, Kinds.VALUE, "'queue: max' does not go together with 'cancel-in-progress: true'"));
    }

    private void permissions(Node node) {
        for (Node.Entry scope : node.entriesAt("permissions")) {
            List<String> levels = WorkflowShape.PERMISSIONS.get(scope.key().value());
            if (levels != null && levels.size() < 3 && scope.value() instanceof Node.Scalar level) {
                boolean known = List.of("read", "write", "none").contains(level.value());
                if (known && !levels.contains(level.value())) {
                    report.add(
                            level,
                            Kinds.PERMISSION,
                            "permission '" + scope.key().value() + "' is one of " + String.join(", ", levels)
                                    + ", not '" + level.value() + "'");
                }
            }
        }
    }

    private void container(Node job, Node container) {
        Node.Scalar key = ((Node.Mapping) job).entry("container").orElseThrow().key();
        switch (container) {
            case Node.Mapping m -> image(key, m, "container");
            case Node.Scalar s -> {
                // A null that is written out says that there is none.
                if (s.value().isEmpty()
                        && (s.kind() == Node.Kind.TEXT
                                || s.span().start() == s.span().end())) {
                    report.add(s, Kinds.INCOMPLETE, "'container' names no image");
                }
            }
            case Node.Sequence s -> {}
        }
    }

    private void image(Node.Scalar key, Node.Mapping m, String what) {
        if (m.get("image").isEmpty()) {
            report.add(key, Kinds.INCOMPLETE, "'image' is missing in " + what);
        }
        Optional<Node.Entry> credentials = m.entry("credentials");
        if (credentials.isEmpty()
                || Templates.isTemplate(m.textAt("credentials").orElse(""))) {
            return;
        }
        Node node = credentials.get().value();
        if (node.at("username").isEmpty() || node.at("password").isEmpty()) {
            report.add(
                    credentials.get().key(),
                    Kinds.INCOMPLETE,
                    "'credentials' of " + what + " takes both 'username' and 'password'");
        }
        Workflows.literal(node, "password")
                .filter(p -> !p.value().isEmpty())
                .ifPresent(p -> report.add(
                        p,
                        Kinds.CREDENTIALS,
                        "the password of " + what + " is written into the workflow; take it from 'secrets'"));
    }

    private void needs(List<Node.Entry> jobs) {
        Map<String, List<Node.Scalar>> needs = new LinkedHashMap<>();
        jobs.forEach(j -> needs.put(
                lower(j.key().value()),
                j.value().at("needs").map(Workflows::scalars).orElse(List.of())));
        for (Node.Entry job : jobs) {
            Set<String> seen = new HashSet<>();
            for (Node.Scalar need : needs.getOrDefault(lower(job.key().value()), List.of())) {
                if (!seen.add(lower(need.value()))) {
                    report.add(need, Kinds.REFERENCE, "job '" + need.value() + "' is needed twice");
                } else if (!needs.containsKey(lower(need.value()))) {
                    String hint = DidYouMean.nearest(need.value(), needs.keySet())
                            .map(n -> "; did you mean '" + n + "'?")
                            .orElse("");
                    report.add(
                            need,
                            Kinds.REFERENCE,
                            "job '" + job.key().value() + "' needs the unknown job '" + Report.shorten(need.value())
                                    + "'" + hint);
                }
            }
        }
        cycles(jobs, needs);
    }

    private void cycles(List<Node.Entry> jobs, Map<String, List<Node.Scalar>> needs) {
        if (!jobs.isEmpty() && needs.values().stream().noneMatch(List::isEmpty)) {
            report.add(
                    jobs.getFirst().key(),
                    Kinds.CYCLE,
                    "at least one job must need no other: the jobs wait for each other in a circle");
            return;
        }
        Set<String> started = started(needs);
        for (Node.Entry job : jobs) {
            String id = lower(job.key().value());
            for (Node.Scalar need : started.contains(id) ? List.<Node.Scalar>of() : needs.getOrDefault(id, List.of())) {
                if (needs.containsKey(lower(need.value())) && !started.contains(lower(need.value()))) {
                    report.add(
                            need,
                            Kinds.CYCLE,
                            "job '" + job.key().value() + "' needs job '" + need.value()
                                    + "', which never starts: jobs need each other in a circle");
                }
            }
        }
    }

    /** The jobs that can start at some time; a need that does not exist holds nobody up here. */
    private static Set<String> started(Map<String, List<Node.Scalar>> needs) {
        Map<String, Integer> open = new HashMap<>();
        Map<String, List<String>> dependents = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        needs.forEach((id, all) -> {
            Set<String> known = new HashSet<>();
            all.stream().map(n -> lower(n.value())).filter(needs::containsKey).forEach(known::add);
            known.forEach(
                    n -> dependents.computeIfAbsent(n, k -> new ArrayList<>()).add(id));
            open.put(id, known.size());
            if (known.isEmpty()) {
                ready.add(id);
            }
        });
        Set<String> started = new HashSet<>();
        while (!ready.isEmpty()) {
            String id = ready.pop();
            started.add(id);
            for (String next : dependents.getOrDefault(id, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        return started;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
