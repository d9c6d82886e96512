package dev.slipway.plan;

/**
 * Carried by every write to a target; a target refuses a smaller one. Guards against a writer that was paused and woke
 * after another took over.
 *
 * @param generation of the plan within its scope
 * @param epoch of the lease within the generation: grows with each claim
 */
public record Fence(long generation, long epoch) implements Comparable<Fence> {
    /** Both in one number that orders alike: a lease is claimed far less often than a million times a generation. */
    public long token() {
        return generation * 1_000_000 + epoch;
    }

    @Override
    public int compareTo(Fence other) {
        int g = Long.compare(generation, other.generation);
        return g != 0 ? g : Long.compare(epoch, other.epoch);
    }
}
