package dev.slipway.pipeline.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Who may run: places of a group, then the lock, then a place of the run, taken in this order and given back together. An
 * item that must wait stands in exactly one queue, so giving a place back costs nothing but the one who gets it.
 */
final class Places {
    private static final class Held {
        final Item holder;
        final Deque<Item> waiting = new ArrayDeque<>();

        Held(Item holder) {
            this.holder = holder;
        }
    }

    private final int maxParallel;
    private final Map<String, Held> locks = new HashMap<>();
    private final PriorityQueue<Item> forRun = new PriorityQueue<>(Comparator.comparingInt(i -> i.index));
    private int running;

    /** Who must be cancelled because somebody newer wants the lock; filled by {@link #take}. */
    final List<Item> toCancel = new ArrayList<>();

    Places(int maxParallel) {
        this.maxParallel = maxParallel;
    }

    /** Whether the item may go on now; if not it waits in a queue, and comes out of {@link #giveBack} or {@link #nextForRun}. */
    boolean take(Item item) {
        Item group = item.parent;
        if (group != null && !item.holdsGroupPlace) {
            int limit = group.terms.maxParallel();
            if (limit > 0 && group.activeChildren >= limit) {
                group.parked.add(item);
                return false;
            }
            group.activeChildren++;
            item.holdsGroupPlace = true;
        }
        if (!item.holdsLock && !takeLock(item)) {
            return false;
        }
        if (item.node.kind() == Node.Kind.JOB && item.children.isEmpty()) {
            forRun.add(item);
            return false;
        }
        return true;
    }

    /** The next job for a free place of the run. */
    @Nullable
    Item nextForRun() {
        while (running < maxParallel) {
            Item item = forRun.poll();
            if (item == null) {
                return null;
            }
            if (item.state == Item.State.QUEUED) {
                running++;
                return item;
            }
        }
        return null;
    }

    /** A job does not run any more; it keeps its place of the group and its lock. */
    void leaveRun() {
        running--;
    }

    int running() {
        return running;
    }

    /** Gives back the place of the group and the lock; those who get them are to be tried again. */
    List<Item> giveBack(Item item) {
        List<Item> again = new ArrayList<>(2);
        Item group = item.parent;
        if (group != null && item.holdsGroupPlace) {
            group.activeChildren--;
            item.holdsGroupPlace = false;
            Item next = nextQueued(group.parked);
            if (next != null) {
                again.add(next);
            }
        }
        if (item.holdsLock && item.terms.lock() instanceof Terms.Lock.Key key) {
            item.holdsLock = false;
            Held held = locks.get(key.name());
            if (held != null && held.holder == item) {
                Item next = nextQueued(held.waiting);
                locks.remove(key.name());
                if (next != null) {
                    Held after = new Held(next);
                    after.waiting.addAll(held.waiting);
                    locks.put(key.name(), after);
                    next.holdsLock = true;
                    again.add(next);
                }
            }
        }
        return again;
    }

    private boolean takeLock(Item item) {
        if (!(item.terms.lock() instanceof Terms.Lock.Key key)) {
            return true;
        }
        Held held = locks.get(key.name());
        if (held == null) {
            locks.put(key.name(), new Held(item));
            item.holdsLock = true;
            return true;
        }
        for (Item around = item.parent; around != null; around = around.parent) {
            if (held.holder == around) {
                // What a group holds, all in it hold.
                return true;
            }
        }
        if (key.onlyNewestWaits()) {
            held.waiting.stream().filter(w -> w.state == Item.State.QUEUED).forEach(toCancel::add);
            held.waiting.clear();
        }
        if (key.cancelRunning()) {
            toCancel.add(held.holder);
        }
        held.waiting.add(item);
        return false;
    }

    private static @Nullable Item nextQueued(Deque<Item> queue) {
        Item next = queue.poll();
        while (next != null && next.state != Item.State.QUEUED) {
            next = queue.poll();
        }
        return next;
    }
}
