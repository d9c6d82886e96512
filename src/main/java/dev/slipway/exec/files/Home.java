package dev.slipway.exec.files;

import dev.slipway.base.Digest;
import dev.slipway.exec.process.Environment;
import java.nio.file.Path;

/**
 * The layout of {@code SLIPWAY_HOME} (default {@code ~/.slipway}): what Slipway keeps on this machine for this user. Two
 * users have two homes and never meet.
 */
public record Home(Path root) {
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The home of the user who started this process. */
    public static Home ofThisUser() {
        String set = Environment.get("SLIPWAY_HOME");
        return new Home(set.isEmpty() ? Path.of(System.getProperty("user.home"), ".slipway") : Path.of(set));
    }

    /** The keeper's and the proxy's files; the CLI writes {@code desired/} and {@code routes.json}. */
    public Path run() {
        return root.resolve("run");
    }

    /** Process specifications: what shall run. */
    public Path desired() {
        return run().resolve("desired");
    }

    /** Process states: what runs, written by the keeper alone. */
    public Path observed() {
        return run().resolve("observed");
    }

    /** The route table. */
    public Path routes() {
        return run().resolve("routes.json");
    }

    /** The release unpacked from the image with this digest: read-only. */
    public Path release(Digest digest) {
        return root.resolve("releases").resolve(digest.hex());
    }

    /** Images as OCI layouts, by digest. */
    public Path images() {
        return root.resolve("images");
    }

    /** Content-addressed blobs: evidence, reports, logs of runs. */
    public Path blobs() {
        return root.resolve("blobs");
    }

    /** Keys, each of mode 600. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Sealed secrets by name and version. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** Logs of applications, keeper, proxy and of our own failures. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** Journal files of commands that need no history. */
    public Path runs() {
        return root.resolve("runs");
    }

    /** The data folder of the embedded PostgreSQL that keeps the history. */
    public Path database() {
        return root.resolve("postgres");
    }

    /** The data folder of the second cluster, for the applications' databases. */
    public Path applicationDatabases() {
        return root.resolve("postgres-apps");
    }

    /** What can be made again: unpacked binaries, build scratch. */
    public Path cache() {
        return root.resolve("cache");
    }
}
