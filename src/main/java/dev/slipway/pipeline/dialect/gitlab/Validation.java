package dev.slipway.pipeline.dialect.gitlab;

import dev.slipway.base.DidYouMean;
import dev.slipway.text.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What GitLab would refuse in a resolved configuration. */
final class Validation {
    /** Needs of one job, GitLab's own limit. */
    private static final int MAX_NEEDS = 50;

    /** Cells of one matrix, GitLab's own limit. */
    private static final int MAX_CELLS = 200;

    private final Trees trees;
    private final List<String> stages;
    private final Map<String, GitlabJob> jobs;

    private Validation(Trees trees, List<String> stages, Map<String, GitlabJob> jobs) {
        this.trees = trees;
        this.stages = stages;
        this.jobs = jobs;
    }

    static void check(Trees trees, Node.Mapping root, List<String> stages, Map<String, GitlabJob> jobs) {
        Validation v = new Validation(trees, stages, jobs);
        v.top(root);
        jobs.values().forEach(v::job);
        v.cycles();
    }

    private void top(Node.Mapping root) {
        shape(root, "stages", Shapes.Shape.LIST, "the file");
        shape(root, "variables", Shapes.Shape.MAP, "the file");
        shape(root, "default", Shapes.Shape.MAP, "the file");
        shape(root, "workflow", Shapes.Shape.MAP, "the file");
        root.at("default").ifPresent(d -> Shapes.keys(trees, d, Shapes.DEFAULTS, "default"));
        root.at("workflow").ifPresent(w -> {
            Shapes.keys(trees, w, List.of("name", "rules", "auto_cancel"), "workflow");
            rules(w, "workflow");
        });
        variables(root.at("variables").orElse(Trees.empty()), "the file");
        if (jobs.isEmpty() && trees.mistakes().isEmpty()) {
            trees.wrong(root, "missing-key", "no job: at least one visible job is expected");
        }
    }

    private void shape(Node map, String key, Shapes.Shape shape, String of) {
        map.at(key).ifPresent(value -> {
            if (!Shapes.fits(value, shape) && !(value instanceof Node.Scalar s && s.kind() == Node.Kind.NULL)) {
                trees.wrong(value, "type", key + " of " + of + " is " + Shapes.words(shape));
            }
        });
    }

    private void job(GitlabJob job) {
        Node.Mapping node = job.node();
        String of = "job `" + job.name() + "`";
        Shapes.keys(trees, node, Shapes.JOB.keySet(), of);
        Shapes.JOB.forEach((key, shape) -> shape(node, key, shape, of));
        if (node.get("script").isEmpty()
                && node.get("trigger").isEmpty()
                && node.get("run").isEmpty()
                && node.get("release").isEmpty()) {
            trees.wrong(job.place(), "missing-key", of + " has none of script, run, trigger");
        } else if (node.get("script").isPresent()
                && job.lines("script").stream().allMatch(String::isBlank)) {
            trees.wrong(node.get("script").orElse(node), "value", "script of " + of + " is empty");
        }
        if (!stages.contains(job.stage())) {
            trees.wrong(
                    node.get("stage").orElse(node),
                    "reference",
                    "stage `" + job.stage() + "` of " + of
                            + " is not among the stages " + String.join(", ", stages)
                            + DidYouMean.nearest(job.stage(), stages)
                                    .map(n -> "; did you mean `" + n + "`?")
                                    .orElse(""));
        }
        node.get("when").ifPresent(w -> Shapes.word(trees, w, Shapes.WHEN, "when of " + of));
        if (node.textAt("when").orElse("").equals("delayed")
                && node.get("start_in").isEmpty()) {
            trees.wrong(node.get("when").orElse(node), "missing-key", of + " is delayed and has no start_in");
        }
        if (node.get("rules").isPresent()
                && (node.get("only").isPresent() || node.get("except").isPresent())) {
            trees.wrong(
                    node.get("rules").orElse(node),
                    "value",
                    of + " has rules and only or except; one of them is allowed");
        }
        rules(node, of);
        variables(node.at("variables").orElse(Trees.empty()), of);
        node.at("artifacts").ifPresent(a -> artifacts(a, of));
        node.at("cache")
                .ifPresent(c -> (c instanceof Node.Sequence s ? s.items() : List.of(c)).forEach(x -> cache(x, of)));
        node.at("retry").ifPresent(r -> retry(r, of));
        node.at("environment").ifPresent(e -> {
            Shapes.keys(trees, e, Shapes.ENVIRONMENT, "environment of " + of);
            e.at("action")
                    .ifPresent(a -> Shapes.word(
                            trees,
                            a,
                            List.of("start", "prepare", "stop", "verify", "access"),
                            "environment:action of " + of));
        });
        parallel(job, of);
        needs(job, of);
        dependencies(job, of);
    }

