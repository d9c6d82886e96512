package dev.slipway.image;

import dev.slipway.exec.files.Home;
import java.nio.file.Path;

final class ImageArchive {
    ImageArchive(Home home) {}

    PackedImage take(Path file, String architecture) {
        throw new IllegalStateException("not yet");
    }
}
