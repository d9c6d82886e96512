package dev.slipway.deploy.rollout;

/**
 * Where a rollout stands, with all it needs to go on after a crash. Each state that is not the end has one goal, said in
 * its comment.
 */
public sealed interface RolloutState {
    /** A state in which the machine still works. */
    sealed interface Active extends RolloutState {
        Progress progress();
    }

    /** The end: nothing more is done. */
    sealed interface Ended extends RolloutState {
        Summary summary();
    }

    /** Goal: the old version has no weight and is stopped (recreate only). */
    record ClearingOld(Progress progress) implements Active {}

    /** Goal: the new instances that the step wants are ready. */
    record Starting(Progress progress) implements Active {}

    /** Goal: the first release is shown good by verification requests, before any visitor. */
    record ProvingFirst(Progress progress) implements Active {}

    /** Goal: the step's weights are seen in force. */
    record Routing(Progress progress) implements Active {}

    /** Goal: the step is shown good. */
    record Judging(Progress progress) implements Active {}

    /** Goal: the old instances that the passed step no longer keeps are stopped. */
    record Trimming(Progress progress) implements Active {}

    /** Goal: everything goes to the new version for good, seen in force. */
    record Promoting(Progress progress) implements Active {}

    /** Goal: the lease lapsed behind our back; everything goes to the old version, then again from 0 %. */
    record ReturningToStable(Progress progress) implements Active {}

    /** Goal: the new version has no weight and is stopped, before the old one starts again (recreate only). */
    record ClearingNew(Progress progress, Ending ending) implements Active {}

    /** Goal: the old version has a ready instance again. */
    record Restoring(Progress progress, Ending ending) implements Active {}

    /** Goal: everything goes to the old version for good, seen in force, with all its instances. */
    record Aborting(Progress progress, Ending ending) implements Active {}

    /** Goal: the old version is down and cannot be had back; everything goes to the new one, seen in force. */
    record Evacuating(Progress progress, Ending ending) implements Active {}

    /** Goal: no request is in flight at the version that goes. */
    record Draining(Progress progress, Ending ending) implements Active {}

    /** Goal: the version that goes is stopped. */
    record Stopping(Progress progress, Ending ending) implements Active {}

    /** What was wanted is so: the new release serves; after {@link Rollout.Purpose#REMOVE}, nothing does. */
    record Promoted(Summary summary) implements Ended {}

    /** The old release serves (or none, when there was none). */
    record RolledBack(Summary summary, String reason, boolean blamed) implements Ended {}

    /** It stopped in a safe place and says what a person must do. */
    record NeedsPerson(Summary summary, String what) implements Ended {}
}
