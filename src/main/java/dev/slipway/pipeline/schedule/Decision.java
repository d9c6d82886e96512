package dev.slipway.pipeline.schedule;

import java.util.List;

/**
 * What follows from an event.
 *
 * @param wakeMillis when the scheduler wants a {@link Event.Tick} at the latest; {@link Long#MAX_VALUE} for never
 */
public record Decision(RunState state, List<Effect> effects, long wakeMillis) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
