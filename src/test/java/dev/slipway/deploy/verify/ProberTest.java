package dev.slipway.deploy.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intent.Intent;
import java.util.List;
import java.util.Map;
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
    void theTeamsHeadersAreSentAndCannotChooseTheArm() {
        Prober.Aim aim =
                new Prober.Aim("r", java.net.URI.create("http://127.0.0.1"), Map.of("X-Slipway-Arm", "r"), List.of());
        Intent.Check check = new Intent.Check("/", 200, "", Map.of("Accept-Language", "de", "X-Slipway-Arm", "other"));
        assertThat(Prober.headers(aim, check)).isEqualTo(Map.of("Accept-Language", "de", "X-Slipway-Arm", "r"));
    }

    @Test
    void aHealthPathThatIsNotThereIsBad() {
        Intent.Check health = new Intent.Check("/health", 0, "");
        assertThat(Prober.right(health, 204)).isTrue();
        assertThat(Prober.right(health, 404)).isFalse();
        assertThat(Prober.right(new Intent.Check("/items", 200, ""), 204)).isFalse();
    }
}
