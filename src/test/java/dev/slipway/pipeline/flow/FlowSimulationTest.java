package dev.slipway.pipeline.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.pipeline.Timeout;
import dev.slipway.pipeline.flow.Terms.Gate;
import dev.slipway.pipeline.flow.Terms.Lock;
import dev.slipway.pipeline.flow.Terms.Reason;
import dev.slipway.pipeline.flow.Terms.Retry;
import dev.slipway.pipeline.flow.Terms.Tolerate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random graphs with random fates in virtual time; the seed is the test's name and replays. */
class FlowSimulationTest {
    static List<Long> seeds() {
        return java.util.stream.LongStream.range(0, 400).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRunEndsAndKeepsItsRules(long seed) {
        new World(seed).run();
    }

    private static final class World {
        record Due(long at, long order, FlowEvent event) {}

        final long seed;
        final Random random;
        final FlowPolicy policy;
        final Map<String, Node> nodes = new TreeMap<>();
        final Map<String, Terms> terms = new HashMap<>();
        final Map<String, Settled> over = new HashMap<>();
        final Map<String, Integer> running = new HashMap<>();
        final PriorityQueue<Due> future =
                new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
        final java.util.ArrayDeque<FlowEvent> answers = new java.util.ArrayDeque<>();
        final FlowMachine machine;
        long now;
        long order;
        int finishes;
        boolean cancelled;

        World(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            policy = new FlowPolicy(
                    1 + random.nextInt(6),
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? new Timeout.After(Duration.ofSeconds(60)) : Timeout.none(),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    1);
            List<Node> all = new ArrayList<>();
            int n = 1 + random.nextInt(25);
            for (int i = 0; i < n; i++) {
                all.add(node(
                        "n" + i,
                        "",
                        all.stream().filter(x -> x.parent().isEmpty()).toList()));
                if (all.getLast().kind() == Node.Kind.GROUP) {
                    Node group = all.getLast();
                    List<Node> inside = new ArrayList<>();
                    for (int k = random.nextInt(4); k > 0; k--) {
                        Node child = node(group.id() + "/" + k, group.id(), inside);
                        Node job = new Node(child.id(), child.parent(), child.needs(), Node.Kind.JOB);
                        inside.add(job);
                        all.add(job);
                    }
                }
            }
            all.forEach(x -> nodes.put(x.id(), x));
            machine = new FlowMachine(all, policy);
        }

        Node node(String id, String parent, List<Node> before) {
            Set<Node.Need> needs = new HashSet<>();
            for (int k = random.nextInt(3); k > 0 && !before.isEmpty(); k--) {
                String on = before.get(random.nextInt(before.size())).id();
                needs.removeIf(x -> x.id().equals(on));
                needs.add(new Node.Need(on, random.nextInt(4) == 0));
            }
            boolean group = parent.isEmpty() && random.nextInt(5) == 0;
            return new Node(id, parent, List.copyOf(needs), group ? Node.Kind.GROUP : Node.Kind.JOB);
        }

        void run() {
            send(new FlowEvent.Begin());
            if (random.nextInt(4) == 0) {
                later(random.nextInt(30_000), new FlowEvent.Cancel());
            }
            for (int turns = 0; !machine.finished(); turns++) {
                assertThat(turns).as("turns of seed %d", seed).isLessThan(20_000);
                long wake = machine.wakeMillis();
                Due next = future.peek();
                if (next != null && next.at() <= wake) {
                    future.poll();
                    now = Math.max(now, next.at());
                    send(next.event());
                } else {
                    assertThat(wake).as("seed %d stalls", seed).isLessThan(Long.MAX_VALUE);
                    now = Math.max(now, wake);
                    send(new FlowEvent.Tick());
                }
            }
            assertThat(finishes).as("finishes of seed %d", seed).isEqualTo(1);
            assertThat(over.keySet()).as("seed %d", seed).isEqualTo(new HashSet<>(machine.nodes()));
            assertThat(machine.take(new FlowEvent.Tick(), now)).isEmpty();
        }

        void later(long in, FlowEvent event) {
            future.add(new Due(now + in, order++, event));
        }

        /** Effects are done in their order; answers to questions come after them. */
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

        void take(FlowEvent event) {
            cancelled |= event instanceof FlowEvent.Cancel;
            if (event instanceof FlowEvent.Ended e && running.getOrDefault(e.node(), 0) == e.attempt()) {
                running.remove(e.node());
            }
            for (FlowEffect effect : machine.take(event, now)) {
                switch (effect) {
                    case FlowEffect.Ask a -> ask(a.node());
                    case FlowEffect.Start s -> start(s);
                    case FlowEffect.Cancel c -> {
                        assertThat(running).containsKey(c.node());
                        if (random.nextInt(5) != 0) {
                            ended(random.nextInt(6_000), c.node(), c.attempt(), Result.CANCELLED);
                        }
                    }
                    case FlowEffect.Abandon a -> running.remove(a.node());
                    case FlowEffect.Held h ->
                        later(
                                random.nextInt(20_000),
                                random.nextBoolean()
                                        ? new FlowEvent.Opened(h.node())
                                        : new FlowEvent.Refused(h.node()));
                    case FlowEffect.Over o ->
                        assertThat(over.put(o.node(), o.settled()))
                                .as("seed %d", seed)
                                .isNull();
                    case FlowEffect.Finish f -> finishes++;
                }
            }
        }

        void ask(String id) {
            Node node = Objects.requireNonNull(nodes.get(id));
            for (Node.Need need : node.needs()) {
                assertThat(over.containsKey(need.id()) || need.order())
                        .as("seed %d: %s before %s", seed, id, need.id())
                        .isTrue();
            }
            Terms t = terms();
            terms.put(id, t);
            int dice = random.nextInt(12);
            if (dice == 0) {
                send(new FlowEvent.Decided(id, new Verdict.Skip("dice")));
            } else if (dice == 1) {
                send(new FlowEvent.Decided(id, new Verdict.Fail("dice")));
            } else if (dice < 4 && node.kind() == Node.Kind.JOB && !id.contains("[")) {
                List<Node> cells = new ArrayList<>();
                for (int k = random.nextInt(5); k > 0; k--) {
                    cells.add(Node.job(id + "[" + k + "]", id, List.of()));
                }
                cells.forEach(c -> nodes.put(c.id(), c));
                send(new FlowEvent.Decided(id, new Verdict.Expand(cells, t)));
            } else {
                send(new FlowEvent.Decided(id, new Verdict.Run(t)));
            }
        }

        Terms terms() {
            Terms t = Terms.PLAIN.cleaning(Duration.ofSeconds(random.nextInt(4)));
            t = random.nextInt(4) == 0 ? t.within(new Timeout.After(Duration.ofSeconds(1 + random.nextInt(8)))) : t;
            t = random.nextInt(4) == 0
                    ? t.retrying(new Retry(
                            random.nextInt(3), Set.of(), Set.of(), Duration.ofMillis(random.nextInt(2) * 500L)))
                    : t;
            t = random.nextInt(5) == 0 ? t.tolerating(new Tolerate(true, Set.of())) : t;
            t = random.nextInt(4) == 0
                    ? t.locked(new Lock.Key("k" + random.nextInt(2), random.nextInt(3) == 0, random.nextInt(3) == 0))
                    : t;
            t = random.nextInt(10) == 0 ? t.behind(new Gate.Manual(random.nextBoolean())) : t;
            t = random.nextInt(12) == 0 ? t.behind(new Gate.Delayed(Duration.ofSeconds(random.nextInt(3)))) : t;
            return t.grouped(random.nextInt(3), random.nextInt(3) == 0);
        }

        void start(FlowEffect.Start s) {
            assertThat(running.put(s.node(), s.attempt())).as("seed %d", seed).isNull();
            assertThat(running.size()).as("seed %d", seed).isLessThanOrEqualTo(policy.maxParallel());
            if (Objects.requireNonNull(terms.get(s.node())).lock() instanceof Lock.Key key) {
                running.keySet().stream()
                        .filter(o -> !o.equals(s.node()))
                        .filter(o -> Objects.requireNonNull(terms.get(o)).lock() instanceof Lock.Key k
                                && k.name().equals(key.name()))
                        .filter(o -> !sharesHolder(o, s.node()))
                        .forEach(o -> assertThat(o)
                                .as("seed %d: %s beside it", seed, s.node())
                                .isNull());
            }
            if (random.nextInt(20) != 0) {
                Result result = random.nextInt(4) == 0 ? Result.FAILURE : Result.SUCCESS;
                ended(random.nextInt(5_000), s.node(), s.attempt(), result);
            } else {
                ended(40_000, s.node(), s.attempt(), Result.SUCCESS);
            }
        }

        /** Siblings in a group that holds the lock for both. */
        boolean sharesHolder(String a, String b) {
            String pa = Objects.requireNonNull(nodes.get(a)).parent();
            return !pa.isEmpty()
                    && pa.equals(Objects.requireNonNull(nodes.get(b)).parent());
        }

        void ended(long in, String id, int attempt, Result result) {
            Reason[] reasons = Reason.values();
            Reason reason = reasons[random.nextInt(reasons.length)];
            later(in, new FlowEvent.Ended(id, attempt, result, reason, result == Result.SUCCESS ? 0 : 1, ""));
        }
    }
}
