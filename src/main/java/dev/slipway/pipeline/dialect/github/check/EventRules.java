package dev.slipway.pipeline.dialect.github.check;

import dev.slipway.base.DidYouMean;
import dev.slipway.pipeline.dialect.github.expr.Templates;
import dev.slipway.text.Node;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events: activity types, filters and who has them, globs, schedules, inputs. */
final class EventRules {
    /** Inputs of {@code workflow_dispatch} (provider's page "Events that trigger workflows"). */
    private static final int MAX_INPUTS = 25;

    private final Report report;

    EventRules(Report report) {
        this.report = report;
    }

    void check(Node root) {
        Optional<Node> on = root.at("on");
        if (on.isEmpty()) {
            return;
        }
        if (on.get() instanceof Node.Sequence s && s.items().isEmpty()) {
            report.add(s, Kinds.INCOMPLETE, "'on' names no event");
        }
        for (Node.Entry event : root.entriesAt("on")) {
            String name = event.key().value();
            switch (name) {
                case "schedule" -> event.value().listAt().forEach(this::schedule);
                case "workflow_dispatch" -> dispatch(event.value());
                case "workflow_call" -> call(event.value());
                default -> webhook(name, event.value());
            }
        }
    }

    private void webhook(String event, Node node) {
        for (Node.Entry filter : node.entriesAt()) {
            String key = filter.key().value();
            if (filter.value() instanceof Node.Sequence s && s.items().isEmpty()) {
                boolean image = event.equals("image_version");
                report.add(
                        s, image ? Kinds.VALUE : Kinds.INCOMPLETE, "'" + key + "' of '" + event + "' is an empty list");
            }
            for (Node.Scalar value : Workflows.scalars(filter.value())) {
                switch (key) {
                    case "types" -> type(event, value);
                    case "branches", "tags", "branches-ignore", "tags-ignore" -> glob(value, false);
                    case "paths", "paths-ignore" -> glob(value, true);
                    default -> {}
                }
            }
        }
        for (String filter : List.of("branches", "tags", "paths")) {
            exclusive(event, node, filter);
        }
        if (event.equals("workflow_run") && node.at("workflows").isEmpty()) {
            report.add(node, Kinds.INCOMPLETE, "'workflow_run' names no 'workflows'");
        }
    }

    private void exclusive(String event, Node node, String filter) {
        if (!(node instanceof Node.Mapping m)) {
            return;
        }
        Optional<Node.Entry> ignored = m.entry(filter + "-ignore");
        if (ignored.isPresent() && m.entry(filter).isPresent()) {
            report.add(
                    ignored.get().key(),
                    Kinds.EVENT,
                    "'" + event + "' takes '" + filter + "' or '" + filter + "-ignore', not both; use '!' in '" + filter
                            + "'");
        }
        List<Node.Scalar> patterns = m.get(filter).map(Workflows::scalars).orElse(List.of());
        if (!patterns.isEmpty() && patterns.stream().allMatch(p -> p.value().startsWith("!"))) {
            report.add(
                    patterns.getFirst(),
                    Kinds.GLOB,
                    "'" + filter + "' only excludes; at least one pattern must not begin with '!', or use '" + filter
                            + "-ignore'");
        }
    }

    private void type(String event, Node.Scalar value) {
        List<String> known = Events.TYPES.getOrDefault(event, List.of());
        if (!known.isEmpty() && !known.contains(value.value()) && !Templates.isTemplate(value.value())) {
            String hint = DidYouMean.nearest(value.value(), known)
                    .map(k -> "did you mean '" + k + "'?")
                    .orElse("expected one of " + String.join(", ", known));
            report.add(value, Kinds.EVENT, "'" + value.value() + "' is no activity type of '" + event + "'; " + hint);
        }
    }

    private void glob(Node.Scalar value, boolean path) {
        Globs.mistake(value.value(), path)
                .ifPresent(m -> report.add(value, Kinds.GLOB, "pattern '" + Report.shorten(value.value()) + "': " + m));
    }

