package dev.slipway.journal;

import dev.slipway.base.Problem;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A world of switches and stairs that survives the death of those who act on it. It refuses old fences, remembers every
 * effect, fails where it is told to, and kills whoever acts at a chosen touch, before or after the effect.
 */
final class ToyWorld {
    /** Steps of the stairs that a machine climbs. */
    static final int TOP = 3;

    private static final String BACK = "-back";

    final Map<String, Integer> things = new TreeMap<>();
    final Map<String, Integer> effects = new HashMap<>();
    final List<String> log = new ArrayList<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private Fence highest = new Fence(0, 0);
    private int touches;
    private int killAt;
    private CrashingJournal.When killWhen = CrashingJournal.When.BEFORE;

    /** From now on this touch fails this many times. */
    ToyWorld failing(String touch, int times) {
        failures.put(touch, times);
        return this;
    }

    /** Kills whoever does the n-th touch from now. */
    void killAt(int n, CrashingJournal.When when) {
        killAt = touches + n;
        killWhen = when;
    }

    int touches() {
        return touches;
    }

    int get(String thing) {
        return things.getOrDefault(thing, 0);
    }

    private void set(String touch, String thing, int value, Fence fence) {
        boolean kill = ++touches == killAt;
        if (kill && killWhen == CrashingJournal.When.BEFORE) {
            throw new CrashingJournal.Killed("before touch " + touch);
        }
        if (fence.compareTo(highest) < 0) {
            throw new IllegalStateException("old fence " + fence + " after " + highest);
        }
        highest = fence;
        if (failures.getOrDefault(touch, 0) > 0) {
            failures.merge(touch, -1, Integer::sum);
            throw Problem.surroundings(touch + " does not work", "", "the toy is broken", "")
                    .asException();
        }
        Integer before = effects.put(touch, value);
        if (before != null && before != value) {
            throw new IllegalStateException(
                    "effect " + touch + " twice with different results: " + before + ", " + value);
        }
        if (value == 0) {
            things.remove(thing);
        } else {
            things.put(thing, value);
        }
        log.add(touch);
        if (kill) {
            throw new CrashingJournal.Killed("after touch " + touch);
        }
    }

    /** Turns a switch on. */
    final class Switch implements Once {
        @Override
        public String kind() {
            return "toy";
        }

        @Override
        public Seen observe(Action action) {
            return get(action.key()) == 1 ? new Seen.Done("on") : new Seen.NotDone();
        }

        @Override
        public String act(Action action, Fence fence) {
            set("act " + action.key(), action.key(), 1, fence);
            return "on";
        }

        @Override
        public void undo(Action action, String outcome, Fence fence) {
            if (!outcome.equals("on")) {
                throw new IllegalStateException("undo was given '" + outcome + "'");
            }
            set("undo " + action.key(), action.key(), 0, fence);
        }
    }

    /** Climbs stairs one at a time; when asked to abort, or told to fail at a step, goes down again. */
    final class Stairs implements Machine {
        private final int failAt;

        Stairs(int failAt) {
            this.failAt = failAt;
        }

        @Override
        public String kind() {
            return "climb";
        }

        @Override
        public String initial(Action action) {
            return action.key().endsWith(BACK) ? "back" : "up";
        }

        @Override
        public String abort(String reason) {
            return "down because " + reason;
        }

        @Override
        public Tick decide(Action action, String state, boolean resumed, Optional<String> command, Instant now) {
            int level = get(thing(action));
            if (state.equals("back")) {
                return level == 0
                        ? new Tick(state, List.of(), new Next.Succeeded(), "bottom")
                        : new Tick(state, List.of(effect(action, "down", level - 1)), pause(), "down from " + level);
            }
            String next = command.filter(c -> c.startsWith("down")).orElse(state);
            if (next.startsWith("down")) {
                return level == 0
                        ? new Tick(next, List.of(), new Next.Failed(next), "down")
                        : new Tick(next, List.of(effect(action, "down", level - 1)), pause(), "down from " + level);
            }
            if (command.equals(Optional.of("stuck"))) {
                return new Tick(state, List.of(), new Next.Stuck("on the stairs"), "stuck");
            }
            if (level == TOP) {
                return new Tick("top", List.of(), new Next.Succeeded(), "top");
            }
            if (level + 1 == failAt) {
                return new Tick("down", List.of(), pause(), "turns round");
            }
            return new Tick("up", List.of(effect(action, "up", level + 1)), pause(), "up to " + (level + 1));
        }

        private Next pause() {
            return new Next.After(Duration.ofMillis(1200));
        }

        private Effect effect(Action action, String way, int level) {
            return new Effect(thing(action) + "/" + way + level, String.valueOf(level));
        }

        @Override
        public void perform(Action action, Effect effect, Fence fence) {
            set(effect.id(), thing(action), Integer.parseInt(effect.payload()), fence);
        }

        @Override
        public Optional<Action> wayBack(Action action, String state) {
            if (!state.equals("top")) {
                throw new IllegalStateException("the way back was asked from '" + state + "'");
            }
            return Optional.of(new Action(
                    action.key() + BACK, kind(), Action.Shape.MACHINE, List.of(), "", "back from " + action.summary()));
        }

        private static String thing(Action action) {
            return action.key().replace(BACK, "");
        }
    }
}
