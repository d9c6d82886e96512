package dev.slipway.deploy.sim;

import dev.slipway.deploy.rollout.Effect;
import dev.slipway.deploy.rollout.Observation;
import dev.slipway.deploy.rollout.Rollout;
import dev.slipway.deploy.rollout.Rollout.Purpose;
import dev.slipway.deploy.rollout.RolloutState;
import dev.slipway.deploy.rollout.Strategy;
import java.util.ArrayList;
import java.util.List;

/** Knows the truth of the simulated world and checks the promises of the design, section 6. */
final class Oracle {
    /** Time until traffic must have left a version without a ready instance, when another one is ready, milliseconds. */
    private static final long MOVED_WITHIN = 60_000;

    /** Time that a version must stay ready to count as up again, milliseconds. */
    private static final long UP_FOR_GOOD = 1_000;

    private final Scenario scenario;
    private final Rollout rollout;
    private final World world;
    private final List<String> violations = new ArrayList<>();

    /** Highest step whose weight visitors may see now. */
    private int allowed;

    private long answersAtStep;
    private long shownMillis;
    private long strandedMillis;
    private long oldDownMillis;
    private long oldUpMillis;
    private boolean oldWasDown;
    private boolean decreed;
    private boolean freshWasReady;
    private long lastAt;

    Oracle(Scenario scenario, World world) {
        this.scenario = scenario;
        this.rollout = scenario.rollout();
        this.world = world;
    }

    List<String> violations() {
        return violations;
    }

    private void violated(String what) {
        if (violations.size() < 5) {
            violations.add("at " + world.now() + " ms: " + what);
        }
    }

    /** A person or a policy overrode the evidence. */
    void decreed() {
        decreed = true;
    }

    /** After every small step of time. */
    void look(boolean controlled) {
        long passed = world.now() - lastAt;
        lastAt = world.now();
        boolean oldReady = world.ready(Scenario.OLD) > 0;
        boolean freshReady = world.ready(Scenario.NEW) > 0;
        freshWasReady |= freshReady;
        // An instance that is up for a moment between two ends is down all the same.
        oldUpMillis = oldReady ? oldUpMillis + passed : 0;
        oldDownMillis = oldUpMillis >= UP_FOR_GOOD || oldReady && oldDownMillis == 0 || rollout.first()
                ? 0
                : oldDownMillis + passed;
        oldWasDown |=
                !rollout.first() && oldDownMillis >= rollout.timeouts().down().toMillis();
        if (rollout.role() == Rollout.Role.WEB) {
            stranded(controlled, passed, oldReady, freshReady);
            turn(passed);
        }
        boolean together = world.alive(Scenario.OLD) > 0 && world.alive(Scenario.NEW) > 0;
        if (rollout.strategy().stopFirst() && !rollout.first() && together) {
            violated("both versions run although the old one had to stop first");
        }
    }

    private void stranded(boolean controlled, long passed, boolean oldReady, boolean freshReady) {
        boolean lost = world.effective(Scenario.OLD) > 0 && !oldReady && freshReady
                || world.effective(Scenario.NEW) > 0 && !freshReady && oldReady;
        // A control plane that dies must first see again for how long the version is down.
        strandedMillis = lost && controlled ? strandedMillis + passed : 0;
        if (strandedMillis > MOVED_WITHIN) {
            violated("traffic stays on a version without a ready instance");
            strandedMillis = 0;
        }
    }

    /** No version has more traffic than what was proven before allows. */
    private void turn(long passed) {
        int weight = world.effective(Scenario.NEW);
        if (rollout.purpose() != Purpose.FORWARD || decreed || oldWasDown) {
            return;
        }
        if (rollout.first()) {
            if (weight > 0 && world.answers(Scenario.NEW) < rollout.judge().minRequests() && !restarted()) {
                violated("visitors reach a first release that is not proven");
            }
            return;
        }
        List<Strategy.Step> steps = rollout.strategy().steps();
        if (weight > steps.get(allowed).weight()) {
            violated("the new version has " + weight + " bp before its turn (step " + allowed + ")");
        }
        boolean shown = weight == steps.get(allowed).weight() && world.ready(Scenario.NEW) > 0;
        if (!shown) {
            return;
        }
        shownMillis += passed;
        boolean answered =
                world.answers(Scenario.NEW) - answersAtStep >= rollout.judge().minRequests() || restarted();
        if (answered && shownMillis >= steps.get(allowed).dwell().toMillis() && allowed < steps.size() - 1) {
            allowed++;
            shownMillis = 0;
            answersAtStep = world.answers(Scenario.NEW);
        }
    }

