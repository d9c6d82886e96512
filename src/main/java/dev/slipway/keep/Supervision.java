package dev.slipway.keep;

import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.ProcessState.Phase;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Decides the next step for one process from what shall be and what was seen. Pure: the time is handed in. */
final class Supervision {
    /** How long the state of a stopped process stays readable, so that who asked for the stop sees it. */
    static final long STOPPED_KEPT_MILLIS = 600_000;

    /** For a process whose specification went away while no keeper looked: between SIGTERM and SIGKILL. */
    static final long DEFAULT_GRACE_MILLIS = 10_000;

    /** How patient: a crash loop ends an application; the data plane is started again for ever. */
    record Policy(int crashLoop, long firstPauseMillis, long maxPauseMillis) {
        static final Policy APPLICATION = new Policy(ProcessState.CRASH_LOOP, 200, 5_000);

        /** Visitors wait. */
        static final Policy DATA_PLANE = new Policy(Integer.MAX_VALUE, 20, 1_000);
    }

    /**
     * What the keeper remembers of one process.
     *
     * @param quickEnds ends in a row that came too soon after the start
     * @param dueMillis when a restart is due; 0 unless in {@link Phase#BACKOFF}
     * @param graceMillis between SIGTERM and SIGKILL
     */
    record Memory(ProcessState state, int quickEnds, long dueMillis, long graceMillis) {
        /** Of a process that was never seen. */
        static Memory none(String id) {
            return new Memory(resting(id, 0, Phase.STOPPED, 0, 0, ""), 0, 0, DEFAULT_GRACE_MILLIS);
        }

        Memory with(ProcessState next) {
            return new Memory(next, quickEnds, dueMillis, graceMillis);
        }
    }

    /** The next step. */
    sealed interface Step {
        /** Nothing to do before this time, epoch milliseconds. */
        record Rest(long untilMillis) implements Step {}

        /** Start it, then remember {@code restarts}. */
        record Start(ProcessSpec spec, int restarts) implements Step {}

        /** Signal the group, then remember. */
        record Signal(String name, Memory then) implements Step {}

        /** It ended: end what is left of its group, then remember. */
        record Ended(Memory then) implements Step {}

        /** Remember. */
        record Note(Memory then) implements Step {}

        /** Nobody asks any more. */
        record Forget() implements Step {}
    }

    private Supervision() {}

    /**
     * The next step.
     *
     * @param spec null when it shall not run
     * @param alive whether the very process that {@code memory} names lives
     * @param exit its exit status, where we were its parent
     */
    static Step next(
            @Nullable ProcessSpec spec, Memory memory, boolean alive, OptionalInt exit, Policy policy, long now) {
        return switch (memory.state().phase()) {
            case RUNNING -> alive ? running(spec, memory, now) : ended(spec, memory, exit, policy, now);
            case STOPPING -> alive ? stopping(memory, now) : stopped(spec, memory, exit, now);
            case BACKOFF -> backoff(spec, memory, now);
            case FAILED, ENDED -> down(spec, memory, now);
            case STOPPED -> gone(spec, memory, now);
        };
    }

    private static Step running(@Nullable ProcessSpec spec, Memory memory, long now) {
        ProcessState state = memory.state();
        if (spec != null && spec.generation() == state.generation()) {
            return new Step.Rest(Long.MAX_VALUE);
        }
        long grace = spec == null ? memory.graceMillis() : spec.stopGraceMillis();
        ProcessState stopping = to(state, Phase.STOPPING, state.generation(), now, state.exitStatus(), "");
        return new Step.Signal("TERM", new Memory(stopping, memory.quickEnds(), 0, grace));
    }

    private static Step stopping(Memory memory, long now) {
        long killAt = memory.state().sinceMillis() + memory.graceMillis();
        return now < killAt ? new Step.Rest(killAt) : new Step.Signal("KILL", memory);
    }

    private static Step stopped(@Nullable ProcessSpec spec, Memory memory, OptionalInt exit, long now) {
        ProcessState state = memory.state();
        Phase phase = spec == null ? Phase.STOPPED : Phase.BACKOFF;
        ProcessState next = down(state, phase, state.generation(), now, exit.orElse(-1), "");
        return new Step.Ended(new Memory(next, 0, now, memory.graceMillis()));
    }

