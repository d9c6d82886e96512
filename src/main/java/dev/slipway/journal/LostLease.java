package dev.slipway.journal;

/** A write was refused because the run was claimed by another, or ended. Whoever gets this must touch nothing any more. */
public final class LostLease extends RuntimeException {
    private final transient RunId run;

    public LostLease(RunId run) {
        super("run " + run + " is driven by another now");
        this.run = run;
    }

    /** The run that was lost. */
    public RunId run() {
        return run;
    }
}
