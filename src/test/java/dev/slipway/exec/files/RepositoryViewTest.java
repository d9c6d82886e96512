package dev.slipway.exec.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Bounds;
import dev.slipway.base.SlipwayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryViewTest {
    @TempDir
    Path root;

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> paths() {
        return RepositoryView.of(root).files().stream()
                .map(FileView.Entry::path)
                .toList();
    }

    @Test
    void obeysNestedIgnoreFilesAndNegation() throws IOException {
        write(".gitignore", "*.log\n!keep.log\nsecret/\n");
        write("a.log", "");
        write("keep.log", "");
        write("secret/x.txt", "");
        write("sub/.gitignore", "!a.log\nkeep.log\n/only-here.txt\n");
        write("sub/a.log", "");
        write("sub/keep.log", "");
        write("sub/only-here.txt", "");
        write("sub/deeper/only-here.txt", "");
        assertThat(paths())
                .containsExactly(".gitignore", "keep.log", "sub/.gitignore", "sub/a.log", "sub/deeper/only-here.txt");
        assertThat(RepositoryView.of(root).skipped()).contains("secret/: ignored by git", "a.log: ignored by git");
    }

    @Test
    void obeysIgnoreFilesOfTheFoldersAbove() throws IOException {
        write("repo/.git/info/exclude", "private.txt\n");
        write("repo/.gitignore", "*.log\n/app/generated/\n");
        write("repo/app/a.log", "");
        write("repo/app/private.txt", "");
        write("repo/app/generated/x.txt", "");
        write("repo/app/main.txt", "");
        assertThat(RepositoryView.of(root.resolve("repo/app")).files())
                .extracting(FileView.Entry::path)
                .containsExactly("main.txt");
    }

    @Test
    void aRepositoryInsideAnIgnoredFolderIsStillLookedAt() throws IOException {
        write("home/.git/HEAD", "");
        write("home/.gitignore", "*\n");
        write("home/app/main.txt", "");
        assertThat(RepositoryView.of(root.resolve("home/app")).files())
                .extracting(FileView.Entry::path)
                .containsExactly("main.txt");
    }

    @Test
    void skipsToolFoldersAlwaysAndBuildFoldersWithoutManifest() throws IOException {
        write("node_modules/x/package.json", "{}");
        write(".venv/lib/x.py", "");
        write("a/__pycache__/x.pyc", "");
        write("target/classes/A.class", "");
        write("build/package/Dockerfile", "FROM x");
        write("dist/index.js", "");
        write("vendor/modules.txt", "");
        write("main.go", "");
        assertThat(paths()).containsExactly("build/package/Dockerfile", "main.go");
        assertThat(RepositoryView.of(root).skipped()).anyMatch(s -> s.startsWith("dist/: build output"));
    }

    @Test
    void followsNoLinkAndTellsIt() throws IOException {
        write("real.txt", "x");
        Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("real.txt"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        RepositoryView view = RepositoryView.of(root);
        assertThat(view.files()).extracting(FileView.Entry::path).containsExactly("real.txt");
        assertThat(view.skipped()).containsExactlyInAnyOrder("link.txt: a link", "loop: a link");
        assertThat(view.text("link.txt")).isEmpty();
    }

    @Test
    void aFileSwappedForALinkIsNotRead(@TempDir Path outside) throws IOException {
        write("a.txt", "x");
        RepositoryView view = RepositoryView.of(root);
        Files.writeString(outside.resolve("secret"), "secret");
        Files.delete(root.resolve("a.txt"));
        Files.createSymbolicLink(root.resolve("a.txt"), outside.resolve("secret"));
        assertThat(view.text("a.txt")).isEmpty();
    }

    @Test
    void readsTextInTheEncodingItsMarkSays() throws IOException {
        Files.write(root.resolve("utf8"), "\uFEFFgrün".getBytes(StandardCharsets.UTF_8));
        Files.write(root.resolve("utf16be"), "\uFEFFgrün".getBytes(StandardCharsets.UTF_16BE));
        Files.write(root.resolve("utf16le"), "\uFEFFgrün".getBytes(StandardCharsets.UTF_16LE));
        Files.write(root.resolve("latin"), "grün".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(root.resolve("binary"), new byte[] {'a', 0, 'b'});
        RepositoryView view = RepositoryView.of(root);
        assertThat(List.of(view.text("utf8"), view.text("utf16be"), view.text("utf16le")))
                .containsOnly(Optional.of("grün"));
        assertThat(view.text("latin")).contains("gr\uFFFDn");
        assertThat(view.text("binary")).isEmpty();
        assertThat(view.text("absent")).isEmpty();
    }

    @Test
    void largeFilesAreListedButNotRead() throws IOException {
        Files.write(root.resolve("large"), new byte[Bounds.MAX_PARSED_FILE_BYTES + 1]);
        RepositoryView view = RepositoryView.of(root);
        assertThat(view.has("large")).isTrue();
        assertThat(view.text("large")).isEmpty();
        assertThat(view.bytes("large", Bounds.MAX_LOCKFILE_BYTES)).isPresent();
    }

    @Test
    void aFileThatIsNamedIsReadAlsoWhenGitIgnoresIt(@TempDir Path outside) throws IOException {
        write(".gitignore", ".env\nlink\nlinked/\n");
        write(".env", "A=1\n");
        Files.writeString(outside.resolve("x"), "secret");
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("x"));
        Files.createSymbolicLink(root.resolve("linked"), outside);
        RepositoryView view = RepositoryView.of(root);
        assertThat(view.has(".env")).isFalse();
        assertThat(view.text(".env")).isEmpty();
        assertThat(view.namedText(".env")).contains("A=1\n");
        assertThat(view.namedText("link")).isEmpty();
        assertThat(view.namedText("linked/x")).isEmpty();
        assertThat(view.namedText("../x")).isEmpty();
        assertThat(view.namedText("gone")).isEmpty();
        assertThat(view.namedText("a\0b")).isEmpty();
    }

    @Test
    void nothingOutsideTheWalkIsRead() throws IOException {
        write("sub/a.txt", "x");
        write("outside.txt", "secret");
        RepositoryView view = RepositoryView.of(root.resolve("sub"));
        assertThat(view.text("../outside.txt")).isEmpty();
        assertThat(view.text("/etc/passwd")).isEmpty();
    }

    @Test
    void aMissingFolderIsAProblem() {
        assertThatThrownBy(() -> RepositoryView.of(root.resolve("nowhere")))
                .isInstanceOf(SlipwayException.class)
                .hasMessageContaining("there is no folder");
    }
}
