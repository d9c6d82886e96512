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
     * The way that works here; where data already lie decides first.
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
        if (works(List.of("unshare", "-U", "true"))) {
            return new UserNamespace();
        }
        boolean dataOfOurs = Files.exists(usual.resolve("PG_VERSION"));
        if (!dataOfOurs && nobody.isPresent() && works(nobody.get().command(List.of("true")))) {
            return nobody.get();
        }
        throw Problem.surroundings(
                        "PostgreSQL cannot be started as root here",
                        usual.toString(),
                        dataOfOurs
                                ? "its data belong to root, and `unshare -U` is forbidden"
                                : "`unshare -U` is forbidden and `setpriv --reuid=nobody` does not work",
                        "run slipway as an ordinary user, allow user namespaces, or give --database"
                                + " postgresql://USER:PASSWORD@HOST/DATABASE")
                .asException();
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

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return new Processes().ask(Command.of(Path.of("/"), command)).ok();
        } catch (dev.slipway.base.SlipwayException e) {
            return false;
        }
    }
}
