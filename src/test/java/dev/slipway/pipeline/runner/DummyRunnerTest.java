package dev.slipway.pipeline.runner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.pipeline.runner.dummy.DummyRunner;
import org.junit.jupiter.api.Test;

class DummyRunnerTest extends RunnerContract {
    @Override
    Runner runner() {
        return new DummyRunner();
    }

    @Test
    void anAttemptIsOpenedOnce() {
        Runner runner = runner();
        runner.open(job("exit 0"), 1);
        assertThatThrownBy(() -> runner.open(job("exit 0"), 1)).isInstanceOf(IllegalStateException.class);
    }
}
