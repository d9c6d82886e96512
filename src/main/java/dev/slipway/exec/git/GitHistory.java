package dev.slipway.exec.git;

import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Every version of every file that a repository holds or that is staged, each contents once: for searches in what was
 * committed. Paths are relative to the folder asked about. Runs nothing that the repository asks for.
 *
 * @param versions oldest first
 * @param whole whether all of the history was seen; bounds keep a huge one short
 */
public record GitHistory(List<Version> versions, boolean whole) {
    /** For one question; a history of a hundred thousand commits takes some ten seconds. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Bytes of the list of changes: some 800,000 of them. */
    private static final int MAX_LIST = 128 << 20;

    /** Bytes of contents that are held at a time. */
    private static final int MAX_BATCH = 16 << 20;

    /** Bytes at the start of a file in which a NUL makes it binary: git's own measure. */
    private static final int BINARY_PROBE = 8_000;

    public GitHistory {
        versions = List.copyOf(versions);
    }

    /**
     * Contents that a file once had.
     *
     * @param blob its object id
     * @param path where it was first
     * @param commit that brought it first; empty when it is only staged
     * @param current whether the commit that is checked out has it, at any path
     */
    public record Version(String blob, String path, String commit, boolean current) {}

    /**
     * All versions of files below a folder, in all branches and tags; empty when no commit of a repository holds it.
     *
     * @param maxCommits only the newest ones are looked at
     */
    public static Optional<GitHistory> of(Path folder, Processes processes, int maxCommits)
            throws InterruptedException {
        Asker asker = new Asker(folder.toAbsolutePath().normalize(), processes);
        if (!asker.knows()) {
            return Optional.empty();
        }
        Set<String> current = asker.current();
        List<String> arguments = new ArrayList<>(List.of("log", "--all", "--topo-order", "--reverse"));
        arguments.addAll(List.of("--max-count=" + maxCommits, "--full-history", "-c", "--root", "--raw", "-z"));
        arguments.addAll(List.of("--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative"));
        arguments.addAll(List.of("--format=commit %H", "--", "."));
        Answer answer = asker.ask(arguments);
        Map<String, Version> first = new LinkedHashMap<>();
        int commits = versions(answer.fields(), current, first);
        return Optional.of(new GitHistory(List.copyOf(first.values()), answer.whole() && commits < maxCommits));
    }

