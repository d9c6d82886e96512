package dev.slipway.exec.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeDigestTest {
    @TempDir
    Path folder;

    @Test
    void changesWithContentNameModeAndLinkButNotWithTimes() throws IOException {
        Path tree = make("a");
        Digest first = TreeDigest.of(tree);
        assertThat(TreeDigest.of(make("b"))).isEqualTo(first);
        Files.setLastModifiedTime(tree.resolve("bin/run"), FileTime.fromMillis(0));
        Files.createDirectories(tree.resolve("empty"));
        assertThat(TreeDigest.of(tree)).isEqualTo(first);

        Path content = make("c");
        Files.writeString(content.resolve("lib/x.jar"), "other");
        Path name = make("d");
        Files.move(name.resolve("lib/x.jar"), name.resolve("lib/y.jar"));
        Path mode = make("e");
        Files.setPosixFilePermissions(mode.resolve("lib/x.jar"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path link = make("f");
        Files.delete(link.resolve("current"));
        Files.createSymbolicLink(link.resolve("current"), Path.of("bin"));
        Path more = make("g");
        Files.writeString(more.resolve("more"), "");
        assertThat(java.util.List.of(content, name, mode, link, more))
                .extracting(TreeDigest::of)
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesAFolderThatIsAbsent() {
        assertThatThrownBy(() -> TreeDigest.of(folder.resolve("absent"))).isInstanceOf(UncheckedIOException.class);
    }

    private Path make(String name) throws IOException {
        Path tree = folder.resolve(name);
        Files.createDirectories(tree.resolve("bin"));
        Files.createDirectories(tree.resolve("lib"));
        Files.writeString(tree.resolve("bin/run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(tree.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(tree.resolve("lib/x.jar"), "jar");
        Files.setPosixFilePermissions(tree.resolve("lib/x.jar"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(tree.resolve("current"), Path.of("lib"));
        return tree;
    }
}
