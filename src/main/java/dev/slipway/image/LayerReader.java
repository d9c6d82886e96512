package dev.slipway.image;

import dev.slipway.base.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Lays layers over each other in a folder that stands for {@code /}, whiteouts included (image-spec 1.1, layer.md). Nothing
 * is written outside of the folder and no link leads there: names with {@code ..} are refused, absolute link targets become
 * relative ones inside, a link on the way to a file is followed by us within the folder, never by the kernel. Devices and
 * pipes are passed over; owners, times and setuid bits are dropped.
 */
final class LayerReader {
    /** Entries of one image. */
    private static final int MAX_ENTRIES = 1_000_000;

    /** Bytes of one image's files. */
    private static final long MAX_BYTES = 16L << 30;

    /** Links that are followed on the way to one file, as Linux does. */
    private static final int MAX_LINKS = 40;

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";

    private final Path root;
    private final String image;
    private Set<Path> ofThisLayer = new HashSet<>();
    private int entries;
    private long bytes;

    LayerReader(Path root, String image) {
        this.root = root;
        this.image = image;
    }

    /** Reads one layer, already decompressed, and lays it over those before. */
    void add(InputStream layer) throws IOException {
        ofThisLayer = new HashSet<>();
        var tar = new TarArchiveInputStream(layer, StandardCharsets.UTF_8.name());
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (++entries > MAX_ENTRIES) {
                throw bad("it has more than " + MAX_ENTRIES + " entries");
            }
            List<String> parts = parts(entry.getName());
            if (!parts.isEmpty()) {
                add(tar, entry, parts);
            }
        }
    }

    private void add(TarArchiveInputStream tar, TarArchiveEntry entry, List<String> parts) throws IOException {
        Path folder = realFolder(parts.subList(0, parts.size() - 1), entry.getName());
        String name = parts.getLast();
        if (name.equals(OPAQUE)) {
            clear(folder);
        } else if (name.startsWith(WHITEOUT)) {
            Path hidden = folder.resolve(name.substring(WHITEOUT.length())).normalize();
            if (hidden.startsWith(folder) && !hidden.equals(folder) && !ofThisLayer.contains(hidden)) {
                TreeRemoval.remove(hidden);
            }
        } else {
            place(tar, entry, folder.resolve(name));
        }
    }

    private void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        boolean folder = entry.isDirectory();
        if (folder && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            mark(path);
            return;
        }
        if (folder || entry.isFile() || entry.isSymbolicLink() || entry.isLink()) {
            TreeRemoval.remove(path);
            mark(path);
        }
        if (folder) {
            Files.createDirectory(path);
        } else if (entry.isSymbolicLink()) {
            symbolicLink(path, entry.getLinkName(), entry.getName());
        } else if (entry.isLink()) {
            hardLink(path, entry);
        } else if (entry.isFile()) {
            file(tar, entry, path);
        }
    }

    private void mark(Path path) {
        for (Path p = path; p != null && !p.equals(root); p = p.getParent()) {
            if (!ofThisLayer.add(p)) {
                return;
            }
        }
    }

    private void file(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        long left = MAX_BYTES - bytes;
        try (OutputStream out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw bad("its files are larger than " + (MAX_BYTES >> 30) + " GiB");
                }
                out.write(buffer, 0, n);
            }
        }
        bytes = MAX_BYTES - left;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "r-xr-xr-x" : "r--r--r--"));
    }

    private void symbolicLink(Path path, String target, String name) throws IOException {
        Path folder = java.util.Objects.requireNonNull(path.getParent());
        Path inside = target.startsWith("/")
                ? root.resolve(target.replaceFirst("^/+", "")).normalize()
                : folder.resolve(target).normalize();
        if (!inside.startsWith(root)) {
            throw bad("the link '" + printable(name) + "' leads outside, to '" + printable(target) + "'");
        }
        String relative = folder.relativize(inside).toString();
        Files.createSymbolicLink(path, Path.of(relative.isEmpty() ? "." : relative));
    }

    private void hardLink(Path path, TarArchiveEntry entry) throws IOException {
        List<String> parts = parts(entry.getLinkName());
        if (parts.isEmpty()) {
            throw bad("the hard link '" + printable(entry.getName()) + "' has no target");
        }
        Path target =
                realFolder(parts.subList(0, parts.size() - 1), entry.getName()).resolve(parts.getLast());
        if (Files.isSymbolicLink(target)) {
            Path folder = java.util.Objects.requireNonNull(target.getParent());
            Path inside = folder.resolve(Files.readSymbolicLink(target)).normalize();
            symbolicLink(path, "/" + root.relativize(inside), entry.getName());
        } else if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            Files.createLink(path, target);
        } else {
            throw bad("the hard link '" + printable(entry.getName()) + "' has no target");
        }
    }

    /** The real folder with this path in the image: links on the way are followed within the root; absent ones are made. */
    private Path realFolder(List<String> parts, String name) throws IOException {
        Path at = root;
        List<String> left = new ArrayList<>(parts);
        int links = 0;
        while (!left.isEmpty()) {
            String part = left.removeFirst();
            if (part.equals("..")) {
                at = at.equals(root) ? root : java.util.Objects.requireNonNull(at.getParent());
                continue;
            }
            Path next = at.resolve(part);
            if (Files.isSymbolicLink(next)) {
                if (++links > MAX_LINKS) {
                    throw bad("'" + printable(name) + "' lies behind too many links");
                }
                // All links here are relative and were made by us.
                left.addAll(0, List.of(Files.readSymbolicLink(next).toString().split("/")));
                left.removeIf(p -> p.isEmpty() || p.equals("."));
                continue;
            }
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(next);
                Files.createDirectory(next);
                mark(next);
            }
            at = next;
        }
        return at;
    }

    /** Removes what lower layers put into a folder. */
    private void clear(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                if (!ofThisLayer.contains(child)) {
                    TreeRemoval.remove(child);
                } else if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    clear(child);
                }
            }
        }
    }

    private List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : name.split("/")) {
            if (part.equals("..") || part.indexOf('\0') >= 0) {
                throw bad("an entry has the name '" + printable(name) + "'");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts;
    }

    private static String printable(String text) {
        String cut = text.length() > 120 ? text.substring(0, 120) + "…" : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    private RuntimeException bad(String cause) {
        return Problem.input("an image's layer is not fit to be unpacked: " + image, cause, "do not use this image")
                .asException();
    }
}
