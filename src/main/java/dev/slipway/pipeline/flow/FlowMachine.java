package dev.slipway.pipeline.flow;

import dev.slipway.pipeline.flow.Item.State;
import dev.slipway.pipeline.flow.Terms.Gate;
import dev.slipway.pipeline.flow.Terms.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler of a run: told events with their time, it says effects. A function of its events: no clock, thread or
 * randomness. Every event costs what it changes, not what the graph holds. Used by one thread.
 *
 * <pre>
 *   WAITING ─needs settled, group entered─▶ ASKED ─Run─▶ (GATED) ─▶ QUEUED ─▶ RUNNING ─▶ OVER
 *                                             │ Expand / a group: ENTERED ─all in it over─▶ OVER
 *                                             └ Skip, Fail ─▶ OVER          RUNNING ─retry─▶ GATED or QUEUED
 * </pre>
 */
public final class FlowMachine {
    private final FlowPolicy policy;
    private final Graph graph = new Graph();
    private final Places places;
    private final Timers timers = new Timers();
    private final Deque<Item> readiness = new ArrayDeque<>();
    private List<FlowEffect> effects = new ArrayList<>();
    private long now;
    private long startedMillis;
    private int unsettled;
    private int asked;
    private int gated;
    private @Nullable Result stop;
    private long stopDeadline = Long.MAX_VALUE;
    private boolean begun;
    private boolean finished;

    /**
     * A run that has not begun.
     *
     * @throws IllegalArgumentException when the nodes are no graph: two of one id, a need that is not there, a circle
     */
    public FlowMachine(List<Node> nodes, FlowPolicy policy) {
        this.policy = policy;
        this.places = new Places(policy.maxParallel());
        graph.add(nodes);
        unsettled = nodes.size();
    }

    /** Takes an event. */
    public List<FlowEffect> take(FlowEvent event, long nowMillis) {
        effects = new ArrayList<>();
        now = nowMillis;
        if (finished) {
            return effects;
        }
        switch (event) {
            case FlowEvent.Begin b -> begin();
            case FlowEvent.Decided d -> decided(graph.get(d.node()), d.verdict());
            case FlowEvent.Ended e -> ended(graph.get(e.node()), e);
            case FlowEvent.Opened o -> opened(graph.get(o.node()));
            case FlowEvent.Refused r -> refused(graph.get(r.node()));
            case FlowEvent.Tick t -> {}
            case FlowEvent.Cancel c -> stopRun(Result.CANCELLED);
        }
        tick();
        pump();
        return effects;
    }

    /** When {@link FlowEvent.Tick} is due at the latest; {@link Long#MAX_VALUE} for never. */
    public long wakeMillis() {
        if (finished) {
            return Long.MAX_VALUE;
        }
        long run = stop == null && begun ? plus(startedMillis, policy.timeout().millis()) : stopDeadline;
        return Math.min(run, timers.next());
    }

    /** Whether all is over. */
    public boolean finished() {
        return finished;
    }

    /** Whether the run was told to stop. */
    public boolean stopping() {
        return stop != null;
    }

    /** How a node ended. */
    public Optional<Settled> settled(String node) {
        return Optional.ofNullable(graph.get(node).settled);
    }

