package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.check.rules.secrets.SecretRules;
import dev.slipway.exec.process.Command;
import dev.slipway.exec.process.Environment;
import dev.slipway.exec.process.Processes;
import dev.slipway.exec.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretHistoryTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    /** Made up. */
    private static final String PASSWORD = "Xk29vTq" + "Lm4Zr";

    @TempDir
    Path folder;

    private final Processes processes = new Processes();

    @BeforeEach
    void repository() throws Exception {
        assumeTrue(Programs.find("git").isPresent(), "git is not installed");
        git("init", "-q");
    }

    private void git(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(
                List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"));
        words.addAll(List.of(arguments));
        Processes.Result result = processes.ask(
                new Command(words, folder, Map.of("PATH", Environment.path(), "HOME", folder.toString()), Map.of()));
        assertThat(result.ok()).as("%s: %s", words, result.tail()).isTrue();
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    private SecretHistory.Result history(Path where) throws Exception {
        return SecretHistory.of(where, processes, SecretRules.ALL, TODAY, n -> {})
                .orElseThrow();
    }

    @Test
    void findsWhatWasRemovedAndSaysWhichCommitBroughtIt() throws Exception {
        write("a b/app.properties", "x=1\ndb.password=" + PASSWORD + "\n");
        commit("one");
        write("a b/app.properties", "x=2\ndb.password=" + PASSWORD + "\n");
        commit("two");
        write("a b/app.properties", "x=2\ndb.password=${DB_PASSWORD}\n");
        commit("three");
        SecretHistory.Result result = history(folder);
        assertThat(result.whole()).isTrue();
        assertThat(result.versions()).isEqualTo(3);
        assertThat(result.gone()).singleElement().satisfies(f -> {
            assertThat(f.rule()).isEqualTo("secret/password-assigned");
            assertThat(f.place()).isEqualTo(new Place("a b/app.properties", 2, 13));
            assertThat(f.message()).contains("since commit", "removed since");
            assertThat(f.toString()).doesNotContain(PASSWORD);
        });
    }

    @Test
    void saysWhenItIsStillThere() throws Exception {
        write("app.properties", "db.password=" + PASSWORD + "\n");
        commit("one");
        write("app.properties", "db.password=" + PASSWORD + "\nx=1\n");
        commit("two");
        SecretHistory.Result result = history(folder);
        assertThat(result.leaks()).singleElement().satisfies(l -> {
            assertThat(l.current()).isTrue();
            assertThat(l.finding().message()).contains("still there");
        });
        assertThat(result.gone()).isEmpty();
    }

    @Test
    void looksIntoOtherBranchesMergesAndSubfolders() throws Exception {
        write("base.txt", "1\n");
        commit("base");
        git("checkout", "-q", "-b", "side");
        write("sub/side.properties", "api.token=" + PASSWORD + "\n");
        commit("side");
        git("checkout", "-q", "-");
        write("other.txt", "2\n");
        commit("other");
        git("merge", "-q", "--no-commit", "--no-ff", "side");
        write("merge.properties", "db.password=" + PASSWORD.replace('9', '7') + "\n");
        commit("merge");
        git("rm", "-q", "merge.properties", "sub/side.properties");
        git("commit", "-q", "-m", "clean");
        assertThat(history(folder).gone())
                .extracting(f -> f.place().file())
                .containsExactly("merge.properties", "sub/side.properties");
        Files.createDirectories(folder.resolve("sub"));
        assertThat(history(folder.resolve("sub")).gone())
                .extracting(f -> f.place().file())
                .containsExactly("side.properties");
    }

    @Test
    void aSuppressionInTheFileCountsAndBinariesAreSkipped() throws Exception {
        write("a.properties", "# slipway:ignore secret/password-assigned reason=test\ndb.password=" + PASSWORD + "\n");
        write("b.bin", "db.password=\u0000" + PASSWORD + "\n");
        commit("one");
        SecretHistory.Result result = history(folder);
        assertThat(result.leaks()).isEmpty();
        assertThat(result.skipped()).isEqualTo(1);
    }

    @Test
    void findsWhatIsStagedAndNotWhatIsOnlyInTheFolder() throws Exception {
        write("a.properties", "db.password=" + PASSWORD + "\n");
        write("b.properties", "db.password=" + PASSWORD + "\n");
        git("add", "a.properties");
        write("a.properties", "db.password=\n");
        SecretHistory.Result result =
                SecretHistory.staged(folder, processes, SecretRules.ALL, TODAY).orElseThrow();
        assertThat(result.leaks())
                .extracting(SecretHistory.Leak::finding)
                .extracting(Finding::place)
                .containsExactly(new Place("a.properties", 1, 13));
        assertThat(SecretHistory.stagedView(folder, processes).orElseThrow().text("a.properties"))
                .hasValueSatisfying(t -> assertThat(t).contains(PASSWORD));
    }

    @Test
    void thereIsNothingToSayWithoutARepositoryOrCommit() throws Exception {
        assertThat(SecretHistory.of(folder, processes, SecretRules.ALL, TODAY, n -> {}))
                .isEmpty();
    }
}
