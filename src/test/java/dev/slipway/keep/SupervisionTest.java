package dev.slipway.keep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.wire.ProcessSpec;
import dev.slipway.base.wire.ProcessState;
import dev.slipway.base.wire.ProcessState.Phase;
import dev.slipway.keep.Supervision.Memory;
import dev.slipway.keep.Supervision.Policy;
import dev.slipway.keep.Supervision.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SupervisionTest {
    private static final ProcessSpec SPEC = spec(1, ProcessSpec.Restart.ALWAYS);

    @Test
    void startsWhatShallRunAndDoesNot() {
        assertThat(next(SPEC, Memory.none("a"), false, 0)).isEqualTo(new Step.Start(SPEC, 0));
    }

    @Test
    void leavesAloneWhatRunsAsSpecified() {
        assertThat(next(SPEC, running(0), true, 5)).isEqualTo(new Step.Rest(Long.MAX_VALUE));
    }

    @Test
    void restartsWithGrowingPausesAndGivesUpAfterFiveQuickEnds() {
        List<Long> pauses = new ArrayList<>();
        Memory memory = running(0);
        long now = 0;
        while (memory.state().phase() != Phase.FAILED) {
            now += 100;
            memory = ((Step.Ended) end(SPEC, memory, 1, now)).then();
            if (memory.state().phase() == Phase.BACKOFF) {
                pauses.add(memory.dueMillis() - now);
                assertThat(next(SPEC, memory, false, memory.dueMillis() - 1))
                        .isEqualTo(new Step.Rest(memory.dueMillis()));
                now = memory.dueMillis();
                Step.Start start = (Step.Start) next(SPEC, memory, false, now);
                assertThat(start.restarts()).isEqualTo(pauses.size());
                memory = new Memory(
                        Supervision.started(SPEC, 7, 8, start.restarts(), 1, now), memory.quickEnds(), 0, 100);
            }
        }
        assertThat(pauses).containsExactly(200L, 400L, 800L, 1_600L);
        assertThat(memory.state().message()).contains("crash loop", "status 1", "5 times");
        assertThat(memory.state().pid()).isZero();
        assertThat(next(SPEC, memory, false, now + 1_000_000)).isEqualTo(new Step.Rest(Long.MAX_VALUE));
        ProcessSpec anew = spec(2, ProcessSpec.Restart.ALWAYS);
        assertThat(next(anew, memory, false, now)).isEqualTo(new Step.Start(anew, 0));
    }

    @Test
    void forgetsQuickEndsOnceARunLasted() {
        Memory memory = new Memory(running(0).state(), 4, 0, 100);
        Memory then = ((Step.Ended) end(SPEC, memory, 1, ProcessState.QUICK_MILLIS)).then();
        assertThat(then.quickEnds()).isZero();
        assertThat(then.state().phase()).isEqualTo(Phase.BACKOFF);
    }

    @Test
    void neverGivesUpTheDataPlane() {
        Memory memory = new Memory(running(0).state(), 1_000, 0, 100);
        Step step = Supervision.next(SPEC, memory, false, OptionalInt.of(1), Policy.DATA_PLANE, 10);
        Memory then = ((Step.Ended) step).then();
        assertThat(then.state().phase()).isEqualTo(Phase.BACKOFF);
        assertThat(then.dueMillis()).isEqualTo(1_010);
    }

    @Test
    void asksThenForcesWhenTheSpecificationIsGone() {
        Step.Signal term = (Step.Signal) next(null, running(0), true, 50);
        assertThat(term.name()).isEqualTo("TERM");
        assertThat(term.then().state().phase()).isEqualTo(Phase.STOPPING);
        assertThat(next(null, term.then(), true, 149)).isEqualTo(new Step.Rest(150));
        assertThat(next(null, term.then(), true, 150)).isEqualTo(new Step.Signal("KILL", term.then()));
        Memory then = ((Step.Ended) end(null, term.then(), 143, 160)).then();
        assertThat(then.state().phase()).isEqualTo(Phase.STOPPED);
        assertThat(then.state().exitStatus()).isEqualTo(143);
        assertThat(next(null, then, false, 161)).isInstanceOf(Step.Rest.class);
        assertThat(next(null, then, false, 160 + Supervision.STOPPED_KEPT_MILLIS))
                .isEqualTo(new Step.Forget());
    }

    @Test
    void stopsThenStartsAnewWhenTheGenerationChanges() {
        ProcessSpec anew = spec(2, ProcessSpec.Restart.ALWAYS);
        Step.Signal term = (Step.Signal) next(anew, running(0), true, 50);
        assertThat(term.then().state().generation()).isEqualTo(1);
        Memory down = ((Step.Ended) end(anew, term.then(), 143, 60)).then();
        assertThat(next(anew, down, false, 60)).isEqualTo(new Step.Start(anew, 0));
    }

    @Test
    void runsOnceWhatShallRunOnce() {
        ProcessSpec once = spec(1, ProcessSpec.Restart.NEVER);
        Memory then = ((Step.Ended) end(once, running(0), 0, 50)).then();
        assertThat(then.state().phase()).isEqualTo(Phase.ENDED);
        assertThat(next(once, then, false, 100)).isEqualTo(new Step.Rest(Long.MAX_VALUE));
        Step gone = next(null, then, false, 100);
        assertThat(((Step.Note) gone).then().state().phase()).isEqualTo(Phase.STOPPED);
    }

    private static Step next(@Nullable ProcessSpec spec, Memory memory, boolean alive, long now) {
        return Supervision.next(spec, memory, alive, OptionalInt.empty(), Policy.APPLICATION, now);
    }

    private static Step end(@Nullable ProcessSpec spec, Memory memory, int status, long now) {
        return Supervision.next(spec, memory, false, OptionalInt.of(status), Policy.APPLICATION, now);
    }

    private static Memory running(long since) {
        return new Memory(Supervision.started(SPEC, 7, 8, 0, -1, since), 0, 0, 100);
    }

    private static ProcessSpec spec(long generation, ProcessSpec.Restart restart) {
        return new ProcessSpec(
                "a", generation, List.of("/bin/true"), "/", Map.of(), Map.of(), "/tmp/log", "", "", restart, 100, "t");
    }
}
