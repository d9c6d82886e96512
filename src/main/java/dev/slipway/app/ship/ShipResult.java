package dev.slipway.app.ship;

import dev.slipway.base.Exit;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.util.List;

/**
 * How a {@code ship} ended.
 *
 * @param detail one sentence for people
 * @param lives the services with a route and what they run now
 * @param plan the plan as hashed
 */
public record ShipResult(
        Result result,
        String detail,
        List<Live> lives,
        List<Verdict> gates,
        List<StepTime> steps,
        Plan plan,
        String run) {
    public ShipResult {
        lives = List.copyOf(lives);
        gates = List.copyOf(gates);
        steps = List.copyOf(steps);
    }

    /** The ends. */
    public enum Result {
        LIVE(Exit.DONE),
        UNCHANGED(Exit.DONE),
        PLANNED(Exit.DONE),
        ROLLED_BACK(Exit.NO),
        REFUSED(Exit.NO),
        WAITING(Exit.WAITS),
        BUSY(Exit.SURROUNDINGS),
        STUCK(Exit.WAITS),
        DETACHED(Exit.INTERRUPTED),
        ABORTED(Exit.INTERRUPTED);

        private final Exit exit;

        Result(Exit exit) {
            this.exit = exit;
        }

        /** The command's exit status. */
        public Exit exit() {
            return exit;
        }

        /** Lower-case word for JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A service and what it runs.
     *
     * @param url empty for a service without a route
     * @param proof what was shown about it, one phrase
     */
    public record Live(String service, String url, String version, String digest, String proof) {}

    /** How long a step took. */
    public record StepTime(String step, long millis) {}
}
