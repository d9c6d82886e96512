package dev.slipway.image;

import java.nio.file.Path;

/** What an image stands on. */
public sealed interface Base {
    /** Nothing: the image holds the application's layers alone and runs only where the host has the runtime. */
    record Empty() implements Base {}

    /** An OCI image layout on disk; of several manifests the one for this platform, else the first. */
    record OciLayout(Path folder) implements Base {}

    /** A tar made by {@code docker save} or {@code podman save}, of either format. */
    record Tar(Path file) implements Base {}

    /**
     * An image in a registry.
     *
     * @param reference {@code host/name@sha256:...}; a tag is allowed, what it stood for is recorded by digest
     */
    record Registry(String reference) implements Base {}

    /** For people and provenance. */
    default String text() {
        return switch (this) {
            case Empty e -> "empty base";
            case OciLayout o -> "oci:" + o.folder().getFileName();
            case Tar t -> "tar:" + t.file().getFileName();
            case Registry r -> r.reference();
        };
    }
}