    /** Counters that began again cannot be compared with a base. */
    private boolean restarted() {
        return scenario.killChance() > 0 || scenario.blindChance() > 0;
    }

    /** Before effects are done that were decided from this very observation. */
    void deciding(Observation seen, RolloutState next, List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.SetRoute set -> {
                    boolean both = next instanceof RolloutState.NeedsPerson;
                    set.goal().weights().stream()
                            .filter(w -> w.basisPoints() > 0 && !both)
                            .filter(w -> !seen.instancesKnown() || ready(seen, w.release()) == 0)
                            .forEach(w -> violated("a weight on " + w.release() + ", of which no instance is ready"));
                }
                case Effect.StopInstances stop -> stopping(stop);
                case Effect.StartInstances start -> {}
                case Effect.RenewLease renew -> {
                    if (world.inForce().leased() && seen.route().stableOnly()) {
                        violated("renews a lease that had lapsed");
                    }
                }
                case Effect.Drain drain -> {
                    if (world.effective(drain.release()) > 0) {
                        violated("drains " + drain.release() + ", which has traffic");
                    }
                }
            }
        }
    }

    private void stopping(Effect.StopInstances stop) {
        if (rollout.role() == Rollout.Role.WEB && stop.keep() == 0 && world.effective(stop.release()) > 0) {
            violated("stops all of " + stop.release() + ", which has traffic");
        }
        if (rollout.role() == Rollout.Role.WORKER
                && !rollout.strategy().stopFirst()
                && stop.release().equals(Scenario.OLD)
                && !freshWasReady) {
            violated("stops the old worker before the new one was ready");
        }
    }

    private static long ready(Observation seen, String release) {
        return seen.instances().stream()
                .filter(i -> i.release().equals(release) && i.phase() == Observation.Phase.READY)
                .count();
    }

    /** When the machine has ended and its last effects had their time. */
    void ended(RolloutState.Ended end) {
        switch (end) {
            case RolloutState.Promoted promoted -> promoted();
            case RolloutState.RolledBack back -> rolledBack(back);
            case RolloutState.NeedsPerson person -> {
                if (person.what().isBlank()) {
                    violated("needs a person and does not say for what");
                }
            }
        }
    }

    private void promoted() {
        if (scenario.fresh().hopeless() && !decreed && rollout.purpose() == Purpose.FORWARD) {
            boolean worker = rollout.role() == Rollout.Role.WORKER;
            if (!worker || scenario.fresh().neverReady() || scenario.fresh().endsAtStart()) {
                violated("a bad version was promoted");
            }
        }
        if (scenario.blind()
                && rollout.role() == Rollout.Role.WEB
                && rollout.purpose() == Purpose.FORWARD
                && !decreed) {
            violated("promoted without data");
        }
        if (rollout.role() == Rollout.Role.WEB
                && (world.effective(Scenario.NEW) != Strategy.ALL
                        || world.inForce().leased())) {
            violated("promoted without all traffic");
        }
        if (world.listed(Scenario.OLD) > 0) {
            violated("promoted and the old version still runs");
        }
    }

    private void rolledBack(RolloutState.RolledBack back) {
        if (back.blamed() && scenario.fresh().healthy()) {
            violated("a good version was blamed: " + back.reason());
        }
        if (rollout.role() == Rollout.Role.WEB
                && (world.effective(Scenario.NEW) > 0
                        || !rollout.first() && world.effective(Scenario.OLD) != Strategy.ALL
                        || world.inForce().leased())) {
            violated("rolled back and the traffic is not on the old version");
        }
        if (world.listed(Scenario.NEW) > 0) {
            violated("rolled back and the new version still runs");
        }
    }
}
