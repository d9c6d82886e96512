package dev.slipway.proxy;

import java.nio.file.Path;
import java.time.InstantSource;

/** The data-plane process: {@code ProxyMain RUN_DIR}; with {@code --rehearse} a {@link Rehearsal} in that folder. */
public final class ProxyMain {
    private ProxyMain() {}

    /** Serves until ended. */
    public static void main(String[] args) throws Exception {
        Logging.quiet();
        Path folder = Path.of(args[0]);
        if (args.length > 1 && args[1].equals("--rehearse")) {
            Rehearsal.play(folder);
            return;
        }
        try (Proxy proxy = Proxy.start(folder, InstantSource.system())) {
            proxy.follow();
        }
    }
}
