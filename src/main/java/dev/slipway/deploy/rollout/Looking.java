package dev.slipway.deploy.rollout;

import dev.slipway.deploy.judge.Bin;
import dev.slipway.deploy.judge.Counters;
import dev.slipway.deploy.judge.Evidence;
import dev.slipway.deploy.judge.Judge;
import dev.slipway.deploy.judge.JudgeState;
import dev.slipway.deploy.judge.JudgeVerdict;
import dev.slipway.deploy.judge.Metric;
import dev.slipway.deploy.judge.Sample;
import dev.slipway.deploy.judge.Stage;
import dev.slipway.deploy.judge.Tally;
import java.util.ArrayList;
import java.util.List;

/** From an observation to the judge's next state and verdict: with requests for web services, without for workers. */
final class Looking {
    private Looking() {}

    /** Progress with the judge's new state, and what the judge says. */
    record Look(Progress progress, JudgeVerdict verdict) {}

    static Look atRequests(Tick tick, Progress p) {
        Counters.Step step = p.counters().take(sample(tick));
        Progress counted = p.edit().counters(step.counters()).done();
        if (warming(tick, p)) {
            return new Look(counted, new JudgeVerdict.Continue());
        }
        Judge.Judgement judged = Judge.judge(tick.rollout().judge(), stage(tick.rollout(), p), p.judge(), step.bin());
        return new Look(counted.edit().judge(judged.state()).done(), judged.verdict());
    }

    /** A worker is good when nothing ended over the dwell; ends are looked for before this. */
    static Look atExits(Tick tick, Progress p) {
        Observation seen = tick.seen();
        String gap = seen.instancesKnown() ? "" : "the instances cannot be seen";
        Counters.Step step = p.counters().take(new Sample(tick.now().toEpochMilli(), List.of(), gap));
        Bin bin = step.bin();
        JudgeState before = p.judge();
        JudgeState judge = gap.isEmpty()
                ? new JudgeState(
                        before.metrics(),
                        before.bins() + 1,
                        before.stepMillis() + bin.lengthMillis(),
                        0,
                        before.endTested())
                : new JudgeState(
                        before.metrics(),
                        before.bins(),
                        before.stepMillis(),
                        before.heldMillis() + bin.lengthMillis(),
                        before.endTested());
        Progress counted = p.edit().counters(step.counters()).judge(judge).done();
        if (!gap.isEmpty()) {
            return new Look(counted, new JudgeVerdict.Hold(gap));
        }
        long dwell = tick.rollout().step(p.step()).dwell().toMillis();
        if (judge.stepMillis() < dwell) {
            return new Look(counted, new JudgeVerdict.Continue());
        }
        int ready = seen.ready(tick.fresh());
        String what = ready + (ready == 1 ? " instance" : " instances") + ", 0 ended in " + dwell / 1000.0 + " s";
        Evidence evidence = Evidence.none("").as(Evidence.Basis.EXITS, what);
        return new Look(counted, new JudgeVerdict.Promote(evidence));
    }

    /** The numbers of this moment. */
    static Evidence now(Rollout rollout, Progress p, Evidence.Basis basis) {
        return rollout.web()
                ? Judge.evidence(rollout.judge(), p.judge(), basis, 1)
                : p.evidence().as(basis, p.evidence().note());
    }

    private static boolean warming(Tick tick, Progress p) {
        return tick.rollout().startsInstances(p.step())
                && !tick.past(p.since(), tick.rollout().strategy().warmup());
    }

    private static Stage stage(Rollout rollout, Progress p) {
        long dwell = rollout.step(p.step()).dwell().toMillis();
        return new Stage(dwell, Math.max(dwell, rollout.strategy().bake().toMillis()), rollout.lastStep(p.step()));
    }

    private static Sample sample(Tick tick) {
        Observation seen = tick.seen();
        long at = tick.now().toEpochMilli();
        String gap = !seen.gap().isEmpty()
                ? seen.gap()
                : !seen.route().reachable()
                        ? "the proxy does not answer"
                        : seen.instancesKnown() ? "" : "the instances cannot be seen";
        if (!gap.isEmpty()) {
            return new Sample(at, List.of(), gap);
        }
        List<Sample.Reading> readings = new ArrayList<>();
        for (Observation.Arm arm : seen.arms()) {
            boolean fresh = arm.release().equals(tick.fresh());
            if (!fresh && !arm.release().equals(tick.rollout().old())) {
                continue;
            }
            readings.add(new Sample.Reading("proxy", fresh, Metric.ERRORS, arm.visitors(), arm.errors()));
            readings.add(new Sample.Reading("prober", fresh, Metric.VERIFICATION, arm.verified(), arm.wrong()));
            if (tick.rollout().slowAboveMillis() > 0) {
                readings.add(new Sample.Reading("proxy", fresh, Metric.SLOW, arm.visitors(), arm.slow()));
            }
        }
        return new Sample(at, readings, "");
    }

    /** Requests and failures so far, for the line that people watch. */
    static Tally failures(Rollout rollout, Progress p) {
        return Judge.evidence(rollout.judge(), p.judge(), Evidence.Basis.NONE, 1)
                .total();
    }
}
