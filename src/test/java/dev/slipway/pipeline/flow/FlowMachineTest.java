package dev.slipway.pipeline.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.flow.Terms.Gate;
import dev.slipway.pipeline.flow.Terms.Lock;
import dev.slipway.pipeline.flow.Terms.Reason;
import dev.slipway.pipeline.flow.Terms.Retry;
import dev.slipway.pipeline.flow.Terms.Tolerate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowMachineTest {
    private static final Terms PLAIN = Terms.PLAIN;

    @Test
    void aJobStartsWhenItsOwnNeedsAreDoneAndNotWhenItsWaveIs() {
        var run =
                new Hand(Node.job("fast", List.of()), Node.job("slow", List.of()), Node.job("after", List.of("fast")));
        run.begin();
        assertThat(run.started).containsExactly("fast#1", "slow#1");
        run.end("fast", Result.SUCCESS);
        assertThat(run.started).containsExactly("fast#1", "slow#1", "after#1");
        run.end("after", Result.SUCCESS);
        run.end("slow", Result.SUCCESS);
        assertThat(run.finish).isEqualTo(Result.SUCCESS);
    }

    @Test
    void whatADialectSkipsIsSettledAndWhatNeedsItIsAskedAbout() {
        var run = new Hand(Node.job("a", List.of()), Node.job("b", List.of("a")), Node.job("c", List.of("b")));
        run.verdicts.put("b", new Verdict.Skip("no"));
        run.begin();
        run.end("a", Result.SUCCESS);
        assertThat(run.over("b").outcome()).isEqualTo(Result.SKIPPED);
        assertThat(run.started).contains("c#1");
        run.end("c", Result.SUCCESS);
        assertThat(run.finish).isEqualTo(Result.SUCCESS);
    }

    @Test
    void aMatrixExpandsRunsAFewAtATimeAndFailsFast() {
        var run = new Hand(Node.job("m", List.of()), Node.job("after", List.of("m")));
        List<Node> cells = List.of(
                Node.job("m (1)", "m", List.of()),
                Node.job("m (2)", "m", List.of()),
                Node.job("m (3)", "m", List.of()),
                Node.job("m (4)", "m", List.of()));
        run.verdicts.put("m", new Verdict.Expand(cells, PLAIN.grouped(2, true)));
        run.begin();
        assertThat(run.started).containsExactly("m (1)#1", "m (2)#1");
        run.end("m (1)", Result.SUCCESS);
        assertThat(run.started).containsExactly("m (1)#1", "m (2)#1", "m (3)#1");
        run.end("m (2)", Result.FAILURE);
        assertThat(run.cancelled).containsExactly("m (3)");
        assertThat(run.over("m (4)").outcome()).isEqualTo(Result.CANCELLED);
        run.end("m (3)", Result.CANCELLED);
        assertThat(run.over("m").conclusion()).isEqualTo(Result.FAILURE);
        assertThat(run.started).contains("after#1");
    }

    @Test
    void retriesForTheReasonsAskedForAndNoOther() {
        var run = new Hand(Node.job("a", List.of()), Node.job("b", List.of()));
        run.verdicts.put(
                "a",
                new Verdict.Run(PLAIN.retrying(new Retry(2, Set.of(Reason.SCRIPT), Set.of(), Duration.ofSeconds(1)))));
        run.verdicts.put("b", new Verdict.Run(PLAIN.retrying(new Retry(2, Set.of(), Set.of(42), Duration.ZERO))));
        run.begin();
        run.end("a", Result.FAILURE);
        assertThat(run.started).doesNotContain("a#2");
        run.time(1_000);
        assertThat(run.started).contains("a#2");
        run.end("b", Result.FAILURE, Reason.SCRIPT, 42);
        assertThat(run.started).contains("b#2");
        run.end("b", Result.FAILURE, Reason.SCRIPT, 1);
        assertThat(run.over("b").attempts()).isEqualTo(2);
        run.end("a", Result.SUCCESS);
        assertThat(run.over("a").attempts()).isEqualTo(2);
    }

    @Test
    void whatTheRunnerLostIsTriedOnceMoreUnasked() {
        var run = new Hand(Node.job("a", List.of()));
        run.begin();
        run.end("a", Result.FAILURE, Reason.LOST, -1);
        assertThat(run.started).contains("a#2");
        run.end("a", Result.FAILURE, Reason.LOST, -1);
        assertThat(run.over("a").outcome()).isEqualTo(Result.FAILURE);
    }

    @Test
    void aTimeoutCancelsGivesTimeToCleanUpAndThenGivesUp() {
        var run = new Hand(Node.job("a", List.of()));
        run.verdicts.put(
                "a",
                new Verdict.Run(
                        PLAIN.within(new Timeout.After(Duration.ofSeconds(5))).cleaning(Duration.ofSeconds(3))));
        run.begin();
        run.time(4_999);
        assertThat(run.cancelled).isEmpty();
        run.time(5_000);
        assertThat(run.cancelled).containsExactly("a");
        run.time(5_000 + 3_000 + 10_000);
        assertThat(run.abandoned).containsExactly("a");
        assertThat(run.over("a").outcome()).isEqualTo(Result.TIMED_OUT);
        assertThat(run.finish).isEqualTo(Result.FAILURE);
    }

    @Test
    void aToleratedFailureIsTheOutcomeButNotTheConclusion() {
        var run = new Hand(Node.job("a", List.of()), Node.job("b", List.of()));
        run.verdicts.put("a", new Verdict.Run(PLAIN.tolerating(new Tolerate(true, Set.of()))));
        run.verdicts.put("b", new Verdict.Run(PLAIN.tolerating(new Tolerate(false, Set.of(3)))));
        run.begin();
        run.end("a", Result.FAILURE);
        run.end("b", Result.FAILURE, Reason.SCRIPT, 3);
        assertThat(run.over("a").outcome()).isEqualTo(Result.FAILURE);
        assertThat(run.over("a").conclusion()).isEqualTo(Result.SUCCESS);
        assertThat(run.finish).isEqualTo(Result.SUCCESS);
    }

    @Test
    void aLockLetsOneInAndOnlyTheNewestWaitsWhereSoWanted() {
        var run = new Hand(Node.job("a", List.of()), Node.job("b", List.of()), Node.job("c", List.of()));
        for (String id : List.of("a", "b", "c")) {
            run.verdicts.put(id, new Verdict.Run(PLAIN.locked(new Lock.Key("prod", false, true))));
        }
        run.begin();
        assertThat(run.started).containsExactly("a#1");
        assertThat(run.over("b").outcome()).isEqualTo(Result.CANCELLED);
        run.end("a", Result.SUCCESS);
        assertThat(run.started).containsExactly("a#1", "c#1");
    }

    @Test
    void aManualJobThatNobodyMustStartHoldsOnlyWhatNeedsItsResults() {
        var afterInOrder = new Node("next", "", List.of(new Node.Need("deploy", true)), Node.Kind.JOB);
        var run = new Hand(true, Node.job("deploy", List.of()), afterInOrder, Node.job("uses", List.of("deploy")));
        run.verdicts.put("deploy", new Verdict.Run(PLAIN.behind(new Gate.Manual(false))));
        run.begin();
        assertThat(run.started).containsExactly("next#1");
        run.send(new FlowEvent.Opened("deploy"));
        assertThat(run.started).containsExactly("next#1", "deploy#1");
        run.end("deploy", Result.SUCCESS);
        assertThat(run.started).contains("uses#1");
    }

    @Test
    void whereNobodyAttendsABlockingManualJobMakesTheRunWait() {
        var run = new Hand(Node.job("deploy", List.of()));
        run.verdicts.put("deploy", new Verdict.Run(PLAIN.behind(new Gate.Manual(true))));
        run.begin();
        assertThat(run.finish).isEqualTo(Result.MANUAL);
    }

    @Test
    void afterACancelWhatRunsIsToldAndWhatWaitsIsStillAskedAbout() {
        var run = new Hand(Node.job("a", List.of()), Node.job("report", List.of("a")), Node.job("z", List.of("a")));
        run.verdicts.put("z", new Verdict.Skip("cancelled"));
        run.begin();
        run.send(new FlowEvent.Cancel());
        assertThat(run.cancelled).containsExactly("a");
        run.end("a", Result.CANCELLED);
        assertThat(run.started).contains("report#1");
        assertThat(run.over("z").outcome()).isEqualTo(Result.CANCELLED);
        run.end("report", Result.SUCCESS);
        assertThat(run.finish).isEqualTo(Result.CANCELLED);
    }

    @Test
    void circlesUnknownNeedsAndTwinsAreRefused() {
        assertThatThrownBy(() -> new Hand(Node.job("a", List.of("b")), Node.job("b", List.of("a"))))
                .hasMessageContaining("circle");
        assertThatThrownBy(() -> new Hand(Node.job("a", List.of("x")))).hasMessageContaining("does not exist: x");
        assertThatThrownBy(() -> new Hand(Node.job("a", List.of()), Node.job("a", List.of())))
                .hasMessageContaining("two nodes a");
        assertThatThrownBy(() -> new Hand(Node.group("g", "", List.of()), Node.job("a", "g", List.of("g"))))
                .hasMessageContaining("circle");
    }

    @Test
    void tenThousandJobsAreScheduledWithinTwoSeconds() {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            List<String> needs = new ArrayList<>();
            for (int k = 1; k <= 3 && i - k * 97 >= 0; k++) {
                needs.add("j" + (i - k * 97));
            }
            nodes.add(Node.job("j" + i, needs));
        }
        long begin = System.nanoTime();
        var run = new Hand(nodes.toArray(Node[]::new));
        run.begin();
        run.endAll();
        assertThat(run.finish).isEqualTo(Result.SUCCESS);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    /** Answers questions by hand. */
    static final class Hand {
        final Deque<FlowEvent> answers = new ArrayDeque<>();
        final FlowMachine machine;
        final Map<String, Verdict> verdicts = new HashMap<>();
        final List<String> started = new ArrayList<>();
        final List<String> cancelled = new ArrayList<>();
        final List<String> abandoned = new ArrayList<>();
        final Map<String, Integer> running = new HashMap<>();
        final Deque<String> order = new ArrayDeque<>();
        Result finish = Result.SKIPPED;
        long now;

        Hand(Node... nodes) {
            this(false, nodes);
        }

        Hand(boolean attended, Node... nodes) {
            FlowPolicy p = FlowPolicy.parallel(8);
            machine = new FlowMachine(
                    List.of(nodes), new FlowPolicy(8, attended, p.timeout(), p.grace(), p.cleanup(), p.lostAgain()));
        }

        void begin() {
            send(new FlowEvent.Begin());
        }

        void time(long at) {
            now = at;
            send(new FlowEvent.Tick());
        }

        void end(String id, Result result) {
            end(id, result, Reason.SCRIPT, result == Result.SUCCESS ? 0 : 1);
        }

        void end(String id, Result result, Reason reason, int status) {
            send(new FlowEvent.Ended(id, Objects.requireNonNull(running.get(id)), result, reason, status, ""));
        }

        void endAll() {
            for (String id = order.poll(); id != null; id = order.poll()) {
                end(id, Result.SUCCESS);
            }
        }

        Settled over(String id) {
            return machine.settled(id).orElseThrow();
        }

        void send(FlowEvent event) {
            answers.add(event);
            if (answers.size() > 1) {
                return;
            }
            for (FlowEvent next = answers.peek(); next != null; next = answers.peek()) {
                take(next);
                answers.poll();
            }
        }

        private void take(FlowEvent event) {
            for (FlowEffect effect : machine.take(event, now)) {
                switch (effect) {
                    case FlowEffect.Ask a ->
                        send(new FlowEvent.Decided(a.node(), verdicts.getOrDefault(a.node(), new Verdict.Run(PLAIN))));
                    case FlowEffect.Start s -> {
                        started.add(s.node() + "#" + s.attempt());
                        running.put(s.node(), s.attempt());
                        order.add(s.node());
                    }
                    case FlowEffect.Cancel c -> cancelled.add(c.node());
                    case FlowEffect.Abandon a -> abandoned.add(a.node());
                    case FlowEffect.Held h -> {}
                    case FlowEffect.Over o -> {}
                    case FlowEffect.Finish f -> finish = f.result();
                }
            }
        }
    }
}
