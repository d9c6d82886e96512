package dev.slipway.pipeline.flow;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What shall happen at a time; timers of an earlier generation of their item are dead. */
final class Timers {
    enum Kind {
        /** The delay of a gate or of a retry is over. */
        DELAY,
        /** The time of an attempt or of a group is up. */
        LIMIT,
        /** Cleanup and grace are over. */
        ABANDON
    }

    record Timer(long atMillis, long sequence, Item item, int generation, Kind kind) {
        boolean alive() {
            return item.generation == generation && !item.over();
        }
    }

    private final PriorityQueue<Timer> queue =
            new PriorityQueue<>(Comparator.comparingLong(Timer::atMillis).thenComparingLong(Timer::sequence));
    private long sequence;

    void add(long atMillis, Item item, Kind kind) {
        if (atMillis < Long.MAX_VALUE) {
            queue.add(new Timer(atMillis, sequence++, item, item.generation, kind));
        }
    }

    /** The next timer that is due. */
    @Nullable
    Timer due(long now) {
        Timer first = peek();
        return first != null && first.atMillis() <= now ? queue.poll() : null;
    }

    long next() {
        Timer first = peek();
        return first == null ? Long.MAX_VALUE : first.atMillis();
    }

    private @Nullable Timer peek() {
        Timer first = queue.peek();
        while (first != null && !first.alive()) {
            queue.poll();
            first = queue.peek();
        }
        return first;
    }
}
