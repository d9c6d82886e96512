package dev.slipway.deploy.judge;

/**
 * Requests and events of both arms over some time.
 *
 * @param newRequests exposures of the new version
 * @param newEvents of these, how many were bad (errors, slow, failed verifications)
 */
public record Tally(long newRequests, long newEvents, long oldRequests, long oldEvents) {
    /** Nothing seen. */
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    public Tally {
        if (newRequests < 0 || oldRequests < 0 || newEvents < 0 || oldEvents < 0) {
            throw new IllegalArgumentException("a negative count");
        }
    }

    /** Both together. */
    public Tally plus(Tally other) {
        return new Tally(
                newRequests + other.newRequests,
                newEvents + other.newEvents,
                oldRequests + other.oldRequests,
                oldEvents + other.oldEvents);
    }

    /** Whether both arms were exposed, so that they can be compared. */
    public boolean comparable() {
        return newRequests > 0 && oldRequests > 0;
    }
}
