package dev.slipway.image;

import dev.slipway.exec.files.Home;

public final class RegistryImages {
    public RegistryImages(Home home) {}

    PackedImage fetch(String reference, String architecture) throws InterruptedException {
        throw new IllegalStateException("not yet");
    }
}