    /** What is staged and differs from the commit; empty as {@link #of}, but also for a repository without a commit. */
    public static Optional<GitHistory> staged(Path folder, Processes processes) throws InterruptedException {
        Asker asker = new Asker(folder.toAbsolutePath().normalize(), processes);
        if (!asker.inside()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(List.of("diff", "--cached", "--raw", "-z", "--no-abbrev"));
        arguments.addAll(List.of("--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "--", "."));
        Answer answer = asker.ask(arguments);
        Map<String, Version> first = new LinkedHashMap<>();
        versions(answer.fields(), Set.of(), first);
        return Optional.of(new GitHistory(List.copyOf(first.values()), answer.whole()));
    }

    /** The texts of these versions, in order; binary and larger ones are left out. Returns how many were. */
    public int texts(Path folder, Processes processes, int maxBytes, BiConsumer<Version, String> receiver)
            throws InterruptedException {
        Asker asker = new Asker(folder.toAbsolutePath().normalize(), processes);
        Map<String, Integer> sizes = asker.sizes(versions);
        int skipped = 0;
        List<Version> batch = new ArrayList<>();
        int bytes = 0;
        for (Version version : versions) {
            int size = sizes.getOrDefault(version.blob(), Integer.MAX_VALUE);
            if (size > maxBytes) {
                skipped++;
            } else {
                if (bytes + size > MAX_BATCH) {
                    skipped += asker.contents(batch, receiver);
                    batch.clear();
                    bytes = 0;
                }
                batch.add(version);
                bytes += size;
            }
        }
        return skipped + asker.contents(batch, receiver);
    }

    /**
     * Reads the raw format (git-diff(1)): {@code :modes ids status}, NUL, path; with one more colon, mode and id for each
     * further parent of a merge. Returns how many commits there were.
     */
    private static int versions(List<String> fields, Set<String> current, Map<String, Version> first) {
        String commit = "";
        int commits = 0;
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i).strip();
            if (field.startsWith("commit ")) {
                commit = field.substring(7);
                commits++;
            } else if (field.startsWith(":") && i + 1 < fields.size()) {
                String path = fields.get(++i);
                String[] parts = field.replaceFirst("^:+", "").split(" ", -1);
                // n parents: n + 1 modes, n + 1 ids, one status.
                int own = (parts.length - 1) / 2;
                boolean file = own > 0 && parts[own - 1].startsWith("100");
                String blob = parts[parts.length - 2];
                if (file && !blob.matches("0+")) {
                    String brought = commit;
                    // Of the history each contents once; of what is staged each path, for rules about names.
                    first.computeIfAbsent(
                            brought.isEmpty() ? path : blob,
                            k -> new Version(blob, path, brought, current.contains(blob)));
                }
            }
        }
        return commits;
    }

    private record Answer(List<String> fields, boolean whole) {}

    private record Asker(Path folder, Processes processes) {
        boolean inside() throws InterruptedException {
            return Files.isDirectory(folder)
                    && Programs.find("git").isPresent()
                    && ask(List.of("rev-parse", "--is-inside-work-tree"))
                            .fields()
                            .contains("true\n");
        }

        boolean knows() throws InterruptedException {
            return inside()
                    && !ask(List.of("rev-parse", "--verify", "HEAD")).fields().isEmpty();
        }

        /** The object ids of the commit that is checked out. */
        Set<String> current() throws InterruptedException {
            Set<String> ids = new HashSet<>();
            for (String line : ask(List.of("ls-tree", "-r", "-z", "HEAD")).fields()) {
                String[] parts = line.split("[ \t]", 4);
                if (parts.length == 4) {
                    ids.add(parts[2]);
                }
            }
            return ids;
        }

        Answer ask(List<String> arguments) throws InterruptedException {
            Processes.Captured answer = processes.capture(GitCommand.of(folder, arguments, Set.of()), LIMIT, MAX_LIST);
            boolean usable = answer.ok() || !answer.whole();
            List<String> fields =
                    usable && answer.output().length > 0 ? List.of(answer.text().split("\0", -1)) : List.of();
            return new Answer(fields, answer.ok());
        }

        Map<String, Integer> sizes(List<Version> versions) throws InterruptedException {
            Map<String, Integer> sizes = new HashMap<>();
            byte[] answer = batch(versions, "--batch-check");
            for (String line : new String(answer, StandardCharsets.UTF_8).split("\n", -1)) {
                String[] parts = line.split(" ", -1);
                if (parts.length == 3 && parts[1].equals("blob") && parts[2].length() < 10) {
                    sizes.put(parts[0], Integer.parseInt(parts[2]));
                }
            }
            return sizes;
        }

        int contents(List<Version> versions, BiConsumer<Version, String> receiver) throws InterruptedException {
            byte[] answer = versions.isEmpty() ? new byte[0] : batch(versions, "--batch");
            int skipped = versions.size();
            int at = 0;
            for (Version version : versions) {
                int end = at;
                while (end < answer.length && answer[end] != '\n') {
                    end++;
                }
                String[] head = new String(answer, at, end - at, StandardCharsets.US_ASCII).split(" ", -1);
                int size = head.length == 3 && head[1].equals("blob") ? Integer.parseInt(head[2]) : -1;
                boolean there = size >= 0 && end + 1 + size <= answer.length;
                if (there && !binary(answer, end + 1, size)) {
                    receiver.accept(version, new String(answer, end + 1, size, StandardCharsets.UTF_8));
                    skipped--;
                }
                // Contents are followed by a line end; "missing" has none.
                at = there ? end + size + 2 : end + 1;
            }
            return skipped;
        }

        private byte[] batch(List<Version> versions, String how) throws InterruptedException {
            try {
                Path input = Files.createTempFile("slipway-blobs", ".txt");
                try {
                    Files.writeString(
                            input,
                            String.join(
                                            "\n",
                                            versions.stream().map(Version::blob).toList()) + "\n");
                    return processes
                            .capture(GitCommand.of(folder, List.of("cat-file", how), Set.of()), input, LIMIT, MAX_LIST)
                            .output();
                } finally {
                    Files.deleteIfExists(input);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the list of versions", e);
            }
        }

        private static boolean binary(byte[] bytes, int from, int size) {
            for (int i = from; i < from + Math.min(size, BINARY_PROBE); i++) {
                if (bytes[i] == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
