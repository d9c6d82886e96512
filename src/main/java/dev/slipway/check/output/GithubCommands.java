package dev.slipway.check.output;

import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.check.CheckResult;
import java.util.List;

/** Findings as workflow commands of GitHub Actions, which become annotations beside the lines. */
public final class GithubCommands {
    private GithubCommands() {}

    /** One line a finding. */
    public static List<String> write(CheckResult result) {
        return result.findings().stream().map(GithubCommands::line).toList();
    }

    private static String line(Finding finding) {
        String place = "file=" + property(finding.place().file())
                + (finding.place().line() > 0 ? ",line=" + finding.place().line() : "")
                + (finding.place().column() > 0 ? ",col=" + finding.place().column() : "");
        String text = finding.message() + (finding.fix().isEmpty() ? "" : "\n" + finding.fix());
        return "::" + level(finding.severity()) + " " + place + ",title=" + property(finding.rule()) + "::"
                + data(text);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, NOTE -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
