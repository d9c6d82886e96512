package dev.slipway.proxy;

import java.nio.file.Path;
import java.time.InstantSource;

/** The data-plane process: {@code ProxyMain RUN_DIR}. */
public final class ProxyMain {
    private ProxyMain() {}

    /** Serves until ended. */
    public static void main(String[] args) throws Exception {
        Logging.quiet();
        try (Proxy proxy = Proxy.start(Path.of(args[0]), InstantSource.system())) {
            proxy.follow();
        }
    }
}
