package dev.slipway.exec.git;

import dev.slipway.base.Problem;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What git says about a folder, asked of the {@code git} program: it answers in a few milliseconds, where a library needs a
 * quarter of a second to load. Whatever the repository's configuration asks for, nothing of it is executed: hooks, the file
 * system monitor, filters and every transport are switched off, and the index is not written.
 *
 * @param top the work tree's top folder
 * @param path the folder asked about, relative to {@code top}; empty when it is the top
 * @param commit the full object id
 * @param branch empty when no branch is checked out
 * @param origin the URL of the remote {@code origin}, without credentials; empty when there is none
 * @param changes hash over the uncommitted changes below the folder; empty when there are none
 */
public record GitRepository(Path top, String path, String commit, String branch, String origin, String changes) {
    /** For one question; the first one after a reboot reads the index from disk. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Bytes of one answer: a status of some 300,000 files. */
    private static final int MAX_ANSWER = 32 << 20;

    /** The state of this folder; empty when no commit of a repository holds it, or there is no git to ask. */
    public static Optional<GitRepository> of(Path folder, Processes processes) throws InterruptedException {
        Path asked = folder.toAbsolutePath().normalize();
        if (!insideRepository(asked) || Programs.find("git").isEmpty()) {
            return Optional.empty();
        }
        return new Asker(asked, processes).ask();
    }

    /** The version of this folder's contents. */
    public static Version version(Path folder, Processes processes) throws InterruptedException {
        Optional<GitRepository> repository = of(folder, processes);
        return repository.isPresent()
                ? repository.get().version()
                : new Version("nogit-" + Contents.hash(folder).substring(0, 12));
    }

    /** The version of the folder's contents. */
    public Version version() {
        return new Version(commit.substring(0, 7) + (changes.isEmpty() ? "" : "-dirty-" + changes.substring(0, 8)));
    }

    private static boolean insideRepository(Path folder) {
        for (Path here = folder; here != null; here = here.getParent()) {
            if (Files.exists(here.resolve(".git"))) {
                return true;
            }
        }
        return false;
    }

    private record Asker(Path folder, Processes processes) {
        Optional<GitRepository> ask() throws InterruptedException {
            List<String> place = git(List.of("rev-parse", "--show-toplevel", "--show-prefix", "HEAD:./"), Set.of());
            // The last question fails where no commit holds this folder: a copy in an ignored folder, a new repository.
            if (place.size() < 3 || !place.get(2).matches("[0-9a-f]{40,64}")) {
                return Optional.empty();
            }
            Path top = Path.of(place.getFirst());
            String prefix = place.get(1).endsWith("/")
                    ? place.get(1).substring(0, place.get(1).length() - 1)
                    : place.get(1);
            Settings settings = settings();
            if (!settings.switchable()) {
                return Optional.empty();
            }
            List<String> status = git(
                    List.of(
                            "status",
                            "--porcelain=v2",
                            "--branch",
                            "-z",
                            "--untracked-files=all",
                            "--ignore-submodules=all",
                            "--no-renames",
                            "--",
                            "."),
                    settings.filters());
            StatusText text = StatusText.of(status);
            if (text.commit().isEmpty()) {
                return Optional.empty();
            }
            String changes = Contents.changes(top, prefix, text.changes());
            return Optional.of(
                    new GitRepository(top, prefix, text.commit(), text.branch(), settings.origin(), changes));
        }

        private Settings settings() throws InterruptedException {
            Set<String> filters = new HashSet<>();
            String origin = "";
            for (String setting : git(
                    List.of(
                            "config",
                            "--includes",
                            "-z",
                            "--get-regexp",
                            "^(filter\\..*\\.(clean|process|required)|remote\\.origin\\.url)$"),
                    Set.of())) {
                int end = setting.indexOf('\n');
                String key = end < 0 ? setting : setting.substring(0, end);
                if (key.equals("remote.origin.url")) {
                    origin = withoutCredentials(setting.substring(end + 1));
                } else {
                    filters.add(key);
                }
            }
            return new Settings(filters, origin);
        }

        /** The NUL-separated or line-separated fields of the answer; none when git says no. */
        private List<String> git(List<String> arguments, Set<String> filters) throws InterruptedException {
            Processes.Captured answer = processes.capture(GitCommand.of(folder, arguments, filters), LIMIT, MAX_ANSWER);
            if (answer.end() instanceof Processes.End.TimedOut || !answer.whole()) {
                throw slow().asException();
            }
            String separator = arguments.contains("-z") ? "\0" : "\n";
            // rev-parse prints what it can before it fails; the caller looks at what came.
            boolean usable = answer.ok() || arguments.getFirst().equals("rev-parse");
            return usable ? List.of(answer.text().split(separator)) : List.of();
        }

        private Problem slow() {
            return Problem.surroundings(
                    "git did not answer in time",
                    folder.toString(),
                    "a huge work tree, or a slow disk",
                    "run `git status` there and see what takes its time");
        }
    }

    private record Settings(Set<String> filters, String origin) {
        /** Whether {@code -c} can name every filter: an equals sign or a space in a name would leave it switched on. */
        boolean switchable() {
            return filters.stream().allMatch(f -> f.matches("[\\w.-]+"));
        }
    }

    /** {@code https://user:token@host/x} becomes {@code https://host/x}: the token is nobody's business. */
    static String withoutCredentials(String url) {
        return url.replaceFirst("^([a-z+]+://)[^/@]*@", "$1");
    }
}
