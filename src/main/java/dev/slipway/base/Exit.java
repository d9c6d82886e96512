package dev.slipway.base;

/** What a command's exit status says to a script. The numbers are stable; see {@code docs/cli.md}. */
public enum Exit {
    /** Done. */
    DONE(0),
    /** The answer is no: findings, a closed gate, failed tests, rolled back, stale. */
    NO(1),
    /** Bad input or usage. */
    INPUT(2),
    /** Waits for a person; the next command is printed. */
    WAITS(3),
    /** The surroundings failed (tool, network, disk, database, someone else's lease); trying again may help. */
    SURROUNDINGS(4),
    /** A bug of ours. */
    BUG(70),
    /** Interrupted by the user. */
    INTERRUPTED(130);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    /** The process exit status. */
    public int status() {
        return status;
    }
}
