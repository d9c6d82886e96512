package dev.slipway.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intent.Intent;
import org.junit.jupiter.api.Test;

class ProberTest {
    @Test
    void anApplicationWithoutAFirstPageIsNotBadForThat() {
        Intent.Check nothingKnown = new Intent.Check("/", Prober.ANY_ANSWER, "");
        assertThat(Prober.right(nothingKnown, 200)).isTrue();
        assertThat(Prober.right(nothingKnown, 404)).isTrue();
        assertThat(Prober.right(nothingKnown, 500)).isFalse();
    }

    @Test
    void aHealthPathThatIsNotThereIsBad() {
        Intent.Check health = new Intent.Check("/health", 0, "");
        assertThat(Prober.right(health, 204)).isTrue();
        assertThat(Prober.right(health, 404)).isFalse();
        assertThat(Prober.right(new Intent.Check("/items", 200, ""), 204)).isFalse();
    }
}
