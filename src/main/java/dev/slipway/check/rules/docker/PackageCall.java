package dev.slipway.check.rules.docker;

import dev.slipway.check.DockerFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call of a package manager in a RUN instruction.
 *
 * @param manager {@code apt-get}, {@code apk}, {@code pip} ...
 * @param action what it is told to do: {@code install}, {@code add}, {@code update}
 * @param packages what it is told to do that with
 * @param flags in order
 */
record PackageCall(DockerFile.Run run, String manager, String action, List<String> packages, List<String> flags) {
    PackageCall {
        packages = List.copyOf(packages);
        flags = List.copyOf(flags);
    }

    private static final Map<String, Set<String>> INSTALL = Map.of(
            "apt-get", Set.of("install"),
            "apt", Set.of("install"),
            "apk", Set.of("add"),
            "yum", Set.of("install"),
            "dnf", Set.of("install"),
            "microdnf", Set.of("install"),
            "zypper", Set.of("install", "in"),
            "pip", Set.of("install"),
            "npm", Set.of("install", "i", "add"),
            "gem", Set.of("install"));

    /** Flags that take the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-i",
            "--index-url",
            "--extra-index-url",
            "--trusted-host",
            "-t",
            "--virtual",
            "-X",
            "--repository",
            "-o",
            "--option",
            "--target-release",
            "--target",
            "--prefix",
            "--find-links",
            "-f",
            "-e",
            "--editable",
            "--python-version",
            "--platform",
            "-v",
            "--version",
            "--root",
            "--installroot",
            "--repo",
            "--enablerepo",
            "--disablerepo",
            "--registry",
            "--cache-dir");

    /** The call of a command, when it is one. */
    static Optional<PackageCall> of(DockerFile.Run run) {
        List<String> words = run.words();
        int start = 0;
        if (words.size() > 2
                && words.get(0).matches("(.*/)?python[0-9.]*")
                && words.get(1).equals("-m")) {
            start = 2;
        }
        if (words.size() <= start) {
            return Optional.empty();
        }
        String manager = words.get(start).replaceFirst(".*/", "").replaceFirst("^pip[0-9.]+$", "pip");
        if (!INSTALL.containsKey(manager)) {
            return Optional.empty();
        }
        String action = "";
        List<String> packages = new ArrayList<>();
        List<String> flags = new ArrayList<>();
        for (int i = start + 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-")) {
                flags.add(word);
                i += WITH_VALUE.contains(word) ? 1 : 0;
            } else if (word.matches("\\d?>.*|&|[(){}]")) {
                break;
            } else if (action.isEmpty()) {
                action = word;
            } else {
                packages.add(word);
            }
        }
        return Optional.of(new PackageCall(run, manager, action, packages, flags));
    }

    /** The calls of a file that install something, by one of these managers. */
    static List<PackageCall> installs(List<DockerFile.Run> runs, Set<String> managers) {
        return runs.stream()
                .flatMap(r -> of(r).stream())
                .filter(c -> managers.contains(c.manager()) && c.installs())
                .toList();
    }

    /** Whether it installs. */
    boolean installs() {
        return INSTALL.getOrDefault(manager, Set.of()).contains(action);
    }

    /** Whether it has one of these flags. */
    boolean has(String... names) {
        return List.of(names).stream().anyMatch(flags::contains);
    }
}
