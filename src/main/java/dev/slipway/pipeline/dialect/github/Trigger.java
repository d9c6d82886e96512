package dev.slipway.pipeline.dialect.github;

import dev.slipway.base.Place;
import java.util.List;
import java.util.Map;

/**
 * An event that starts a workflow.
 *
 * @param filters key to patterns ({@code branches}, {@code paths-ignore}, {@code types} and their kin), as written
 */
public record Trigger(
        String event,
        Map<String, List<String>> filters,
        List<Schedule> schedules,
        List<Input> inputs,
        List<Secret> secrets,
        List<Output> outputs,
        Place place) {
    public Trigger {
        filters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(filters));
        schedules = List.copyOf(schedules);
        inputs = List.copyOf(inputs);
        secrets = List.copyOf(secrets);
        outputs = List.copyOf(outputs);
    }

    /** The patterns of a filter; none where it is not written. */
    public List<String> filter(String key) {
        return filters.getOrDefault(key, List.of());
    }

    /** A time. */
    public record Schedule(String cron, String timezone) {}

    /**
     * An input of {@code workflow_dispatch} or {@code workflow_call}.
     *
     * @param type {@code string} where none is written
     */
    public record Input(
            String name, String type, boolean required, Template fallback, List<String> options, String description) {
        public Input {
            options = List.copyOf(options);
        }
    }

    /** A secret of {@code workflow_call}. */
    public record Secret(String name, boolean required, String description) {}

    /** An output of {@code workflow_call}. */
    public record Output(String name, Template value, String description) {}
}
