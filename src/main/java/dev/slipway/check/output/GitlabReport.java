package dev.slipway.check.output;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.base.wire.Json;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Fingerprints;
import java.util.ArrayList;
import java.util.List;

/** Findings as GitLab's code quality report, which merge requests show beside the changed lines. */
public final class GitlabReport {
    private record Issue(
            String description, String check_name, String fingerprint, String severity, Location location) {}

    private record Location(String path, Lines lines) {}

    private record Lines(int begin) {}

    private GitlabReport() {}

    /** One JSON array. */
    public static String write(CheckResult result) {
        List<Issue> issues = new ArrayList<>();
        Fingerprints.of(result.findings()).forEach((f, print) -> issues.add(issue(f, print)));
        return Json.pretty(issues);
    }

    private static Issue issue(Finding finding, String fingerprint) {
        return new Issue(
                finding.message(),
                finding.rule(),
                fingerprint,
                severity(finding.severity()),
                new Location(
                        finding.place().file(),
                        new Lines(Math.max(1, finding.place().line()))));
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "blocker";
            case HIGH -> "critical";
            case MEDIUM -> "major";
            case LOW -> "minor";
            case NOTE -> "info";
        };
    }
}
