package dev.slipway.pipeline.schedule;

/**
 * Decides what a run does next. Pure: the same state, event and time give the same decision. What always holds:
 *
 * <ul>
 *   <li>a job starts only when all it needs are over, and as soon as that and the limits allow: no waves;
 *   <li>never more jobs at a time than the policy says, never two with one lock;
 *   <li>a run ends: what is told to stop and does not report is given up after the grace;
 *   <li>a late or repeated report changes nothing.
 * </ul>
 */
public final class Scheduler {
    private Scheduler() {}

    /**
     * One step of the machine.
     *
     * @param nowMillis on a clock that never goes back
     */
    public static Decision step(RunState state, Event event, long nowMillis) {
        if (state.finished()) {
            return new Decision(state, java.util.List.of(), Long.MAX_VALUE);
        }
        return new Turn(state, nowMillis).take(event);
    }
}
