package dev.slipway.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.base.SlipwayException;
import dev.slipway.exec.files.FileView;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Checker CHECKER = Checker.of(Rules.all());
    private static final String SUDO = "FROM a:1\nRUN sudo x\nUSER 1\n";

    private static CheckResult check(String policy) {
        return CHECKER.check(
                FileView.of(Map.of(Policy.FILE, policy, "test/Dockerfile", SUDO, "Dockerfile", SUDO)),
                Example.NO_MODEL,
                TODAY);
    }

    private static List<String> sudos(CheckResult result) {
        return result.findings().stream()
                .filter(f -> f.rule().equals("docker/sudo"))
                .map(f -> f.place().file() + " " + f.severity().word())
                .toList();
    }

    @Test
    void severitiesAreTheTeams() {
        assertThat(sudos(check("severity: {docker/sudo: critical}")))
                .containsExactly("Dockerfile critical", "test/Dockerfile critical");
        assertThat(sudos(check("severity: {docker/sudo: off}"))).isEmpty();
    }

    @Test
    void pathsAreLeftAloneOrFreeOfSomeRules() {
        CheckResult excluded = check("exclude: ['test/**']");
        assertThat(excluded.findings()).extracting(f -> f.place().file()).doesNotContain("test/Dockerfile");
        CheckResult off = check("paths:\n- path: 'test/**'\n  off: ['docker/su*']\n");
        assertThat(sudos(off)).containsExactly("Dockerfile medium");
        assertThat(off.findings()).anyMatch(f -> f.place().file().equals("test/Dockerfile"));
    }

    @Test
    void waiversHaveAReasonAndADateAndAreToldWhenNothingNeedsThem() {
        CheckResult waived = check("waivers:\n- {rule: docker/sudo, path: '**', reason: because, until: 2026-11-24}\n");
        assertThat(sudos(waived)).isEmpty();
        assertThat(waived.suppressed())
                .extracting(CheckResult.Suppressed::reason, CheckResult.Suppressed::inSource)
                .contains(org.assertj.core.groups.Tuple.tuple("because", false));
        CheckResult late = check("waivers:\n- {rule: docker/sudo, path: '**', reason: because, until: 2026-11-23}\n");
        assertThat(sudos(late)).hasSize(2);
        assertThat(late.findings()).extracting(Finding::rule).contains("check/suppression-expired");
        CheckResult idle = check("waivers:\n- {rule: docker/sudo, path: 'x/**', reason: because}\n");
        assertThat(idle.findings())
                .filteredOn(f -> f.rule().equals("check/suppression-unused"))
                .extracting(f -> f.place().toString())
                .containsExactly(".slipway/check.yaml:2");
    }

    @Test
    void whatNobodyUnderstandsIsToldAllAtOnce() {
        assertThatThrownBy(() -> check("severity: {docker/sud: hgh}\nexcluded: [a]\nwaivers:\n- {path: x}\n"))
                .isInstanceOf(SlipwayException.class)
                .satisfies(e -> assertThat(
                                ((SlipwayException) e).problems().getFirst().cause())
                        .contains("did you mean `docker/sudo`?", "`hgh` is no severity", "unknown key `excluded`")
                        .contains("`rule` is missing", "`reason` is missing"));
    }

    @Test
    void aPolicyIsReadWhereOnlyWorksWithTheDefault() {
        assertThat(Policy.read(FileView.of(Map.of())).failOn()).isEqualTo(Severity.MEDIUM);
        assertThat(Policy.read(FileView.of(Map.of(Policy.FILE, "fail-on: high")))
                        .failOn())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void globsMeanWhatIgnoreFilesMean() {
        assertThat(Glob.of("a/**/b").matches("a/b")).isTrue();
        assertThat(Glob.of("a/**/b").matches("a/x/y/b")).isTrue();
        assertThat(Glob.of("a/**/b").matches("a/xb")).isFalse();
        assertThat(Glob.of("*.json").matches("x.json")).isTrue();
        assertThat(Glob.of("*.json").matches("d/x.json")).isFalse();
        assertThat(Glob.of("**").matches("d/x.json")).isTrue();
        assertThat(Glob.of("?b").matches("ab")).isTrue();
        assertThat(Glob.of("*".repeat(500) + "x").matches("a".repeat(2_000))).isFalse();
    }
}
