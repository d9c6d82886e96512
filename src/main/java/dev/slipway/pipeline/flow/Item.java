package dev.slipway.pipeline.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node as the machine knows it. */
final class Item {
    enum State {
        /** Needs are open, or its group was not entered. */
        WAITING,
        ASKED,
        /** Behind a gate, or between two attempts. */
        GATED,
        /** Wants a place of its group, its lock or the run. */
        QUEUED,
        RUNNING,
        /** A group that was entered. */
        ENTERED,
        OVER
    }

    record Edge(Item to, boolean order) {}

    final Node node;
    final int index;
    final @Nullable Item parent;
    final List<Edge> dependents = new ArrayList<>();
    final List<Item> children = new ArrayList<>();
    int openNeeds;
    int openChildren;

    State state = State.WAITING;
    Terms terms = Terms.PLAIN;
    int attempt;
    int lost;
    /** Invalidates timers of an earlier stage. */
    int generation;

    long startedMillis = -1;
    /** Why it was told to stop. */
    @Nullable
    Result told;

    String note = "";
    boolean ordersReleased;
    boolean failedFast;
    boolean holdsGroupPlace;
    boolean holdsLock;
    int activeChildren;
    final java.util.ArrayDeque<Item> parked = new java.util.ArrayDeque<>();

    @Nullable
    Settled settled;

    Item(Node node, int index, @Nullable Item parent) {
        this.node = node;
        this.index = index;
        this.parent = parent;
    }

    Optional<Item> group() {
        return Optional.ofNullable(parent);
    }

    boolean over() {
        return state == State.OVER;
    }

    /** Whether it, or a group around it, was told to stop. */
    boolean stopped() {
        for (Item i = this; i != null; i = i.parent) {
            if (i.told != null) {
                return true;
            }
        }
        return false;
    }
}
