package dev.slipway.deploy.rollout;

import java.time.Duration;
import java.util.List;

/**
 * What {@link RolloutMachine#decide} says.
 *
 * @param effects to be journaled with the state and then done in order
 * @param pollAfter when to look again; zero for at once
 */
public record Decision(RolloutState state, List<Effect> effects, Duration pollAfter) {
    public Decision {
        effects = List.copyOf(effects);
    }
}
