package dev.slipway.store;

import dev.slipway.base.Digest;
import dev.slipway.base.Problem;
import dev.slipway.exec.files.Home;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs, which refuses to run as root. An ordinary user runs it directly. For root there are two ways: a
 * user namespace without a map (files stay root's), or, where such are forbidden, as most containers do, the user
 * {@code nobody} with data and binaries in a folder that user can enter, because root's home is closed to it.
 */
sealed interface PostgresUser {
    /** Where data and binaries of the user {@code nobody} lie. */
    Path SHARED = Path.of("/var/lib/slipway");

    /** The ordinary user who runs Slipway. */
    record ThisUser() implements PostgresUser {}

    /** Root, seen as nobody from inside a user namespace. */
    record UserNamespace() implements PostgresUser {}

    /** The user {@code nobody}, by number because group names differ between systems. */
    record Nobody(Path shared, int uid, int gid) implements PostgresUser {}

    /** The command line that starts this program so. */
    default List<String> command(List<String> program) {
        List<String> line = new ArrayList<>(
                switch (this) {
                    case ThisUser() -> List.<String>of();
                    case UserNamespace() -> List.of("unshare", "-U");
                    case Nobody(Path shared, int uid, int gid) ->
                        List.of("setpriv", "--reuid=nobody", "--regid=" + gid, "--clear-groups");
                });
        line.addAll(program);
        return List.copyOf(line);
    }

    /** Where a cluster's data lie, given where they would lie for an ordinary user. */
    default Path data(Home home, Path usual) {
        return switch (this) {
            case ThisUser(), UserNamespace() -> usual;
            case Nobody(Path shared, int uid, int gid) ->
                shared.resolve(Digest.of(home.root().toString()).hex().substring(0, 12))
                        .resolve(usual.getFileName());
        };
    }

    /** Where the binaries lie. */
    default Path binaries(Home home) {
        return switch (this) {
            case ThisUser(), UserNamespace() -> home.cache().resolve(PostgresBinaries.FOLDER);
            case Nobody(Path shared, int uid, int gid) -> shared.resolve(PostgresBinaries.FOLDER);
        };
    }

    /** Gives a file or folder to the user PostgreSQL runs as. */
    default void own(Path path) {
        switch (this) {
            case ThisUser(), UserNamespace() -> {}
            case Nobody(Path shared, int uid, int gid) -> {
                try {
                    Files.setAttribute(path, "unix:uid", uid);
                    Files.setAttribute(path, "unix:gid", gid);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot give " + path + " to user nobody", e);
                }
            }
        }
    }

    /**
     * The way that works here; where data already lie decides, so that adopting a running cluster asks nobody.
     *
     * @throws dev.slipway.base.SlipwayException when this is root and neither way works
     */
    static PostgresUser choose(Home home, Path usual, Path shared) throws InterruptedException {
        if (!root()) {
            return new ThisUser();
        }
        Optional<Nobody> nobody = nobody(shared);
        if (nobody.isPresent() && Files.exists(nobody.get().data(home, usual).resolve("PG_VERSION"))) {
            return nobody.get();
        }
        var namespace = new UserNamespace();
        if (Files.exists(usual.resolve("PG_VERSION")) || namespace.works()) {
            return namespace;
        }
        if (nobody.isPresent() && nobody.get().works()) {
            return nobody.get();
        }
        throw forbidden(usual, "`unshare -U` is forbidden and `setpriv --reuid=nobody` does not work");
    }

    /** Asked before a start: whether the way that the data ask for works. */
    default void check(Path usual) throws InterruptedException {
        if (!works()) {
            throw forbidden(
                    usual,
                    "its data were made with `" + String.join(" ", command(List.of())) + "`, which is forbidden here");
        }
    }

    private static dev.slipway.base.SlipwayException forbidden(Path usual, String cause) {
        return Problem.surroundings(
                        "PostgreSQL cannot be started as root here",
                        usual.toString(),
                        cause,
                        "run slipway as an ordinary user, allow user namespaces, or give --database"
                                + " postgresql://USER:PASSWORD@HOST/DATABASE")
                .asException();
    }

    /** Whether a program can be started so. */
    default boolean works() throws InterruptedException {
        if (this instanceof ThisUser) {
            return true;
        }
        try {
            return new Processes()
                    .ask(Command.of(Path.of("/"), command(List.of("true"))))
                    .ok();
        } catch (dev.slipway.base.SlipwayException e) {
            return false;
        }
    }

    /** Whether this process is root. */
    static boolean root() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /** The user {@code nobody} of this system, as passwd(5) has it. */
    static Optional<Nobody> nobody(Path shared) {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(l -> l.split(":", -1))
                    .filter(f -> f.length > 3 && f[0].equals("nobody"))
                    .map(f -> new Nobody(shared, Integer.parseInt(f[2]), Integer.parseInt(f[3])))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