    private static Step ended(@Nullable ProcessSpec spec, Memory memory, OptionalInt exit, Policy policy, long now) {
        ProcessState state = memory.state();
        if (spec == null || spec.generation() != state.generation()) {
            return stopped(spec, memory, exit, now);
        }
        String how = exit.isPresent() ? "ended with " + status(exit.getAsInt()) : "ended";
        if (spec.restart() == ProcessSpec.Restart.NEVER) {
            return new Step.Ended(new Memory(
                    down(state, Phase.ENDED, state.generation(), now, exit.orElse(-1), how),
                    0,
                    0,
                    memory.graceMillis()));
        }
        boolean quick = now - state.sinceMillis() < ProcessState.QUICK_MILLIS;
        int quickEnds = quick ? memory.quickEnds() + 1 : 0;
        if (quickEnds >= policy.crashLoop()) {
            String message = "crash loop: " + how + ", " + quickEnds + " times in a row within "
                    + ProcessState.QUICK_MILLIS / 1000 + " s of the start";
            ProcessState failed = down(state, Phase.FAILED, state.generation(), now, exit.orElse(-1), message);
            return new Step.Ended(new Memory(failed, quickEnds, 0, memory.graceMillis()));
        }
        ProcessState waits = down(state, Phase.BACKOFF, state.generation(), now, exit.orElse(-1), how);
        long due = now + pauseMillis(quickEnds, policy);
        return new Step.Ended(new Memory(waits, quickEnds, due, memory.graceMillis()));
    }

    /** 200 ms, 400, 800, ... up to the bound; after a run that lasted the first again. */
    static long pauseMillis(int quickEnds, Policy policy) {
        int doublings = Math.clamp(quickEnds - 1L, 0, 10);
        return Math.min(policy.maxPauseMillis(), policy.firstPauseMillis() << doublings);
    }

    private static Step backoff(@Nullable ProcessSpec spec, Memory memory, long now) {
        ProcessState state = memory.state();
        if (spec == null) {
            return new Step.Note(
                    memory.with(to(state, Phase.STOPPED, state.generation(), now, state.exitStatus(), "")));
        }
        if (spec.generation() != state.generation()) {
            return new Step.Start(spec, 0);
        }
        return now >= memory.dueMillis()
                ? new Step.Start(spec, state.restarts() + 1)
                : new Step.Rest(memory.dueMillis());
    }

    private static Step down(@Nullable ProcessSpec spec, Memory memory, long now) {
        ProcessState state = memory.state();
        if (spec == null) {
            return new Step.Note(
                    memory.with(to(state, Phase.STOPPED, state.generation(), now, state.exitStatus(), "")));
        }
        return spec.generation() == state.generation() ? new Step.Rest(Long.MAX_VALUE) : new Step.Start(spec, 0);
    }

    private static Step gone(@Nullable ProcessSpec spec, Memory memory, long now) {
        if (spec != null) {
            return new Step.Start(spec, 0);
        }
        long forgetAt = memory.state().sinceMillis() + STOPPED_KEPT_MILLIS;
        return now >= forgetAt ? new Step.Forget() : new Step.Rest(forgetAt);
    }

    /** The state of a process that was just started. */
    static ProcessState started(ProcessSpec spec, long pid, long startTicks, int restarts, int lastExit, long now) {
        return new ProcessState(
                spec.id(), spec.generation(), Phase.RUNNING, pid, startTicks, now, restarts, lastExit, "");
    }

    /** The state of a process that does not run. */
    static ProcessState resting(String id, long generation, Phase phase, int restarts, long now, String message) {
        return new ProcessState(id, generation, phase, 0, 0, now, restarts, -1, message);
    }

    private static ProcessState to(ProcessState s, Phase phase, long generation, long now, int exit, String message) {
        return new ProcessState(s.id(), generation, phase, s.pid(), s.startTicks(), now, s.restarts(), exit, message);
    }

    private static ProcessState down(ProcessState s, Phase phase, long generation, long now, int exit, String message) {
        return new ProcessState(s.id(), generation, phase, 0, 0, now, s.restarts(), exit, message);
    }

    /** A JVM and a shell report a death by signal as 128 plus its number. */
    private static String status(int exit) {
        return exit > 128 && exit < 160 ? "status " + exit + " (signal " + (exit - 128) + ")" : "status " + exit;
    }
}
