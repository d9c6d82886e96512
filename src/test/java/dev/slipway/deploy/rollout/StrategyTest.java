package dev.slipway.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StrategyTest {
    @Test
    void aBakeLengthensTheLastStepAloneAndNeverShortensIt() {
        Strategy canary = Strategy.canary(Duration.ofSeconds(2));
        Strategy baked = canary.lastFor(Duration.ofMinutes(5));
        assertThat(baked.steps())
                .extracting(Strategy.Step::dwell)
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMinutes(5));
        assertThat(baked.steps()).extracting(Strategy.Step::weight).containsExactly(1_000, 5_000, Strategy.ALL);
        assertThat(canary.lastFor(Duration.ofSeconds(1))).isEqualTo(canary);
    }
}
