package dev.slipway.pipeline.dialect.github.plan;

import dev.slipway.pipeline.dialect.github.GithubWorkflow;
import dev.slipway.pipeline.dialect.github.Trigger;
import java.util.List;
import java.util.Optional;

/** Whether an event starts a workflow (provider's page "Events that trigger workflows"). */
final class EventFilter {
    private static final List<String> PULL_REQUEST_TYPES = List.of("opened", "synchronize", "reopened");

    private final Patterns patterns = new Patterns();

    /** Why an event does not start a workflow; empty when it does. */
    Optional<String> refusal(GithubWorkflow workflow, GithubEvent event) {
        Optional<Trigger> trigger = workflow.trigger(event.name());
        if (trigger.isEmpty()) {
            return Optional.of("the workflow does not run on '" + event.name() + "'");
        }
        Trigger t = trigger.get();
        return types(t, event)
                .or(() -> refs(t, event))
                .or(() -> paths(t, event))
                .or(() -> workflows(t, event))
                .or(() -> schedule(t, event));
    }

    private static Optional<String> types(Trigger t, GithubEvent event) {
        boolean pullRequest =
                event.name().equals("pull_request") || event.name().equals("pull_request_target");
        List<String> wanted = t.filter("types").isEmpty() && pullRequest ? PULL_REQUEST_TYPES : t.filter("types");
        Optional<String> action = event.text("action");
        if (wanted.isEmpty() || action.isEmpty() || wanted.contains(action.get())) {
            return Optional.empty();
        }
        return Optional.of("activity '" + action.get() + "' is none of " + String.join(", ", wanted));
    }

    private Optional<String> refs(Trigger t, GithubEvent event) {
        return switch (event.name()) {
            case "push" -> pushed(t, event);
            case "pull_request", "pull_request_target" ->
                event.text("pull_request", "base", "ref").flatMap(base -> branch(t, base));
            case "merge_group" ->
                event.text("merge_group", "base_ref").map(EventFilter::shortRef).flatMap(base -> branch(t, base));
            case "workflow_run" -> event.text("workflow_run", "head_branch").flatMap(head -> branch(t, head));
            default -> Optional.empty();
        };
    }

    private Optional<String> pushed(Trigger t, GithubEvent event) {
        if (event.ref().isEmpty()) {
            return Optional.empty();
        }
        boolean tag = event.ref().startsWith("refs/tags/");
        String name = shortRef(event.ref());
        String own = tag ? "tags" : "branches";
        String other = tag ? "branches" : "tags";
        boolean ownFilter =
                !t.filter(own).isEmpty() || !t.filter(own + "-ignore").isEmpty();
        boolean otherFilter =
                !t.filter(other).isEmpty() || !t.filter(other + "-ignore").isEmpty();
        if (!ownFilter) {
            return otherFilter
                    ? Optional.of("only " + other + " are filtered for, so " + own + " do not start it")
                    : Optional.empty();
        }
        return named(t, own, name);
    }

    private Optional<String> branch(Trigger t, String name) {
        return named(t, "branches", name);
    }

    private Optional<String> named(Trigger t, String filter, String name) {
        List<String> wanted = t.filter(filter);
        List<String> ignored = t.filter(filter + "-ignore");
        if (!wanted.isEmpty() && !patterns.matches(wanted, name)) {
            return Optional.of("'" + name + "' matches none of '" + filter + "': " + String.join(", ", wanted));
        }
        return !ignored.isEmpty() && patterns.matches(ignored, name)
                ? Optional.of("'" + name + "' is in '" + filter + "-ignore'")
                : Optional.empty();
    }

    private Optional<String> paths(Trigger t, GithubEvent event) {
        boolean looked = event.changedKnown() && !event.ref().startsWith("refs/tags/");
        List<String> wanted = t.filter("paths");
        List<String> ignored = t.filter("paths-ignore");
        if (!looked) {
            return Optional.empty();
        }
        if (!wanted.isEmpty() && event.changed().stream().noneMatch(p -> patterns.matches(wanted, p))) {
            return Optional.of("no changed file matches 'paths': " + String.join(", ", wanted));
        }
        return !ignored.isEmpty() && event.changed().stream().allMatch(p -> patterns.matches(ignored, p))
                ? Optional.of("all changed files are in 'paths-ignore'")
                : Optional.empty();
    }

    private static Optional<String> workflows(Trigger t, GithubEvent event) {
        List<String> wanted = t.filter("workflows");
        return event.text("workflow_run", "name")
                .filter(name -> event.name().equals("workflow_run") && !wanted.isEmpty() && !wanted.contains(name))
                .map(name -> "workflow '" + name + "' is none of " + String.join(", ", wanted));
    }

    private static Optional<String> schedule(Trigger t, GithubEvent event) {
        return event.text("schedule")
                .filter(cron -> event.name().equals("schedule")
                        && t.schedules().stream().noneMatch(s -> s.cron().equals(cron)))
                .map(cron -> "no schedule is '" + cron + "'");
    }

    /** A branch or tag without what stands before it. */
    static String shortRef(String ref) {
        return ref.replaceFirst("^refs/(heads|tags|pull)/", "");
    }
}
