package dev.slipway.deploy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedDelayTest {
    @Test
    void predictsTheDocumentedExample() {
        assertThat(ExpectedDelay.of(0.001, 5, 10, 90, 0.25, 0.01).toSeconds()).isBetween(255L, 265L);
    }

    @Test
    void aFaultInsideTheMarginIsNeverSeen() {
        assertThat(ExpectedDelay.of(0.001, 1.2, 10, 90, 0.25, 0.01).toDays()).isEqualTo(365);
        assertThat(ExpectedDelay.of(0, 5, 10, 90, 0.25, 0.01).toDays()).isEqualTo(365);
    }
}