    private void schedule(Node entry) {
        Workflows.scalar(entry, "cron")
                .ifPresent(cron -> Schedules.mistake(cron.value())
                        .ifPresent(m -> report.add(
                                cron, Kinds.EVENT, "schedule '" + Report.shorten(cron.value()) + "': " + m)));
        Workflows.scalar(entry, "timezone").ifPresent(zone -> {
            if (!ZoneId.getAvailableZoneIds().contains(zone.value())) {
                report.add(
                        zone, Kinds.EVENT, "'" + Report.shorten(zone.value()) + "' is no time zone of the IANA list");
            }
        });
    }

    private void dispatch(Node node) {
        List<Node.Entry> inputs = node.entriesAt("inputs");
        if (inputs.size() > MAX_INPUTS) {
            report.add(
                    inputs.get(MAX_INPUTS).key(),
                    Kinds.LIMIT,
                    "'workflow_dispatch' takes at most " + MAX_INPUTS + " inputs, not " + inputs.size());
        }
        for (Node.Entry input : inputs) {
            options(input);
            defaultFits(input, "workflow_dispatch");
        }
    }

    private void options(Node.Entry input) {
        Node value = input.value();
        boolean choice = value.textAt("type").filter("choice"::equals).isPresent();
        List<Node> options = value.listAt("options");
        if (choice && options.isEmpty()) {
            report.add(
                    input.key(),
                    Kinds.MISSING_KEY,
                    "input '" + input.key().value() + "' is a choice without 'options'");
        }
        if (!choice && value.at("options").isPresent() && value instanceof Node.Mapping m) {
            report.add(
                    m.entry("options").orElseThrow().key(),
                    Kinds.IGNORED_KEY,
                    "'options' has no effect: the type of input '" + input.key().value() + "' is not choice");
        }
        Map<String, Boolean> seen = new HashMap<>();
        for (Node.Scalar option :
                options.stream().flatMap(o -> Workflows.scalars(o).stream()).toList()) {
            if (seen.put(option.value(), true) != null) {
                report.add(option, Kinds.EVENT, "option '" + option.value() + "' is there twice");
            }
        }
        if (choice && !options.isEmpty()) {
            Workflows.literal(value, "default")
                    .filter(d -> !seen.containsKey(d.value()))
                    .ifPresent(d -> report.add(
                            d,
                            Kinds.EVENT,
                            "the default '" + Report.shorten(d.value()) + "' is none of the options of input '"
                                    + input.key().value() + "'"));
        }
    }

    private void call(Node node) {
        for (Node.Entry input : node.entriesAt("inputs")) {
            defaultFits(input, "workflow_call");
            boolean required =
                    input.value().textAt("required").filter("true"::equals).isPresent();
            Workflows.scalar(input.value(), "default")
                    .filter(d -> required)
                    .ifPresent(d -> report.add(
                            d,
                            Kinds.IGNORED_KEY,
                            "input '" + input.key().value() + "' is required, so its default is never used"));
        }
    }

    private void defaultFits(Node.Entry input, String event) {
        Optional<Node.Scalar> given = Workflows.literal(input.value(), "default");
        if (given.isEmpty()) {
            return;
        }
        Node.Scalar d = given.get();
        boolean fits = switch (input.value().textAt("type").orElse("")) {
            case "boolean" ->
                d.kind() == Node.Kind.BOOLEAN
                        || d.value().equals("true")
                        || d.value().equals("false");
            case "number" -> Workflows.isNumber(d) || d.value().matches("-?\\d+(\\.\\d+)?");
            default -> true;
        };
        if (!fits) {
            report.add(
                    d,
                    Kinds.EVENT,
                    "the default '" + Report.shorten(d.value()) + "' of input '"
                            + input.key().value() + "' of '" + event + "' is no "
                            + input.value().textAt("type").orElse(""));
        }
    }
}
