package dev.slipway.deploy.rollout;

import dev.slipway.deploy.rollout.Ending.Outcome;
import java.util.function.UnaryOperator;

/** Questions about states that more than one decision asks. */
final class States {
    private States() {}

    /** The same state with changed progress. */
    static RolloutState.Active with(RolloutState.Active state, UnaryOperator<Progress> change) {
        return switch (state) {
            case RolloutState.ClearingOld(Progress p) -> new RolloutState.ClearingOld(change.apply(p));
            case RolloutState.Starting(Progress p) -> new RolloutState.Starting(change.apply(p));
            case RolloutState.ProvingFirst(Progress p) -> new RolloutState.ProvingFirst(change.apply(p));
            case RolloutState.Routing(Progress p) -> new RolloutState.Routing(change.apply(p));
            case RolloutState.Judging(Progress p) -> new RolloutState.Judging(change.apply(p));
            case RolloutState.Trimming(Progress p) -> new RolloutState.Trimming(change.apply(p));
            case RolloutState.Promoting(Progress p) -> new RolloutState.Promoting(change.apply(p));
            case RolloutState.ReturningToStable(Progress p) -> new RolloutState.ReturningToStable(change.apply(p));
            case RolloutState.ClearingNew(Progress p, Ending e) -> new RolloutState.ClearingNew(change.apply(p), e);
            case RolloutState.Restoring(Progress p, Ending e) -> new RolloutState.Restoring(change.apply(p), e);
            case RolloutState.Aborting(Progress p, Ending e) -> new RolloutState.Aborting(change.apply(p), e);
            case RolloutState.Evacuating(Progress p, Ending e) -> new RolloutState.Evacuating(change.apply(p), e);
            case RolloutState.Draining(Progress p, Ending e) -> new RolloutState.Draining(change.apply(p), e);
            case RolloutState.Stopping(Progress p, Ending e) -> new RolloutState.Stopping(change.apply(p), e);
        };
    }

    /** Whether it is on its way out already, so that an abort changes nothing. */
    static boolean goingOut(RolloutState.Active state) {
        return switch (state) {
            case RolloutState.ClearingOld s -> false;
            case RolloutState.Starting s -> false;
            case RolloutState.ProvingFirst s -> false;
            case RolloutState.Routing s -> false;
            case RolloutState.Judging s -> false;
            case RolloutState.Trimming s -> false;
            case RolloutState.Promoting s -> false;
            case RolloutState.ReturningToStable s -> false;
            case RolloutState.ClearingNew s -> true;
            case RolloutState.Restoring s -> true;
            case RolloutState.Aborting s -> true;
            case RolloutState.Evacuating s -> true;
            case RolloutState.Draining(Progress p, Ending e) -> e.outcome() != Outcome.PROMOTED;
            case RolloutState.Stopping(Progress p, Ending e) -> e.outcome() != Outcome.PROMOTED;
        };
    }

    /** Whether leased weights may be in force that shall stay. */
    static boolean renewing(RolloutState.Active state) {
        return state instanceof RolloutState.Starting
                || state instanceof RolloutState.Routing
                || state instanceof RolloutState.Judging
                || state instanceof RolloutState.Trimming;
    }
}
