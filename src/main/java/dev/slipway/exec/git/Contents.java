package dev.slipway.exec.git;

import dev.slipway.base.Digest;
import dev.slipway.exec.files.FileView;
import dev.slipway.exec.files.RepositoryView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Hashes of files by path, kind and contents: never by time, so that the same contents give the same hash anywhere. */
final class Contents {
    private Contents() {}

    /** Over all files of a folder that {@link RepositoryView} shows; hex. */
    static String hash(Path folder) {
        MessageDigest all = Digest.sha256();
        RepositoryView view = RepositoryView.of(folder);
        for (FileView.Entry file : view.files()) {
            add(all, file.path(), state(view.root().resolve(file.path())));
        }
        return hex(all);
    }

    /** Over the changed files; hex, empty when none truly differs from its commit. */
    static String changes(Path top, String prefix, List<StatusText.Change> changes) {
        MessageDigest all = Digest.sha256();
        Set<String> seen = changes.stream().allMatch(c -> !c.committed().isEmpty()) ? Set.of() : seen(top, prefix);
        boolean any = false;
        for (StatusText.Change change : changes.stream()
                .sorted(Comparator.comparing(StatusText.Change::path))
                .toList()) {
            Path file = top.resolve(change.path());
            // What build tools leave behind in a repository without ignore rules is no change of the source.
            boolean counts = change.committed().isEmpty() ? seen.contains(change.path()) : !same(file, change);
            if (counts) {
                any = true;
                add(all, change.path(), state(file));
            }
        }
        return any ? hex(all) : "";
    }

    private static Set<String> seen(Path top, String prefix) {
        Set<String> seen = new HashSet<>();
        RepositoryView.of(top.resolve(prefix))
                .files()
                .forEach(f -> seen.add(prefix.isEmpty() ? f.path() : prefix + "/" + f.path()));
        return seen;
    }

    /** Staged, then taken back by hand: git lists it, but it is what the commit holds. */
    private static boolean same(Path file, StatusText.Change change) {
        try {
            boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            boolean modeKept = change.committedMode().equals(Files.isExecutable(file) ? "100755" : "100644");
            return regular
                    && modeKept
                    && blobId(file, change.committed().length()).equals(change.committed());
        } catch (IOException e) {
            return false;
        }
    }

    private static String blobId(Path file, int idLength) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance(idLength == 40 ? "SHA-1" : "SHA-256");
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
            update(digest, file);
            return hex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without SHA-1", e);
        }
    }

    /** What stands at a path: kind, executable or not, contents. */
    private static String state(Path file) {
        try {
            if (Files.isSymbolicLink(file)) {
                return "link "
                        + Digest.of(Files.readSymbolicLink(file).toString()).hex();
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? "folder" : "absent";
            }
            MessageDigest digest = Digest.sha256();
            update(digest, file);
            return (Files.isExecutable(file) ? "program " : "file ") + hex(digest);
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
    }

    /** Lengths before the parts: no path can pretend to be another path and its state. */
    private static void add(MessageDigest all, String path, String state) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        all.update((bytes.length + " ").getBytes(StandardCharsets.UTF_8));
        all.update(bytes);
        all.update((state.length() + " " + state).getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
