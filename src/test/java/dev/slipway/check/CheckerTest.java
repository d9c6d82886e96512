package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.base.Place;
import dev.slipway.exec.files.FileView;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static CheckResult check(Map<String, String> files) {
        return Checker.check(FileView.of(files), Example.NO_MODEL, Rules.all(), TODAY);
    }

    private static List<String> rules(CheckResult result) {
        return result.findings().stream().map(Finding::rule).toList();
    }

    @Test
    void findingsNameTheirPlaceAndAreSorted() {
        CheckResult result = check(Map.of(
                "web/Dockerfile", "FROM node\nWORKDIR app\nCMD node server.js\n",
                "a/Dockerfile", "FROM node\nUSER 1\n"));
        assertThat(result.findings()).isSortedAccordingTo((a, b) -> a.place().compareTo(b.place()));
        assertThat(result.findings())
                .filteredOn(f -> f.rule().equals("docker/relative-workdir"))
                .extracting(Finding::place)
                .containsExactly(new Place("web/Dockerfile", 2, 1));
        assertThat(result.files()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# slipway:ignore docker/root-user reason=needs port 80\nFROM node:22@sha256:%1$s\n",
                "FROM node:22@sha256:%1$s # slipway:ignore docker/root-user reason=needs port 80\n",
                "# slipway:ignore docker/root-user,docker/sudo reason=needs port 80 until=2026-11-24\nFROM node:22@sha256:%1$s\nRUN sudo x\n",
            })
    void aCommentWithAReasonTakesAFindingAway(String text) {
        CheckResult result = check(Map.of("Dockerfile", text.formatted("1".repeat(64))));
        assertThat(rules(result)).doesNotContain("docker/root-user");
        assertThat(result.suppressed()).hasSize(1).allMatch(s -> s.reason().equals("needs port 80"));
    }

    @Test
    void aSuppressionWithoutReasonOrPastItsDateTakesNothingAway() {
        assertThat(rules(check(Map.of("Dockerfile", "# slipway:ignore docker/root-user\nFROM node:22\n"))))
                .contains("docker/root-user", "check/suppression-without-reason");
        assertThat(rules(check(Map.of(
                        "Dockerfile", "# slipway:ignore docker/root-user reason=x until=2026-11-23\nFROM node:22\n"))))
                .contains("docker/root-user", "check/suppression-expired");
        assertThat(rules(check(Map.of(
                        "Dockerfile", "# slipway:ignore docker/root-user reason=x until=never\nFROM node:22\n"))))
                .contains("docker/root-user", "check/suppression-expired");
    }

    @Test
    void findingsAboutTheRepositoryCanBeSuppressedInTheirFile() {
        Map<String, String> files = new HashMap<>(Map.of(
                "requirements.txt",
                "# slipway:ignore repository/missing-lockfile reason=a library\nflask\n",
                ".gitignore",
                ""));
        assertThat(rules(check(files))).isEmpty();
    }

    @Test
    void documentationOfSuppressionsIsNoSuppression() {
        assertThat(rules(check(Map.of("README.md", "write `# slipway:ignore docker/sudo`\n"))))
                .isEmpty();
    }

    @Test
    void noSecretReachesAMessage() {
        String secret = "Xk29vTqLm4Zr";
        CheckResult result = check(Map.of(
                "application.properties",
                        "spring.datasource.password=" + secret + "\nurl=ftp://me:" + secret + "@h.org/x\n",
                ".env", "API_TOKEN=" + secret + "\n",
                "compose.yaml",
                        "services:\n  db:\n    image: a:1\n    environment:\n      DB_PASSWORD: " + secret + "\n",
                "Dockerfile", "FROM a:1\nENV DB_PASSWORD=" + secret + "\n"));
        assertThat(rules(result))
                .contains(
                        "secret/password-assigned",
                        "secret/url-credentials",
                        "secret/committed-dotenv",
                        "compose/plain-secret",
                        "docker/secret-in-env");
        assertThat(result.toString()).doesNotContain(secret);
        assertThat(Sarif.write(result, Rules.all(), "1")).doesNotContain(secret);
    }

    @Test
    void aVariableIsUndecidedAndNoFinding() {
        CheckResult result = check(Map.of("Dockerfile", "ARG BASE\nFROM $BASE\nARG U\nUSER $U\n"));
        assertThat(rules(result)).doesNotContain("docker/root-user", "docker/floating-tag");
        assertThat(result.undecided())
                .extracting(CheckResult.Undecided::rule)
                .contains("docker/root-user", "docker/floating-tag");
    }

    @Test
    void sarifHasTextsPlacesFingerprintsAndSuppressions() {
        CheckResult result = check(Map.of(
                "we b/Dockerfile",
                "FROM node:22\n# slipway:ignore docker/sudo reason=needed\nRUN sudo x\nCMD node server.js\n"));
        String sarif = Sarif.write(result, Rules.all(), "0.1.0");
        assertThat(sarif)
                .contains("\"version\" : \"2.1.0\"", "\"uri\" : \"we%20b/Dockerfile\"", "\"slipway/v1\"")
                .contains("\"justification\" : \"needed\"", "\"startLine\" : 4");
        String moved = Sarif.write(
                check(
                        Map.of(
                                "we b/Dockerfile",
                                "\n\nFROM node:22\n# slipway:ignore docker/sudo reason=needed\nRUN sudo x\nCMD node server.js\n")),
                Rules.all(),
                "0.1.0");
        assertThat(fingerprints(moved)).isEqualTo(fingerprints(sarif)).isNotEmpty();
    }

    private static List<String> fingerprints(String sarif) {
        return sarif.lines().filter(l -> l.contains("slipway/v1")).toList();
    }

    @Test
    void hostileFilesAreBounded() {
        Map<String, String> files = new HashMap<>();
        files.put(
                "Dockerfile",
                "FROM a:1\nRUN apt-get " + "-a ".repeat(100_000) + "update\nRUN " + "\n \\\n".repeat(10_000)
                        + "sudo x\n");
        files.put("b/Dockerfile", "RUN \\\n".repeat(50_000));
        files.put("compose.yaml", "a: &a [x]\n" + "b: ".repeat(5_000) + "\n");
        files.put("d/compose.yaml", "services:\n" + "  s:\n    ports: [\"" + "1:".repeat(100_000) + "1\"]\n");
        files.put("min.js", "password=\"" + "a1B2c3".repeat(170_000) + "\"");
        files.put("pw.properties", "password = \"x\" ".repeat(60_000));
        files.put("url.txt", "http://a:b".repeat(90_000));
        files.put("key.txt", "-----BEGIN PRIVATE KEY-----\n".repeat(20_000));
        files.put("package.json", "[".repeat(100_000));
        files.put("requirements.txt", "a[" + "x".repeat(500_000));
        files.put("go.mod", "require ".repeat(100_000));
        files.put("s.py", "# slipway:ignore a/b\n".repeat(40_000));
        long begin = System.nanoTime();
        CheckResult result = check(files);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(result.undecided()).noneMatch(u -> u.why().contains("rule broke"));
    }

    @Test
    void theOrderOfRulesDoesNotChangeTheAnswer() {
        Map<String, String> files = Map.of("Dockerfile", "FROM node\nRUN sudo apt-get install x\nCMD a\nCMD b\n");
        List<Rule> reversed = new java.util.ArrayList<>(Rules.all());
        Collections.reverse(reversed);
        assertThat(Checker.check(FileView.of(files), Example.NO_MODEL, reversed, TODAY)
                        .findings())
                .isEqualTo(check(files).findings());
    }
}