    private void rules(Node holder, String of) {
        Node rules = holder.at("rules").orElse(Trees.empty());
        boolean blank = rules instanceof Node.Scalar s && s.kind() == Node.Kind.NULL
                || rules instanceof Node.Sequence l && l.items().isEmpty();
        if (blank) {
            trees.wrong(rules, "value", "rules of " + of + " can't be blank");
        }
        for (Node rule : flat(rules)) {
            if (!(rule instanceof Node.Mapping)) {
                trees.wrong(rule, "type", "a rule of " + of + " is a map with if, changes, exists or when");
                continue;
            }
            Shapes.keys(trees, rule, Shapes.RULE, "a rule of " + of);
            rule.at("when").ifPresent(w -> Shapes.word(trees, w, Shapes.WHEN, "when in a rule of " + of));
            rule.at("if").ifPresent(condition -> {
                if (!(condition instanceof Node.Scalar s)) {
                    trees.wrong(condition, "type", "if of a rule is a condition");
                } else {
                    Expression.check(s.value())
                            .ifPresent(e ->
                                    trees.wrong(s, "expression", "condition `" + s.value() + "`: " + e.getMessage()));
                }
            });
        }
    }

    /** A reference may have brought a list into the list. */
    static List<Node> flat(Node list) {
        List<Node> all = new ArrayList<>();
        if (list instanceof Node.Sequence s) {
            for (Node item : s.items()) {
                if (item instanceof Node.Sequence) {
                    all.addAll(flat(item));
                } else {
                    all.add(item);
                }
            }
        }
        return all;
    }

    private void variables(Node map, String of) {
        for (Node.Entry e : map.entriesAt()) {
            switch (e.value()) {
                case Node.Scalar s -> {}
                case Node.Sequence s ->
                    trees.wrong(
                            s,
                            "type",
                            "variable " + e.key().value() + " of " + of
                                    + " is a string, number, boolean or a map with value");
                case Node.Mapping m ->
                    Shapes.keys(
                            trees,
                            m,
                            List.of("value", "description", "options", "expand"),
                            "variable " + e.key().value());
            }
        }
    }

    private void artifacts(Node a, String of) {
        Shapes.keys(trees, a, Shapes.ARTIFACTS, "artifacts of " + of);
        shape(a, "paths", Shapes.Shape.LIST, "artifacts of " + of);
        shape(a, "exclude", Shapes.Shape.LIST, "artifacts of " + of);
        shape(a, "reports", Shapes.Shape.MAP, "artifacts of " + of);
        a.at("when")
                .ifPresent(w -> Shapes.word(
                        trees, w, List.of("on_success", "on_failure", "always"), "artifacts:when of " + of));
    }

    private void cache(Node c, String of) {
        if (c instanceof Node.Mapping) {
            Shapes.keys(trees, c, Shapes.CACHE, "cache of " + of);
            shape(c, "paths", Shapes.Shape.LIST, "cache of " + of);
            shape(c, "key", Shapes.Shape.TEXT_OR_MAP, "cache of " + of);
            c.at("key").ifPresent(k -> shape(k, "files", Shapes.Shape.LIST, "cache:key of " + of));
            c.at("policy")
                    .ifPresent(
                            p -> Shapes.word(trees, p, List.of("pull", "push", "pull-push"), "cache:policy of " + of));
            c.at("when")
                    .ifPresent(w -> Shapes.word(
                            trees, w, List.of("on_success", "on_failure", "always"), "cache:when of " + of));
        } else if (!(c instanceof Node.Scalar s && s.kind() == Node.Kind.NULL)) {
            trees.wrong(c, "type", "a cache of " + of + " is a map");
        }
    }

    private void retry(Node r, String of) {
        Node max = r.at("max").orElse(r);
        if (max instanceof Node.Scalar s && !s.value().matches("[012]")) {
            trees.wrong(s, "value", "retry of " + of + " is 0, 1 or 2");
        }
        Shapes.keys(trees, r, Shapes.RETRY, "retry of " + of);
        r.at("when")
                .ifPresent(w -> (w instanceof Node.Sequence s ? s.items() : List.of(w))
                        .forEach(x -> Shapes.word(trees, x, Shapes.RETRY_WHEN, "retry:when of " + of)));
    }

