package dev.slipway.exec.git;

import dev.slipway.base.Problem;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which files below a folder were changed, asked of git's plumbing: it compares names and sizes and runs no filter, hook or
 * driver that a repository's configuration may name.
 */
public final class GitChanges {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_ANSWER = 32 << 20;

    /** Staged files that are read; a commit of more is a move or a copy of somebody else's code. */
    private static final int MAX_STAGED = 5_000;

    /** The tree with nothing in it: what a repository without a commit is compared with. */
    private static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    /** Names of commits as people type them; no option begins so. */
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9@_][\\w./@{}^~+-]{0,200}");

    private final Path folder;
    private final Processes processes;

    public GitChanges(Path folder, Processes processes) {
        this.folder = folder;
        this.processes = processes;
    }

    /**
     * Files that differ from the point where this branch left the revision, committed or not; new ones included, removed ones
     * not. Relative to the folder.
     *
     * @throws dev.slipway.base.SlipwayException (input) when there is no such revision
     */
    public Set<String> since(String revision) throws InterruptedException {
        if (!REVISION.matcher(revision).matches()) {
            throw unknown(revision);
        }
        String base = ask("merge-base", revision, "HEAD").orElse("").strip();
        if (base.isEmpty()) {
            base = ask("rev-parse", "--verify", "--quiet", revision + "^{commit}")
                    .orElseThrow(() -> unknown(revision))
                    .strip();
        }
        Set<String> changed = new TreeSet<>();
        changed.addAll(names(
                "diff-tree", "-r", "--no-renames", "--diff-filter=d", "--name-only", "-z", "--relative", base, "HEAD"));
        changed.addAll(names(
                "diff-index",
                "--cached",
                "--no-renames",
                "--diff-filter=d",
                "--name-only",
                "-z",
                "--relative",
                "HEAD"));
        changed.addAll(names("diff-files", "--no-renames", "--diff-filter=d", "--name-only", "-z", "--relative"));
        changed.addAll(names("ls-files", "--others", "--exclude-standard", "-z"));
        return changed;
    }

    /** What the next commit holds of the files that it changes, by path relative to the folder. */
    public Map<String, byte[]> staged() throws InterruptedException {
        String head = ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
                .orElse(EMPTY_TREE)
                .strip();
        Map<String, byte[]> contents = new TreeMap<>();
        for (String name : names(
                "diff-index", "--cached", "--no-renames", "--diff-filter=d", "--name-only", "-z", "--relative", head)) {
            if (contents.size() < MAX_STAGED) {
                Processes.Captured blob = git("cat-file", "blob", ":./" + name);
                if (blob.ok() && blob.whole()) {
                    contents.put(name, blob.output());
                }
            }
        }
        return contents;
    }

    private List<String> names(String... arguments) throws InterruptedException {
        return ask(arguments).stream()
                .flatMap(a -> Pattern.compile("\0").splitAsStream(a))
                .filter(n -> !n.isEmpty())
                .toList();
    }

    private Optional<String> ask(String... arguments) throws InterruptedException {
        Processes.Captured answer = git(arguments);
        return answer.ok() && answer.whole() ? Optional.of(answer.text()) : Optional.empty();
    }

    private Processes.Captured git(String... arguments) throws InterruptedException {
        if (Programs.find("git").isEmpty()) {
            throw Problem.surroundings(
                            "there is no git to ask what changed",
                            folder.toString(),
                            "",
                            "install git, or check everything")
                    .asException();
        }
        List<String> words = new ArrayList<>(List.of("git", "--no-pager"));
        for (String setting : List.of(
                "core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "safe.directory=*")) {
            words.add("-c");
            words.add(setting);
        }
        words.addAll(List.of(arguments));
        return processes.capture(new Command(words, folder, environment(), Map.of()), LIMIT, MAX_ANSWER);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "PATH", Environment.path(),
                "LC_ALL", "C.UTF-8",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_OPTIONAL_LOCKS", "0",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_NO_LAZY_FETCH", "1",
                "GIT_ALLOW_PROTOCOL", "none"));
        // A hook runs us with the index that is about to be committed.
        for (String name : List.of("HOME", "XDG_CONFIG_HOME", "GIT_INDEX_FILE")) {
            String value = Environment.get(name);
            if (!value.isEmpty()) {
                environment.put(name, value);
            }
        }
        return environment;
    }

    private static RuntimeException unknown(String revision) {
        return Problem.input(
                        "git knows no revision `" + revision + "` here",
                        "it is misspelled, not fetched, or this is no repository",
                        "name a branch, tag or commit, for example --changed-since origin/main")
                .asException();
    }
}
