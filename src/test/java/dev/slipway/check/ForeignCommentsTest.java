package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.base.Finding;
import dev.slipway.exec.files.FileView;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignCommentsTest {
    private static final Checker CHECKER = Checker.of(Rules.all());

    private static List<String> rules(String path, String text) {
        return CHECKER
                .check(FileView.of(Map.of(path, text)), Example.NO_MODEL, LocalDate.of(2026, 11, 24))
                .findings()
                .stream()
                .map(Finding::rule)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM a:1\n# hadolint ignore=DL3004,DL3009\nRUN sudo x\nUSER 1\n",
                "# hadolint global ignore=DL3004\nFROM a:1\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n# checkov:skip=CKV2_DOCKER_1: it is needed\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n# kics-scan ignore-line\nRUN sudo x\nUSER 1\n",
                "# kics-scan ignore\nFROM a:1\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n#trivy:ignore:AVD-DS-0010 exp:2026-11-24\nRUN sudo x\nUSER 1\n",
            })
    void commentsOfOtherCheckersCount(String text) {
        assertThat(rules("Dockerfile", text)).doesNotContain("docker/sudo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM a:1\n# hadolint ignore=DL3008\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n# hadolint ignore=DL3004\nRUN a\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n# checkov:skip=CKV_XYZ_1: something else\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n# kics-scan ignore-line\nRUN a\nRUN sudo x\nUSER 1\n",
                "FROM a:1\n#trivy:ignore:AVD-DS-0010 exp:2026-11-23\nRUN sudo x\nUSER 1\n",
            })
    void butNotForAnythingElse(String text) {
        assertThat(rules("Dockerfile", text)).contains("docker/sudo");
    }

    @Test
    void blocksEndWhereTheirIndentationDoes() {
        String compose = "services:\n  # kics-scan ignore-block\n  a:\n    image: x:1\n    privileged: true\n"
                + "  b:\n    image: x:1\n";
        assertThat(rules("compose.yaml", compose)).doesNotContain("compose/privileged");
        assertThat(rules("compose.yaml", compose + "    privileged: true\n")).contains("compose/privileged");
    }

    @Test
    void secretsAreAllowedByTheirOwnComments() {
        String line = "password = \"Xk29vTqLm4Zr\"";
        assertThat(rules("a.py", line)).contains("secret/password-assigned");
        assertThat(rules("a.py", line + "  # gitleaks:allow")).isEmpty();
        assertThat(rules("a.py", line + "  # pragma: allowlist secret")).isEmpty();
        assertThat(rules("a.py", "# pragma: allowlist nextline secret\n" + line))
                .isEmpty();
        assertThat(rules("a.py", line + "  # nosec")).isEmpty();
    }
}