    /** Ids of all nodes, those of expansions included, in the order of their coming. */
    public List<String> nodes() {
        return graph.all().stream().map(i -> i.node.id()).toList();
    }

    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        startedMillis = now;
        graph.all().stream().filter(i -> i.parent == null).forEach(readiness::add);
    }

    // --- time ------------------------------------------------------------------------------------------------------

    private void tick() {
        if (begun && stop == null && now >= plus(startedMillis, policy.timeout().millis())) {
            stopRun(Result.TIMED_OUT);
        }
        for (Timers.Timer timer = timers.due(now); timer != null; timer = timers.due(now)) {
            Item item = timer.item();
            switch (timer.kind()) {
                case DELAY -> passGate(item);
                case LIMIT -> stop(item, Result.TIMED_OUT);
                case ABANDON -> abandon(item);
            }
        }
        if (stop != null && now >= stopDeadline) {
            stopDeadline = Long.MAX_VALUE;
            Result reason = stop;
            for (Item item : List.copyOf(graph.all())) {
                if (item.state == State.RUNNING) {
                    abandon(item);
                } else if (!item.over() && item.state != State.ENTERED) {
                    settle(item, reason, "the run was stopped");
                }
            }
        }
    }

    private void abandon(Item item) {
        if (item.state == State.RUNNING) {
            effects.add(new FlowEffect.Abandon(item.node.id(), item.attempt));
            places.leaveRun();
            settle(item, item.told == null ? Result.CANCELLED : item.told, "did not end when it was told to");
        }
    }

    private void stopRun(Result reason) {
        if (stop != null) {
            return;
        }
        stop = reason;
        stopDeadline =
                plus(plus(now, policy.cleanup().toMillis()), 2 * policy.grace().toMillis());
        for (Item item : List.copyOf(graph.all())) {
            if (item.state != State.WAITING && item.state != State.ASKED && item.state != State.ENTERED) {
                stop(item, reason);
            }
        }
    }

    /** Ends one item and all in it. */
    private void stop(Item item, Result reason) {
        if (item.over() || item.told != null) {
            return;
        }
        switch (item.state) {
            case RUNNING -> {
                item.told = reason;
                item.generation++;
                Duration patience = item.terms.cleanup().plus(policy.grace());
                timers.add(plus(now, patience.toMillis()), item, Timers.Kind.ABANDON);
                effects.add(new FlowEffect.Cancel(item.node.id(), item.attempt, reason));
            }
            case ENTERED -> {
                item.told = reason;
                List.copyOf(item.children).forEach(c -> stop(c, reason));
            }
            case WAITING, ASKED, GATED, QUEUED -> settle(item, reason, "");
            case OVER -> {}
        }
    }

    // --- the way of a node -----------------------------------------------------------------------------------------

    /** Whatever became possible: asks, starts, the end of the run. */
    private void pump() {
        for (boolean more = true; more; ) {
            for (Item item = readiness.poll(); item != null; item = readiness.poll()) {
                ask(item);
            }
            for (Item item = places.nextForRun(); item != null; item = places.nextForRun()) {
                start(item);
            }
            more = !readiness.isEmpty() || breakStall();
        }
        if (begun && unsettled == 0 && !finished) {
            finished = true;
            effects.add(new FlowEffect.Finish(result()));
        }
    }

    private void ask(Item item) {
        boolean entered = item.parent == null || item.parent.state == State.ENTERED;
        if (item.state != State.WAITING || item.openNeeds > 0 || !entered || !begun) {
            return;
        }
        if (item.stopped()) {
            settle(item, Result.CANCELLED, "");
            return;
        }
        item.state = State.ASKED;
        asked++;
        effects.add(new FlowEffect.Ask(item.node.id()));
    }

    private void decided(Item item, Verdict verdict) {
        if (item.state != State.ASKED) {
            return;
        }
        switch (verdict) {
            case Verdict.Skip s -> settle(item, stop == null ? Result.SKIPPED : Result.CANCELLED, s.reason());
            case Verdict.Fail f -> settle(item, Result.FAILURE, f.reason());
            case Verdict.Run r -> admit(item, r.terms());
            case Verdict.Expand e -> {
                int before = graph.all().size();
                try {
                    graph.add(e.nodes());
                } catch (IllegalArgumentException bad) {
                    unsettled += graph.all().size() - before;
                    settle(item, Result.FAILURE, String.valueOf(bad.getMessage()));
                    return;
                }
                unsettled += e.nodes().size();
                admit(item, e.terms());
            }
        }
    }

    private void admit(Item item, Terms terms) {
        asked--;
        item.terms = terms;
        item.state = State.GATED;
        gated++;
        switch (terms.gate()) {
            case Gate.Open o -> passGate(item);
            case Gate.Delayed d -> {
                item.generation++;
                timers.add(plus(now, d.by().toMillis()), item, Timers.Kind.DELAY);
            }
            case Gate.Manual m -> hold(item, m.blocks());
            case Gate.Approval a -> hold(item, true);
        }
    }

    private void hold(Item item, boolean blocks) {
        if (!policy.attended()) {
            settle(item, Result.MANUAL, "waits to be started by hand");
            return;
        }
        effects.add(new FlowEffect.Held(item.node.id(), item.terms.gate()));
        if (!blocks) {
            releaseOrders(item);
        }
    }

    private void opened(Item item) {
        if (item.state == State.GATED && !(item.terms.gate() instanceof Gate.Open)) {
            passGate(item);
        }
    }

    private void refused(Item item) {
        if (item.state == State.GATED && !(item.terms.gate() instanceof Gate.Open)) {
            settle(item, Result.FAILURE, "refused");
        }
    }

    private void passGate(Item item) {
        if (item.state != State.GATED) {
            return;
        }
        gated--;
        item.generation++;
        item.state = State.QUEUED;
        enqueue(item);
    }

    private void enqueue(Item item) {
        boolean free = places.take(item);
        for (Item other : List.copyOf(places.toCancel)) {
            places.toCancel.remove(other);
            other.note = "a newer one wants its lock";
            stop(other, Result.CANCELLED);
        }
        if (free && item.state == State.QUEUED) {
            enter(item);
        }
    }

    private void enter(Item item) {
        item.state = State.ENTERED;
        item.startedMillis = now;
        item.attempt = 1;
        item.generation++;
        timers.add(plus(now, item.terms.timeout().millis()), item, Timers.Kind.LIMIT);
        if (item.openChildren == 0) {
            settle(item, groupResult(item), "");
        } else {
            readiness.addAll(item.children);
        }
    }

    private void start(Item item) {
        item.state = State.RUNNING;
        item.attempt++;
        item.generation++;
        item.told = null;
        if (item.startedMillis < 0) {
            item.startedMillis = now;
        }
        timers.add(plus(now, item.terms.timeout().millis()), item, Timers.Kind.LIMIT);
        effects.add(new FlowEffect.Start(item.node.id(), item.attempt));
    }

    private void ended(Item item, FlowEvent.Ended end) {
        if (item.state != State.RUNNING || item.attempt != end.attempt()) {
            return;
        }
        places.leaveRun();
        // One that came to a good end while we told it to stop has come to a good end.
        Result result = item.told != null && !end.result().good() ? item.told : end.result();
        Reason reason = item.told == Result.TIMED_OUT ? Reason.TIMEOUT : end.reason();
        boolean stopped = stop != null
                || item.told == Result.CANCELLED
                || item.group().filter(Item::stopped).isPresent();
        if (result.failed() && !stopped && again(item, reason, end.status())) {
            item.generation++;
            item.told = null;
            long delay = item.terms.retry().delay().toMillis();
            item.state = delay > 0 ? State.GATED : State.QUEUED;
            if (delay > 0) {
                gated++;
                timers.add(plus(now, delay), item, Timers.Kind.DELAY);
            } else {
                enqueue(item);
            }
            return;
        }
        boolean tolerated = result.failed() && item.terms.tolerance().covers(end.status());
        settle(item, result, tolerated ? Result.SUCCESS : result, end.note());
    }

    private boolean again(Item item, Reason reason, int status) {
        if (item.terms.retry().wants(item.attempt - item.lost, reason, status)) {
            return true;
        }
        if (reason == Reason.LOST && item.lost < policy.lostAgain()) {
            item.lost++;
            return true;
        }
        return false;
    }

    // --- the end of a node -----------------------------------------------------------------------------------------

    private void settle(Item item, Result outcome, String note) {
        boolean tolerated = outcome.failed() && item.terms.tolerance().covers(-1);
        settle(item, outcome, tolerated ? Result.SUCCESS : outcome, note);
    }

    private void settle(Item first, Result firstOutcome, Result firstConclusion, String firstNote) {
        record End(Item item, Result outcome, Result conclusion, String note) {}
        Deque<End> ends = new ArrayDeque<>();
        ends.add(new End(first, firstOutcome, firstConclusion, firstNote));
        for (End end = ends.poll(); end != null; end = ends.poll()) {
            Item item = end.item();
            if (item.over()) {
                continue;
            }
            // What is in a group that never was entered never was either.
            for (Item child : item.children) {
                Result inside = end.outcome().failed() ? Result.SKIPPED : end.outcome();
                ends.add(new End(child, inside, inside, ""));
            }
            close(item, end.outcome(), end.conclusion(), end.note());
            Item group = item.parent;
            if (group != null && --group.openChildren == 0 && group.state == State.ENTERED) {
                Result result = groupResult(group);
                boolean tolerated = result.failed() && group.terms.tolerance().covers(-1);
                ends.add(new End(group, result, tolerated ? Result.SUCCESS : result, group.note));
            } else if (group != null && end.conclusion().failed()) {
                failFast(group);
            }
        }
    }

    private void close(Item item, Result outcome, Result conclusion, String note) {
        asked -= item.state == State.ASKED ? 1 : 0;
        gated -= item.state == State.GATED ? 1 : 0;
        item.state = State.OVER;
        item.generation++;
        unsettled--;
        String why = note.isEmpty() ? item.note : note;
        long began = item.startedMillis < 0 ? now : item.startedMillis;
        Settled settled = new Settled(outcome, conclusion, item.attempt, why, began, now);
        item.settled = settled;
        effects.add(new FlowEffect.Over(item.node.id(), settled));
        places.giveBack(item).forEach(this::enqueue);
        for (Item.Edge edge : item.dependents) {
            if (!(edge.order() && item.ordersReleased) && --edge.to().openNeeds == 0) {
                readiness.add(edge.to());
            }
        }
    }

    private void releaseOrders(Item item) {
        item.ordersReleased = true;
        for (Item.Edge edge : item.dependents) {
            if (edge.order() && --edge.to().openNeeds == 0) {
                readiness.add(edge.to());
            }
        }
    }

    private void failFast(Item group) {
        if (group.terms.failFast() && !group.failedFast && group.state == State.ENTERED) {
            group.failedFast = true;
            List.copyOf(group.children).forEach(c -> stop(c, Result.CANCELLED));
        }
    }

    private static Result groupResult(Item group) {
        Result told = group.told;
        Result worst = Result.SKIPPED;
        for (Item child : group.children) {
            Settled s = child.settled;
            worst = worse(worst, s == null ? Result.SKIPPED : s.conclusion());
        }
        return told != null && !worst.good() ? told : worst;
    }

    /** A group is as bad as its worst; one that only holds skipped nodes is skipped. */
    private static Result worse(Result a, Result b) {
        return badness(b) > badness(a) ? b : a;
    }

    private static int badness(Result r) {
        return switch (r) {
            case SKIPPED -> 0;
            case MANUAL -> 1;
            case SUCCESS -> 2;
            case UNSTABLE -> 3;
            case CANCELLED -> 4;
            case TIMED_OUT -> 5;
            case FAILURE -> 6;
        };
    }

    private Result result() {
        Result worst = Result.SKIPPED;
        boolean blocked = false;
        for (Item item : graph.all()) {
            Settled s = item.settled;
            if (item.parent == null && s != null) {
                worst = worse(worst, s.conclusion());
                blocked |= s.outcome() == Result.MANUAL && blocks(item.terms.gate());
            }
        }
        if (stop != null && !worst.failed()) {
            return stop;
        }
        if (worst == Result.TIMED_OUT) {
            return Result.FAILURE;
        }
        return blocked && worst.good() ? Result.MANUAL : worst == Result.SKIPPED ? Result.SUCCESS : worst;
    }

    private static boolean blocks(Gate gate) {
        return switch (gate) {
            case Gate.Manual m -> m.blocks();
            case Gate.Approval a -> true;
            case Gate.Open o -> false;
            case Gate.Delayed d -> false;
        };
    }

    /** Nothing runs, is asked or waits for time or a person, and yet not all is over: locks wait for each other. */
    private boolean breakStall() {
        if (!begun || unsettled == 0 || asked > 0 || gated > 0 || places.running() > 0) {
            return false;
        }
        for (Item item : graph.all()) {
            if (item.state == State.QUEUED) {
                settle(item, Result.FAILURE, "waits for a lock that is never given back");
                return true;
            }
        }
        throw new IllegalStateException("a run that cannot go on: "
                + graph.all().stream()
                        .filter(i -> !i.over())
                        .map(i -> i.node.id())
                        .limit(10)
                        .toList());
    }

    private static long plus(long a, long b) {
        return b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b;
    }
}
