package dev.slipway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Tasks;
import dev.slipway.plan.Action;
import dev.slipway.plan.Fence;
import dev.slipway.plan.Plan;
import dev.slipway.plan.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every journal keeps. A subclass gives {@link #open}: a new view of the same journal, as another process has it. */
abstract class JournalContract {
    static final Owner ALIVE = Plans.owner(1);
    static final Owner DEAD = Plans.owner(-1);
    static final Owner OTHER = Plans.owner(2);
    static final Plan PLAN = Plans.plan(List.of(Plans.once("a"), Plans.machine("m")), "s/1", "s/2");

    final VirtualClock clock = new VirtualClock();

    /** Opens the journal of this test; its state outlives the view. */
    abstract Journal open();

    @Test
    void grantsAPlanAndRemembersAllOfIt() {
        Claim claim = open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN);
        Lease lease = lease(claim);
        assertThat(lease.fence()).isEqualTo(new Fence(1, 1));
        Run run = open().read(lease.run()).orElseThrow();
        assertThat(run.plan()).isEqualTo(PLAN);
        assertThat(run.plan().hash()).isEqualTo(PLAN.hash());
        assertThat(run.caller()).isEqualTo(Plans.ME);
        assertThat(run.owner()).isEqualTo(ALIVE);
        assertThat(run.phase()).isEqualTo(Phase.RUNNING);
        assertThat(run.verdicts().getFirst().answer()).isEqualTo(Verdict.Answer.PASS);
        assertThat(run.leaseUntil()).isEqualTo(clock.instant().plus(Lease.TERM));
        assertThat(run.events()).isEmpty();
        assertThat(open().read(new RunId("run-unknown"))).isEmpty();
    }

    @Test
    void recordsARefusalAndLeavesTheScopesFree() {
        Claim claim = open().begin(PLAN, Plans.ME, ALIVE, Plans.CLOSED);
        assertThat(claim).isInstanceOfSatisfying(Claim.Refused.class, r -> {
            Run run = open().read(r.run()).orElseThrow();
            assertThat(run.phase()).isEqualTo(Phase.REFUSED);
            assertThat(run.why()).isEqualTo("tests: 2 of 9 failed");
            assertThat(run.verdicts()).isEqualTo(r.verdicts());
        });
        assertThat(open().unfinished()).isEmpty();
        assertThat(open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN)).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void refusesAPlanWhoseGateNobodyAnswered() {
        assertThat(open().begin(PLAN, Plans.ME, ALIVE, (tx, plan) -> List.of())).isInstanceOf(Claim.Refused.class);
    }

    @Test
    void letsOneUnfinishedRunHoldAScope() {
        Journal journal = open();
        Lease first = lease(journal.begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
        Plan overlapping = Plans.plan(List.of(Plans.once("b")), "s/2", "s/3");
        Plan apart = Plans.plan(List.of(Plans.once("b")), "s/3");
        assertThat(open().begin(overlapping, Plans.ME, OTHER, Plans.OPEN))
                .isInstanceOfSatisfying(Claim.Busy.class, b -> {
                    assertThat(b.holder().run()).isEqualTo(first.run());
                    assertThat(b.holder().owner()).isEqualTo(ALIVE);
                    assertThat(b.holder().claimable()).isFalse();
                });
        assertThat(open().begin(apart, Plans.ME, OTHER, Plans.OPEN)).isInstanceOf(Claim.Granted.class);
        journal.write(first, List.of(new Event.Ended(Phase.SUCCEEDED, "")));
        Plan after = Plans.plan(List.of(Plans.once("b")), "s/2");
        assertThat(lease(open().begin(after, Plans.ME, OTHER, Plans.OPEN))
                        .fence()
                        .generation())
                .isGreaterThan(first.fence().generation());
    }

    @Test
    void growsTheGenerationWithEachGrantedPlan() {
        long last = 0;
        for (int i = 0; i < 5; i++) {
            Lease lease = lease(open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
            assertThat(lease.fence().generation()).isGreaterThan(last);
            last = lease.fence().generation();
            open().write(lease, List.of(new Event.Ended(i % 2 == 0 ? Phase.SUCCEEDED : Phase.STUCK, "x")));
        }
    }

    @Test
    void keepsEventsInOrderAndOnlyTheLatestState() {
        Journal journal = open();
        Lease lease = lease(journal.begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
        String hostile = "{\"q\":\"\\\"\\n\\u2028é😀\"}\nsecond line";
        List<Event> first = List.of(
                new Event.Intended("a", Event.ACT, hostile),
                new Event.State("m", "state 1", "summary 1"),
                new Event.Done("a", Event.ACT, hostile));
        journal.write(lease, first);
        open().write(lease, List.of(new Event.State("m", "state 2", hostile)));
        open().write(lease, List.of(new Event.Failed("m", "m/1", "no"), new Event.Unwinding("no")));
        Run run = open().read(lease.run()).orElseThrow();
        assertThat(run.events().stream().map(Run.Recorded::event))
                .containsExactly(
                        first.get(0), first.get(2), new Event.Failed("m", "m/1", "no"), new Event.Unwinding("no"));
        assertThat(run.events().stream().map(Run.Recorded::seq)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(run.machines()).isEqualTo(Map.of("m", new Run.MachineState("state 2", hostile, clock.instant())));
        assertThat(run.phase()).isEqualTo(Phase.UNWINDING);
        assertThat(run.why()).isEqualTo("no");
        open().write(lease, List.of(new Event.Ended(Phase.FAILED, "no")));
        assertThat(open().read(lease.run()).orElseThrow().phase()).isEqualTo(Phase.FAILED);
        assertThat(open().unfinished()).isEmpty();
        assertThatThrownBy(() -> open().write(lease, List.of(new Event.Unwinding("again"))))
                .isInstanceOf(LostLease.class);
    }

    @Test
    void givesADeadOwnersRunAtOnceAndALivingOnesWhenItsLeaseLapsed() {
        Lease dead = lease(open().begin(PLAN, Plans.ME, DEAD, Plans.OPEN));
        assertThat(open().unfinished()).singleElement().matches(Holder::claimable);
        Lease taken = lease(open().take(dead.run(), ALIVE));
        assertThat(taken.fence()).isEqualTo(new Fence(dead.fence().generation(), 2));
        assertThat(open().unfinished())
                .singleElement()
                .matches(h -> !h.claimable() && h.owner().equals(ALIVE));
        assertThat(open().take(dead.run(), OTHER)).isInstanceOf(Claim.Busy.class);
        clock.advance(Lease.TERM.minusSeconds(1));
        assertThat(open().heartbeat(taken)).isTrue();
        clock.advance(Lease.TERM.minusSeconds(1));
        assertThat(open().take(dead.run(), OTHER)).isInstanceOf(Claim.Busy.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(lease(open().take(dead.run(), OTHER)).fence().epoch()).isEqualTo(3);
    }

    @Test
    void renewsTheLeaseWithEachWrite() {
        Lease lease = lease(open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
        clock.advance(Lease.TERM.minusSeconds(1));
        open().write(lease, List.of(new Event.State("m", "s", "")));
        clock.advance(Lease.TERM.minusSeconds(1));
        assertThat(open().take(lease.run(), OTHER)).isInstanceOf(Claim.Busy.class);
    }

    @Test
    void refusesEveryWriteOfAnOldEpoch() {
        Journal old = open();
        Lease first = lease(old.begin(PLAN, Plans.ME, DEAD, Plans.OPEN));
        old.write(first, List.of(new Event.Intended("a", Event.ACT, "")));
        Lease second = lease(open().take(first.run(), OTHER));
        for (Event event : List.<Event>of(
                new Event.Done("a", Event.ACT, ""),
                new Event.State("m", "s", ""),
                new Event.Ended(Phase.SUCCEEDED, ""))) {
            assertThatThrownBy(() -> old.write(first, List.of(event))).isInstanceOf(LostLease.class);
        }
        assertThat(old.heartbeat(first)).isFalse();
        open().leave(first.run(), new Ask.Abort("x"));
        assertThat(old.takeAsk(first)).isEmpty();
        Run run = open().read(first.run()).orElseThrow();
        assertThat(run.events()).hasSize(1);
        assertThat(run.machines()).isEmpty();
        open().write(second, List.of(new Event.Done("a", Event.ACT, "by second")));
        assertThat(open().read(first.run()).orElseThrow().events().getLast().epoch())
                .isEqualTo(2);
    }

    @Test
    void givesAnAskOnceAndTheLatest() {
        Lease lease = lease(open().begin(PLAN, Plans.ME, ALIVE, Plans.OPEN));
        assertThat(open().takeAsk(lease)).isEmpty();
        assertThat(open().leave(lease.run(), new Ask.Steer("{\"type\":\"Pause\"}")))
                .isTrue();
        assertThat(open().leave(lease.run(), new Ask.Abort("changed: my mind"))).isTrue();
        assertThat(open().takeAsk(lease)).contains(new Ask.Abort("changed: my mind"));
        assertThat(open().takeAsk(lease)).isEqualTo(Optional.empty());
        open().write(lease, List.of(new Event.Ended(Phase.SUCCEEDED, "")));
        assertThat(open().leave(lease.run(), new Ask.Steer("x"))).isFalse();
        assertThat(open().leave(new RunId("run-unknown"), new Ask.Steer("x"))).isFalse();
    }

    @Test
    void grantsOneOfManyAtTheSameMoment() throws Exception {
        List<Callable<Claim>> claims = IntStream.range(0, 16)
                .<Callable<Claim>>mapToObj(i -> () -> open().begin(
                                Plans.plan(List.<Action>of(Plans.once("a")), i % 2 == 0 ? "x" : "y", "z", "w" + i),
                                Plans.ME,
                                Plans.owner(i + 10),
                                Plans.OPEN))
                .toList();
        List<Claim> answers = Tasks.all(claims, Duration.ofSeconds(60));
        assertThat(answers.stream().filter(Claim.Granted.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(Claim.Busy.class::isInstance)).hasSize(15);
        assertThat(open().unfinished()).hasSize(1);
    }

    @Test
    void givesOneOfManyTheRunOfADeadOwner() throws Exception {
        RunId run = lease(open().begin(PLAN, Plans.ME, DEAD, Plans.OPEN)).run();
        List<Callable<Claim>> claims = IntStream.range(0, 16)
                .<Callable<Claim>>mapToObj(i -> () -> open().take(run, Plans.owner(i + 10)))
                .toList();
        assertThat(Tasks.all(claims, Duration.ofSeconds(60)).stream().filter(Claim.Granted.class::isInstance))
                .hasSize(1);
        assertThat(open().read(run).orElseThrow().fence().epoch()).isEqualTo(2);
    }

    static Lease lease(Claim claim) {
        return ((Claim.Granted) claim).lease();
    }
}
