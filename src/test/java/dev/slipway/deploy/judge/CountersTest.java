package dev.slipway.deploy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static Sample sample(long at, Sample.Reading... readings) {
        return new Sample(at, List.of(readings), "");
    }

    private static Sample.Reading canary(String pod, long requests, long events) {
        return new Sample.Reading(pod, true, Metric.ERRORS, requests, events);
    }

    private static Tally tally(Counters.Step step) {
        return step.bin().tally(Metric.ERRORS).orElse(Tally.NONE);
    }

    @Test
    void theFirstSampleOfASourceOnlySetsItsBase() {
        Counters.Step first = Counters.NONE.take(sample(1_000, canary("a", 50, 5)));
        assertThat(tally(first)).isEqualTo(Tally.NONE);
        assertThat(first.bin().lengthMillis()).isZero();
        Counters.Step second = first.counters().take(sample(2_000, canary("a", 60, 6), canary("b", 100, 9)));
        assertThat(tally(second)).isEqualTo(new Tally(10, 1, 0, 0));
        assertThat(second.bin().lengthMillis()).isEqualTo(1_000);
    }

    @Test
    void aFallingCounterWasReset() {
        Counters.Step step =
                Counters.NONE.take(sample(1, canary("a", 50, 5))).counters().take(sample(2, canary("a", 7, 1)));
        assertThat(tally(step)).isEqualTo(new Tally(7, 1, 0, 0));
    }

    @Test
    void aGapIsNoDataAndLosesNoCounts() {
        Counters base = Counters.NONE.take(sample(1_000, canary("a", 50, 5))).counters();
        Counters.Step gap = base.take(new Sample(2_000, List.of(), "the proxy does not answer"));
        assertThat(gap.bin().gap()).isEqualTo("the proxy does not answer");
        Counters.Step after = gap.counters().take(sample(3_000, canary("a", 58, 6)));
        assertThat(tally(after)).isEqualTo(new Tally(8, 1, 0, 0));
    }

    @Test
    void bothArmsAndSeveralSourcesAreSummed() {
        Sample.Reading old = new Sample.Reading("a", false, Metric.ERRORS, 10, 0);
        Counters base = Counters.NONE
                .take(sample(1, canary("a", 0, 0), canary("b", 0, 0), old))
                .counters();
        Counters.Step step = base.take(
                sample(2, canary("a", 3, 1), canary("b", 4, 0), new Sample.Reading("a", false, Metric.ERRORS, 100, 2)));
        assertThat(tally(step)).isEqualTo(new Tally(7, 1, 90, 2));
    }
}
