package dev.slipway.deploy.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EProcessTest {
    @Test
    void givesTheCheckVectorAfterEachOfThreeBins() {
        List<Double> logs = EProcess.zeros(EProcess.WORSE);
        double[] expected = {2.53955, 18.49103, 39.28393};
        List<Tally> bins = List.of(new Tally(600, 3, 5400, 5), new Tally(600, 4, 5400, 6), new Tally(600, 2, 5400, 4));
        for (int i = 0; i < 3; i++) {
            logs = EProcess.worse(logs, bins.get(i), 0.25);
            assertThat(EProcess.value(logs)).isCloseTo(expected[i], within(5e-6));
        }
    }

    @Test
    void fallsWhenOnlyTheOldVersionHasEvents() {
        List<Double> logs = EProcess.worse(EProcess.zeros(EProcess.WORSE), new Tally(600, 0, 5400, 6), 0.25);
        assertThat(EProcess.value(logs)).isCloseTo(0.292087, within(5e-7));
    }

    @Test
    void staysAtOneWithoutEventsOrWithOneArmOnly() {
        List<Double> zeros = EProcess.zeros(EProcess.WORSE);
        assertThat(EProcess.value(EProcess.worse(zeros, new Tally(600, 0, 5400, 0), 0.5)))
                .isEqualTo(1);
        assertThat(EProcess.value(EProcess.worse(zeros, new Tally(600, 9, 0, 0), 0.5)))
                .isEqualTo(1);
        assertThat(EProcess.value(EProcess.worse(zeros, Tally.NONE, 0.5))).isEqualTo(1);
    }

    @Test
    void collectsEvidenceThatTheNewVersionIsAsGood() {
        List<Double> logs = EProcess.zeros(EProcess.AS_GOOD);
        for (int i = 0; i < 20; i++) {
            logs = EProcess.asGood(logs, new Tally(500, 5, 500, 5), 1);
        }
        assertThat(EProcess.value(logs)).isGreaterThan(20);
    }

    @Test
    void neverOverflows() {
        List<Double> logs = EProcess.worse(EProcess.zeros(EProcess.WORSE), new Tally(1_000, 900, 9_000, 1), 0.25);
        assertThat(EProcess.value(logs)).isEqualTo(Evidence.MAX_E);
    }
}