    private void parallel(GitlabJob job, String of) {
        Node parallel = job.node().get("parallel").orElse(Trees.empty());
        if (parallel instanceof Node.Scalar s && s.value().matches("\\d{1,4}")) {
            int n = Integer.parseInt(s.value());
            if (n < 1 || n > MAX_CELLS) {
                trees.wrong(s, "value", "parallel of " + of + " is 1 to " + MAX_CELLS);
            }
        }
        Shapes.keys(trees, parallel, List.of("matrix"), "parallel of " + of);
        long cells = Matrix.count(parallel);
        if (cells > MAX_CELLS) {
            trees.wrong(
                    parallel,
                    "limit",
                    "the matrix of " + of + " has " + cells + " cells, " + MAX_CELLS + " are allowed");
        }
    }

    private void needs(GitlabJob job, String of) {
        Node needs = job.node().get("needs").orElse(Trees.empty());
        List<Node> all = flat(needs);
        if (all.size() > MAX_NEEDS) {
            trees.wrong(needs, "limit", of + " needs " + all.size() + " jobs, " + MAX_NEEDS + " are allowed");
        }
        for (Node need : all) {
            String name = need instanceof Node.Scalar s
                    ? s.value()
                    : need.textAt("job").orElse("");
            if (need instanceof Node.Mapping m) {
                Shapes.keys(trees, m, Shapes.NEED, "a need of " + of);
            }
            if (need.at("pipeline").isPresent() || need.at("project").isPresent()) {
                continue;
            }
            if (name.isEmpty()) {
                trees.wrong(need, "value", "a need of " + of + " names no job");
            } else if (name.equals(job.name())) {
                trees.wrong(need, "cycle", of + " needs itself");
            } else if (!jobs.containsKey(name)
                    && !need.textAt("optional").orElse("").equals("true")) {
                trees.wrong(
                        need,
                        "reference",
                        of + " needs `" + name + "`, which is not there"
                                + DidYouMean.nearest(name, jobs.keySet())
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            } else if (jobs.containsKey(name)) {
                later(job, need, name, of);
                Matrix.checkSelector(trees, job, jobs.get(name), need);
            }
        }
    }

    private void later(GitlabJob job, Node at, String name, String of) {
        GitlabJob other = jobs.get(name);
        if (other != null
                && stages.indexOf(other.stage()) > stages.indexOf(job.stage())
                && stages.contains(job.stage())) {
            trees.wrong(at, "reference", of + " needs `" + name + "`, which is in the later stage " + other.stage());
        }
    }

    private void dependencies(GitlabJob job, String of) {
        for (Node d : job.node().listAt("dependencies")) {
            String name = d instanceof Node.Scalar s ? s.value() : "";
            if (!jobs.containsKey(name)) {
                trees.wrong(
                        d,
                        "reference",
                        of + " depends on `" + name + "`, which is not there"
                                + DidYouMean.nearest(name, jobs.keySet())
                                        .map(n -> "; did you mean `" + n + "`?")
                                        .orElse(""));
            } else {
                later(job, d, name, of);
            }
        }
    }

    /** Jobs that need each other in a circle, without recursion. */
    private void cycles() {
        Map<String, Integer> waits = new HashMap<>();
        Map<String, List<String>> neededBy = new HashMap<>();
        for (GitlabJob job : jobs.values()) {
            Set<String> needs = new HashSet<>();
            for (Node need : flat(job.node().get("needs").orElse(Trees.empty()))) {
                String name = need instanceof Node.Scalar s
                        ? s.value()
                        : need.textAt("job").orElse("");
                if (jobs.containsKey(name) && !name.equals(job.name())) {
                    needs.add(name);
                }
            }
            waits.put(job.name(), needs.size());
            needs.forEach(
                    n -> neededBy.computeIfAbsent(n, k -> new ArrayList<>()).add(job.name()));
        }
        List<String> free = new ArrayList<>(waits.entrySet().stream()
                .filter(e -> e.getValue() == 0)
                .map(Map.Entry::getKey)
                .toList());
        for (int i = 0; i < free.size(); i++) {
            for (String next : neededBy.getOrDefault(free.get(i), List.of())) {
                if (waits.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        jobs.values().stream()
                .filter(j -> waits.getOrDefault(j.name(), 0) > 0)
                .findFirst()
                .ifPresent(j -> trees.wrong(
                        j.place(),
                        "cycle",
                        "jobs need each other in a circle: "
                                + String.join(
                                        ", ",
                                        waits.entrySet().stream()
                                                .filter(e -> e.getValue() > 0)
                                                .map(Map.Entry::getKey)
                                                .sorted()
                                                .limit(10)
                                                .toList())));
    }
}
