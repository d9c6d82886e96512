package dev.slipway.app.run;

import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import dev.slipway.pipeline.session.RunRequest.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What git says about the repository, in as few questions as possible. */
final class GitFacts {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_ANSWER = 8 << 20;
    private static final String NONE = "0".repeat(40);
    private static final Pattern REMOTE = Pattern.compile(
            "^(?:(https?)://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/]+@)([^/:]+)(?::\\d+)?[:/](.+?)(?:\\.git)?/?$");

    private final Path top;
    private final Processes processes;

    GitFacts(Path top, Processes processes) {
        this.top = top;
        this.processes = processes;
    }

    /** The folder above that holds a {@code .git}; the folder itself when there is none. */
    static Path topOf(Path folder) {
        Path start = folder.toAbsolutePath().normalize();
        for (Path here = start; here != null; here = here.getParent()) {
            if (Files.exists(here.resolve(".git"))) {
                return here;
            }
        }
        return start;
    }

    Repository repository() throws InterruptedException {
        String folder = String.valueOf(top.getFileName());
        if (!Files.exists(top.resolve(".git")) || Programs.find("git").isEmpty()) {
            return new Repository("local/" + folder, "", "main", "main", "", NONE, NONE, "", user());
        }
        // One question for the commit, one for names and places: each start of git costs a few milliseconds.
        List<String> log = lines(List.of("log", "-1", "--format=%H%n%P%n%an%n%D%n%s"));
        String branch = line(List.of("symbolic-ref", "-q", "--short", "HEAD"));
        String remote = line(List.of("config", "--get", "remote.origin.url"));
        String commit = log.isEmpty() ? NONE : log.get(0);
        String parents = log.size() > 1 ? log.get(1) : "";
        String actor = log.size() > 2 && !log.get(2).isBlank() ? log.get(2).replace(' ', '-') : user();
        String names = log.size() > 3 ? log.get(3) : "";
        Matcher tag = Pattern.compile("tag: ([^,]+)").matcher(names);
        Matcher url = REMOTE.matcher(remote);
        boolean known = url.matches();
        return new Repository(
                known ? url.group(3) : "local/" + folder,
                known ? "https://" + url.group(2) : "",
                branch,
                defaultBranch(branch),
                tag.find() ? tag.group(1).strip() : "",
                commit,
                parents.isBlank() ? NONE : parents.split(" ")[0],
                log.size() > 4 ? log.get(4) : "",
                actor);
    }

    /** Files that the last commit changed, and those changed since. */
    Optional<List<String>> changed() throws InterruptedException {
        if (!Files.exists(top.resolve(".git"))) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>(lines(List.of("diff", "--name-only", "HEAD~1")));
        all.addAll(lines(List.of("ls-files", "-o", "--exclude-standard")));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private String defaultBranch(String branch) {
        try {
            Path head = top.resolve(".git/refs/remotes/origin/HEAD");
            if (Files.isRegularFile(head)) {
                return Files.readString(head).strip().replaceFirst("^ref: refs/remotes/origin/", "");
            }
        } catch (java.io.IOException e) {
            // Then by name, below.
            return "main";
        }
        for (String name : List.of("main", "master")) {
            if (Files.exists(top.resolve(".git/refs/heads").resolve(name))) {
                return name;
            }
        }
        return branch.isEmpty() ? "main" : branch;
    }

    private static String user() {
        return System.getProperty("user.name", "user");
    }

    private String line(List<String> words) throws InterruptedException {
        return lines(words).stream().findFirst().orElse("");
    }

    private List<String> lines(List<String> words) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "git",
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "safe.directory=*",
                "-c",
                "log.showSignature=false"));
        all.addAll(words);
        Processes.Captured answer = processes.capture(
                new Command(
                        all,
                        top,
                        Map.of(
                                "PATH",
                                Environment.path(),
                                "LANG",
                                "C.UTF-8",
                                "GIT_OPTIONAL_LOCKS",
                                "0",
                                "HOME",
                                System.getProperty("user.home")),
                        Map.of()),
                LIMIT,
                MAX_ANSWER);
        return answer.ok() ? answer.text().lines().toList() : List.of();
    }
}
