package dev.slipway.deploy.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BinomialTest {
    @Test
    void givesTheCheckVectorOfTheEndTest() {
        double q0 = 1800 * 1.25 / (1800 * 1.25 + 16200);
        assertThat(Binomial.atLeast(9, 24, q0)).isCloseTo(0.0013878, within(5e-8));
        assertThat(Binomial.atLeast(9, List.of(new JudgeState.Share(q0, 24, 9))))
                .isCloseTo(0.0013878, within(5e-8));
    }

    @Test
    void zeroOf299IsBelowOnePercentAnd298IsNot() {
        assertThat(Binomial.upperBound(0, 299, 0.95)).isLessThan(0.01).isCloseTo(0.00997, within(1e-5));
        assertThat(Binomial.upperBound(0, 298, 0.95)).isGreaterThan(0.01);
    }

    @Test
    void givesKnownClopperPearsonBounds() {
        // One-sided 95 % bounds: solutions of the binomial tail equations.
        assertThat(Binomial.upperBound(1, 10, 0.95)).isCloseTo(0.394163, within(1e-5));
        assertThat(Binomial.lowerBound(1, 10, 0.95)).isCloseTo(1 - Math.pow(0.95, 0.1), within(1e-9));
        assertThat(Binomial.upperBound(10, 10, 0.95)).isEqualTo(1);
        assertThat(Binomial.lowerBound(0, 10, 0.95)).isEqualTo(0);
        assertThat(Binomial.upperBound(10_000, 1_000_000, 0.95)).isCloseTo(0.010166, within(2e-5));
    }

    @Test
    void tailsOfSmallCasesAreTheSumOfTheirTerms() {
        assertThat(Binomial.atMost(1, 4, 0.5)).isCloseTo(5 / 16.0, within(1e-12));
        assertThat(Binomial.atMost(3, 4, 0.5)).isCloseTo(15 / 16.0, within(1e-12));
        assertThat(Binomial.atLeast(4, 4, 0.1)).isCloseTo(1e-4, within(1e-15));
        assertThat(Binomial.atMost(-1, 4, 0.5)).isEqualTo(0);
    }

    @Test
    void changingSharesAreConvolved() {
        // Two events at 1/2 and one at 1/4: P(all three) = 1/16, P(at least two) = 1/4 * 1/4 + 1/4 * 3/4 + 1/2 * 1/4.
        List<JudgeState.Share> shares = List.of(new JudgeState.Share(0.5, 2, 0), new JudgeState.Share(0.25, 1, 0));
        assertThat(Binomial.atLeast(3, shares)).isCloseTo(1 / 16.0, within(1e-12));
        assertThat(Binomial.atLeast(2, shares)).isCloseTo(3 / 8.0, within(1e-12));
        assertThat(Binomial.atLeast(0, shares)).isEqualTo(1);
    }

    @Test
    void theApproximationForManyEventsAgreesWithTheExactTail() {
        double exact = Binomial.atLeast(2_620, 5_000, 0.5);
        double near = Binomial.atLeast(
                2_620, List.of(new JudgeState.Share(0.5, 2_500, 0), new JudgeState.Share(0.5 + 1e-12, 2_500, 0)));
        assertThat(near).isCloseTo(exact, within(exact * 0.02));
    }
}
