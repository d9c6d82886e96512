package dev.slipway.check.github;

import dev.slipway.check.Format;
import dev.slipway.check.SourceFile;
import dev.slipway.text.Node;
import dev.slipway.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workflow, or an action of several steps. Read once for all rules of its file. */
public final class Flow {
    /** Events that strangers can cause and that run with the repository's secrets and a token that may write. */
    private static final Set<String> PRIVILEGED = Set.of(
            "pull_request_target",
            "issue_comment",
            "issues",
            "discussion",
            "discussion_comment",
            "workflow_run",
            "fork",
            "watch",
            "gollum");

    /** Jobs of a file that are looked at; the service runs at most 256 of a matrix. */
    private static final int MAX_JOBS = 500;

    private final SourceFile file;
    private final Node root;
    private final Map<String, Node> triggers = new LinkedHashMap<>();
    private final List<Job> jobs = new ArrayList<>();

    private Flow(SourceFile file) {
        this.file = file;
        this.root = file.tree().root();
        readTriggers();
        if (isAction()) {
            jobs.add(new Job("", root.at("runs").orElse(root), steps(root.listAt("runs", "steps")), root.span()));
        }
        for (Node.Entry job : root.entriesAt("jobs")) {
            if (jobs.size() < MAX_JOBS) {
                String id = job.key().value().toLowerCase(Locale.ROOT);
                jobs.add(new Job(
                        id,
                        job.value(),
                        steps(job.value().listAt("steps")),
                        job.key().span()));
            }
        }
    }

    /** The flow of a file, read at most once. */
    public static Flow of(SourceFile file) {
        return file.model(Flow.class, Flow::new);
    }

    private void readTriggers() {
        // YAML 1.1 makes a boolean of the key; whoever reads it so writes it as a string again.
        Optional<Node> on = root.at("on").or(() -> root.at("true"));
        on.ifPresent(node -> {
            switch (node) {
                case Node.Scalar s -> triggers.put(s.value(), s);
                case Node.Sequence s ->
                    s.items().forEach(i -> {
                        if (i instanceof Node.Scalar name) {
                            triggers.put(name.value(), name);
                        }
                    });
                case Node.Mapping m ->
                    m.entries().forEach(e -> triggers.put(e.key().value(), e.value()));
            }
        });
    }

    private static List<Step> steps(List<Node> nodes) {
        return nodes.stream().map(Step::new).toList();
    }

    /** Its tree. */
    public Node root() {
        return root;
    }

    /** Its text. */
    public String text() {
        return file.text();
    }

    /** Its path. */
    public String path() {
        return file.path();
    }

    /** Whether it is an action and no workflow. */
    public boolean isAction() {
        return file.format() == Format.GITHUB_ACTION;
    }

    /** Its jobs; one for an action. */
    public List<Job> jobs() {
        return jobs;
    }

    /** What starts it. */
    public Set<String> triggers() {
        return triggers.keySet();
    }

    /** The settings of a trigger. */
    public Optional<Node> trigger(String name) {
        return Optional.ofNullable(triggers.get(name));
    }

    /** Whether it runs for one of these events. */
    public boolean isOn(String... events) {
        for (String event : events) {
            if (triggers.containsKey(event)) {
                return true;
            }
        }
        return false;
    }

    /** Whether strangers can start it with the rights of the repository. */
    public boolean isPrivileged() {
        return triggers.keySet().stream().anyMatch(PRIVILEGED::contains);
    }

    /** Where its triggers stand. */
    public Span onSpan() {
        return root instanceof Node.Mapping m
                ? m.entry("on")
                        .or(() -> m.entry("true"))
                        .map(e -> e.key().span())
                        .orElse(root.span())
                : root.span();
    }

    /** The expressions in a scalar of it. */
    public List<Pasted> pasted(Node.Scalar scalar) {
        return Pasted.in(scalar, file.text());
    }

    /** Every scalar below a node, with its expressions. */
    public List<Pasted> pastedBelow(Node node) {
        List<Pasted> all = new ArrayList<>();
        collect(node, all);
        return all;
    }

    private void collect(Node node, List<Pasted> all) {
        switch (node) {
            case Node.Scalar s -> all.addAll(pasted(s));
            case Node.Sequence s -> s.items().forEach(i -> collect(i, all));
            case Node.Mapping m -> m.entries().forEach(e -> collect(e.value(), all));
        }
    }
}
