package dev.slipway.pipeline.dialect.github.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events that start a workflow and their activity types (provider's page "Events that trigger workflows"). */
public final class Events {
    private static final List<String> PULL_REQUEST = List.of(
            ("assigned unassigned labeled unlabeled opened edited closed reopened synchronize converted_to_draft locked"
                            + " unlocked enqueued dequeued milestoned demilestoned ready_for_review review_requested"
                            + " review_request_removed auto_merge_enabled auto_merge_disabled stacked")
                    .split(" "));
    private static final List<String> COMMENT = List.of("created", "edited", "deleted");

    /** Event to its activity types; none where it has no types. */
    public static final Map<String, List<String>> TYPES = types();

    private Events() {}

    private static Map<String, List<String>> types() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put("branch_protection_rule", COMMENT);
        all.put("check_run", List.of("created", "rerequested", "completed", "requested_action"));
        all.put("check_suite", List.of("completed"));
        all.put(
                "discussion",
                words("created edited deleted transferred pinned unpinned labeled unlabeled locked unlocked"
                        + " category_changed answered unanswered"));
        all.put("discussion_comment", COMMENT);
        all.put("image_version", List.of("created", "ready", "deleted"));
        all.put("issue_comment", COMMENT);
        all.put(
                "issues",
                words("opened edited deleted transferred pinned unpinned closed reopened assigned unassigned labeled"
                        + " unlabeled locked unlocked milestoned demilestoned field_added field_removed typed"
                        + " untyped"));
        all.put("label", COMMENT);
        all.put("merge_group", List.of("checks_requested"));
        all.put("milestone", words("created closed opened edited deleted"));
        all.put("project", words("created closed reopened edited deleted"));
        all.put("project_card", words("created moved converted edited deleted"));
        all.put("project_column", words("created updated moved deleted"));
        all.put("pull_request", PULL_REQUEST);
        all.put("pull_request_comment", COMMENT);
        all.put("pull_request_review", List.of("submitted", "edited", "dismissed"));
        all.put("pull_request_review_comment", COMMENT);
        all.put("pull_request_target", PULL_REQUEST);
        all.put("registry_package", List.of("published", "updated"));
        all.put("release", words("published unpublished created edited deleted prereleased released"));
        all.put("watch", List.of("started"));
        all.put("workflow_run", List.of("completed", "requested", "in_progress"));
        for (String name : words("create delete deployment deployment_status fork gollum page_build public push"
                + " repository_dispatch schedule status workflow_call workflow_dispatch")) {
            all.put(name, List.of());
        }
        return java.util.Collections.unmodifiableMap(all);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** The filter keys that an event takes, {@code types} included. */
    static List<String> filters(String event) {
        return switch (event) {
            case "push" -> words("branches branches-ignore tags tags-ignore paths paths-ignore");
            case "pull_request", "pull_request_target" -> words("types branches branches-ignore paths paths-ignore");
            case "merge_group" -> words("types branches branches-ignore");
            case "workflow_run" -> words("types workflows branches branches-ignore");
            case "image_version" -> words("types names versions");
            case "repository_dispatch" -> List.of("types");
            default -> TYPES.getOrDefault(event, List.of()).isEmpty() ? List.of() : List.of("types");
        };
    }
}
