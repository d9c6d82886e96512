package dev.slipway.app;

import dev.slipway.app.ship.Checking;
import dev.slipway.assess.Assess;
import dev.slipway.assess.ProjectModel;
import dev.slipway.base.Finding;
import dev.slipway.base.Severity;
import dev.slipway.check.CheckResult;
import dev.slipway.check.Sarif;
import dev.slipway.exec.files.FileView;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer of {@code slipway check}.
 *
 * @param record for scripts
 * @param text for people
 * @param sarif SARIF 2.1.0
 */
public record CheckReport(Document record, List<String> text, String sarif) {
    /** Stable JSON. */
    public record Document(List<Finding> findings, int files) {
        public Document {
            findings = List.copyOf(findings);
        }
    }

    public CheckReport {
        text = List.copyOf(text);
    }

    static CheckReport of(FileView view, String version) {
        ProjectModel model = Assess.assess(view, Catalogue.DETECTORS);
        CheckResult whole = Checking.check(view, model);
        return new CheckReport(
                new Document(whole.findings(), whole.files()),
                text(whole.findings(), whole.files()),
                Sarif.write(whole, Catalogue.RULES, version));
    }

    /** Whether nothing of medium severity or above was found. */
    public boolean clean() {
        return record.findings().stream().allMatch(f -> f.severity().compareTo(Severity.MEDIUM) > 0);
    }

    private static List<String> text(List<Finding> findings, int files) {
        List<String> lines = new ArrayList<>();
        for (Finding f : findings) {
            lines.add(f.severity().word() + "  " + f.place() + "  " + f.rule());
            lines.add("    " + f.message());
            if (!f.fix().isEmpty()) {
                lines.add("    do: " + f.fix());
            }
        }
        lines.add(files + " files looked at, " + findings.size() + (findings.size() == 1 ? " finding" : " findings"));
        return lines;
    }

    /** The rules, one a line. */
    static List<String> rules() {
        return Catalogue.RULES.stream()
                .map(r -> r.about().id() + "  " + r.about().severity().word() + "  "
                        + r.about().title())
                .sorted()
                .toList();
    }
}
