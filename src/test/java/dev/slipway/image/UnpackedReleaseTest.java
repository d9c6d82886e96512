package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Digest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnpackedReleaseTest {
    private final UnpackedRelease release = new UnpackedRelease(Path.of("/r/abc"), Digest.of("tree"));

    @Test
    void everyPathOfTheImageInAClassPathBecomesOneOfThisMachine() {
        assertThat(release.resolve(List.of("java", "-cp", "/app/classes:/app/lib/*", "shop.Main")))
                .containsExactly("java", "-cp", "/r/abc/app/classes:/r/abc/app/lib/*", "shop.Main");
    }

    @Test
    void aPathInsideAnOptionIsFoundAndAWordThatOnlyBeginsSimilarlyIsNot() {
        assertThat(release.resolve(List.of("-Dx=/app/y", "/app", "/apple", "x/app", "/app.jar")))
                .containsExactly("-Dx=/r/abc/app/y", "/r/abc/app", "/apple", "x/app", "/app.jar");
    }
}
